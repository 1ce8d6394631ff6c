import { gridFor } from '../moves/grid.js';
import { sparseMove } from '../moves/moves.js';
import type { Point } from '../search/result.js';
import type { Session } from '../search/session.js';
import { beginning, goingOn } from './begin.js';
import { alongPath, extended, type Path, shortened } from './path.js';
import { type Credits, chosen, credited } from './selection.js';
import type { Strategy } from './strategy.js';

type Operator = 'sparse' | 'pattern';

interface State {
  readonly at: Point;
  readonly heat: number;
  readonly idle: number;
  readonly path: Path;
  readonly credits: Credits<Operator>;
}

/** Moves without an improvement after which a run ends. */
const PATIENCE = 150;
const COOLING = 0.99;
const PRIOR: Credits<Operator> = { sparse: 0.8, pattern: 0.2 };

/** Simulated annealing over sparse moves of numbers and shapes, and pattern moves; never steps back out of the hypotheses. */
export const annealing: Strategy = {
  name: 'annealing',
  summary: 'simulated annealing over sparse moves of numbers and shapes, with pattern moves by their results',
  prior: 0.35,
  burst(session, elites, state) {
    const { random } = session;
    let { at, heat, idle, path, credits } = (state as State | undefined) ?? {
      at: beginning(session, elites),
      heat: 1,
      idle: 0,
      path: [],
      credits: PRIOR,
    };
    const better = goingOn(session, at, elites);
    if (better !== at) [at, path] = [better, []];
    let best = at;
    while (!session.over) {
      if (idle > PATIENCE) return undefined;
      const operator = chosen(path.length > 0 ? ['sparse', 'pattern'] : ['sparse'], credits, PRIOR, random);
      const next = session.evaluate(
        operator === 'sparse'
          ? sparseMove(at.input, random, heat * 2 ** -random.below(4))
          : alongPath(at.input, path, gridFor(heat / 64), random),
      );
      const change = next === undefined ? 1 : session.compare(next.standing, at.standing);
      credits = credited(credits, operator, next === undefined ? 0 : session.progress(at.standing, next.standing));
      heat = Math.max(heat * COOLING, 2 ** -8);
      idle++;
      if (operator === 'pattern' && change >= 0) path = shortened(path);
      if (next === undefined) continue;
      if (accepted(session, at, next, heat)) {
        path = extended(path, at.input, next.input, change < 0);
        at = next;
      }
      if (session.compare(next.standing, best.standing) < 0) {
        best = next;
        idle = 0;
      }
    }
    return { at, heat, idle, path, credits };
  },
};

/** Better or level always; worse within the hypotheses by up to a random share of the heat, relative to the slack. */
function accepted(session: Session, from: Point, to: Point, heat: number): boolean {
  if (session.compare(to.standing, from.standing) <= 0) return true;
  const before = session.depth(from);
  const after = session.depth(to);
  if (before === undefined || after === undefined) return false;
  // A threshold in place of exp(-change / heat): no transcendental function decides.
  return after - before < heat * 0.2 * session.random.unit() * Math.abs(before);
}
