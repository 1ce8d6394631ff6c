import { coordinatesOf, withCoordinates } from '../coordinates.js';
import { gridFor } from '../grid.js';
import { sparseMove } from '../moves.js';
import type { Point } from '../session.js';
import { beginning } from './begin.js';
import type { Strategy } from './strategy.js';

interface State {
  readonly at: Point;
  readonly sigma: number;
  readonly idle: number;
}

const PATIENCE = 120;
/** Share of the moves that may change the shape; they do not count for the one-fifth rule. */
const SHAPE_SHARE = 0.15;

/** The (1+1) evolution strategy with the one-fifth rule on the continuous coordinates, some of them at a time. */
export const evolution: Strategy = {
  name: 'evolution',
  summary: '(1+1) evolution strategy on the continuous coordinates, with the one-fifth rule',
  prior: 1,
  burst(session, elites, state) {
    let { at, sigma, idle } = (state as State | undefined) ?? { at: beginning(session, elites), sigma: 1 / 2, idle: 0 };
    while (!session.over) {
      if (idle > PATIENCE || sigma < 2 ** -30) {
        at = beginning(session, elites);
        sigma = 1 / 2;
        idle = 0;
        continue;
      }
      if (session.random.unit() < SHAPE_SHARE) {
        const other = session.evaluate(sparseMove(at.input, session.random, Math.max(sigma, 2 ** -session.random.below(10))));
        const change = other === undefined ? 1 : session.compare(other.standing, at.standing);
        if (other !== undefined && change <= 0) at = other;
        if (change < 0) idle = 0;
        continue;
      }
      const { values } = coordinatesOf(at.input);
      const share = session.random.unit() < 0.5 ? 1 : Math.min(1, 2 / values.length);
      const moved = values.map((value) => (session.random.unit() < share ? value + sigma * session.random.normal() : value));
      const next = session.evaluate(withCoordinates(at.input, moved, gridFor(sigma)));
      const change = next === undefined ? 1 : session.compare(next.standing, at.standing);
      if (next !== undefined && change <= 0) at = next;
      idle = change < 0 ? 0 : idle + 1;
      sigma = change < 0 ? Math.min(sigma * 1.5, 8) : sigma * 0.92;
    }
    return { at, sigma, idle };
  },
};
