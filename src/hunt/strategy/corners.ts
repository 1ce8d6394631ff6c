import { cornersOf } from '../corners.js';
import { sparseMove } from '../moves.js';
import type { Random } from '../random.js';
import type { Strategy } from './strategy.js';

/** Elites and fresh draws taken to their corners: zeros, kinks, extreme scales, duplicate and opposite samples. */
export const corners: Strategy = {
  name: 'corners',
  summary: 'boundary cases around draws and elites: zeros, kinks, extreme scales, duplicate and opposite samples',
  prior: 0.25,
  pooled: true,
  burst(session, elites) {
    while (!session.over) {
      const base = elites.length > 0 && session.random.unit() < 0.5 ? session.random.pick(elites).input : session.draw().input;
      const around = shuffled(cornersOf(base), session.random);
      // A few of many: all corners of one case resemble each other. All of them where nothing is known.
      for (const corner of elites.length > 0 ? around.slice(0, 12) : around) {
        if (session.over) break;
        session.evaluate(elites.length > 0 && session.random.unit() < 0.3 ? sparseMove(corner, session.random, 1 / 4) : corner);
      }
    }
  },
};

/** A list in random order (Fisher and Yates). */
function shuffled<T>(list: T[], random: Random): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
