import type { Case } from '../../data/case.js';
import { type Coordinates, coordinatesOf, withCoordinates, withFewMoved } from '../moves/coordinates.js';
import { gridFor } from '../moves/grid.js';
import { sparseMove } from '../moves/moves.js';
import type { Random } from '../search/random.js';
import type { Point } from '../search/result.js';
import { beginning, goingOn } from './begin.js';
import { alongPath, extended, type Path, shortened } from './path.js';
import { type Credits, chosen, credited } from './selection.js';
import type { Strategy } from './strategy.js';

type Operator = 'mutation' | 'pattern' | 'sparse';

interface State {
  readonly at: Point;
  readonly sigma: number;
  readonly idle: number;
  readonly path: Path;
  readonly credits: Credits<Operator>;
}

const PATIENCE = 120;
const PRIOR: Credits<Operator> = { mutation: 0.3, pattern: 0.2, sparse: 0.5 };
/** Share of the mutations that move all coordinates; the others move one to {@link FEW}. */
const ALL = 0.65;
const FEW = 3;

/**
 * The (1+1) evolution strategy with the one-fifth rule on the continuous coordinates, some of them at a time; pattern moves;
 * and sparse moves. Which of them comes next goes by how far each went lately.
 */
export const evolution: Strategy = {
  name: 'evolution',
  summary: '(1+1) evolution strategy on the continuous coordinates, with pattern moves and sparse moves by their results',
  prior: 1,
  burst(session, elites, state) {
    const { random } = session;
    let { at, sigma, idle, path, credits } = (state as State | undefined) ?? {
      at: beginning(session, elites),
      sigma: 1 / 2,
      idle: 0,
      path: [],
      credits: PRIOR,
    };
    const better = goingOn(session, at, elites);
    if (better !== at) [at, idle, path] = [better, 0, []];
    while (!session.over) {
      if (idle > PATIENCE || sigma < 2 ** -30) return undefined;
      const operator = chosen(path.length > 0 ? ['mutation', 'pattern', 'sparse'] : ['mutation', 'sparse'], credits, PRIOR, random);
      const next = session.evaluate(moved(operator, at.input, sigma, path, random));
      const change = next === undefined ? 1 : session.compare(next.standing, at.standing);
      credits = credited(credits, operator, next === undefined ? 0 : session.progress(at.standing, next.standing));
      if (operator === 'mutation') sigma = change < 0 ? Math.min(sigma * 1.5, 8) : sigma * 0.92;
      if (change < 0) idle = 0;
      else if (operator === 'mutation') idle++;
      if (operator === 'pattern' && change >= 0) path = shortened(path);
      if (next === undefined || change > 0) continue;
      path = extended(path, at.input, next.input, change < 0);
      at = next;
    }
    return { at, sigma, idle, path, credits };
  },
};

function moved(operator: Operator, input: Case, sigma: number, path: Path, random: Random): Case {
  switch (operator) {
    case 'mutation':
      return withCoordinates(input, mutated(coordinatesOf(input), sigma, random), gridFor(sigma));
    case 'pattern':
      return alongPath(input, path, gridFor(sigma / 4), random);
    case 'sparse':
      return sparseMove(input, random, Math.max(sigma, 2 ** -random.below(10)));
  }
}

/** All coordinates moved, or a few of them. */
function mutated(coordinates: Coordinates, sigma: number, random: Random): number[] {
  if (random.unit() < ALL) return coordinates.values.map((value) => value + sigma * random.normal());
  return withFewMoved(coordinates, 1 + random.below(FEW), sigma, random);
}
