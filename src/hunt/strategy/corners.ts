import { nth } from '../../numerics/lists.js';
import { cornersOf } from '../moves/corners.js';
import { sparseMove } from '../moves/moves.js';
import type { Random } from '../search/random.js';
import type { Session } from '../search/session.js';
import type { Strategy } from './strategy.js';

/** Elites and fresh draws taken to their corners: zeros, kinks, extreme scales, duplicate and opposite samples. */
export const corners: Strategy = {
  name: 'corners',
  summary: 'boundary cases around draws and elites: zeros, kinks, extreme scales, duplicate and opposite samples',
  prior: 0.25,
  pooled: true,
  burst(session, elites) {
    if (elites.length === 0) return sweep(session);
    while (!session.over) {
      const base = session.random.unit() < 0.5 ? session.random.pick(elites).input : session.draw().input;
      const around = cornersOf(base);
      // A few of many: all corners of one case resemble each other.
      for (let i = 0; i < 12 && !session.over; i++) {
        const corner = session.random.pick(around);
        session.evaluate(session.random.unit() < 0.3 ? sparseMove(corner, session.random, 1 / 4) : corner);
      }
    }
    return undefined;
  },
};

/** Where nothing is known: each kind of corner, in random order, of another draw. */
function sweep(session: Session): void {
  let kinds: number[] = [];
  while (!session.over) {
    const around = cornersOf(session.sample());
    if (kinds.length === 0) kinds = shuffled([...around.keys()], session.random);
    session.evaluate(nth(around, kinds.pop()! % around.length));
  }
}

/** A list in random order (Fisher and Yates). */
function shuffled<T>(list: T[], random: Random): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [list[i], list[j]] = [nth(list, j), nth(list, i)];
  }
  return list;
}
