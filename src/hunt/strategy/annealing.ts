import { sparseMove } from '../moves.js';
import { depthAt, type Point, type Session } from '../session.js';
import { beginning, goingOn } from './begin.js';
import type { Strategy } from './strategy.js';

interface State {
  readonly at: Point;
  readonly heat: number;
  readonly idle: number;
}

/** Moves without an improvement after which a run ends. */
const PATIENCE = 150;
const COOLING = 0.99;

/** Simulated annealing over sparse moves of numbers and shapes; never steps back out of the hypotheses. */
export const annealing: Strategy = {
  name: 'annealing',
  summary: 'simulated annealing over sparse moves of numbers and shapes',
  prior: 0.93,
  burst(session, elites, state) {
    let { at, heat, idle } = (state as State | undefined) ?? { at: beginning(session, elites), heat: 1, idle: 0 };
    at = goingOn(session, at, elites);
    let best = at;
    while (!session.over) {
      if (idle > PATIENCE) return undefined;
      const next = session.evaluate(sparseMove(at.input, session.random, heat * 2 ** -session.random.below(4)));
      heat = Math.max(heat * COOLING, 2 ** -8);
      idle++;
      if (next === undefined) continue;
      if (accepted(session, at, next, heat)) at = next;
      if (session.compare(next.standing, best.standing) < 0) {
        best = next;
        idle = 0;
      }
    }
    return { at, heat, idle };
  },
};

/** Better or level always; worse within the hypotheses by up to a random share of the heat, relative to the margin. */
function accepted(session: Session, from: Point, to: Point, heat: number): boolean {
  if (session.compare(to.standing, from.standing) <= 0) return true;
  const before = depthAt(session, from);
  const after = depthAt(session, to);
  if (before === undefined || after === undefined) return false;
  // A threshold in place of exp(-change / heat): no transcendental function decides.
  return after - before < heat * 0.2 * session.random.unit() * Math.abs(before);
}
