import type { Case } from '../../data/case.js';
import { coordinatesOf, withCoordinates } from '../coordinates.js';
import { gridFor } from '../grid.js';
import { sparseMove } from '../moves.js';
import type { Random } from '../random.js';
import type { Point } from '../session.js';
import { beginning, goingOn } from './begin.js';
import type { Strategy } from './strategy.js';

interface State {
  readonly at: Point;
  readonly sigma: number;
  readonly idle: number;
  /** Decaying sum of the moves that helped; empty where the shape has changed since. */
  readonly path: readonly number[];
  /** How far each kind of move went lately. */
  readonly credits: Credits;
}

const PATIENCE = 120;
const OPERATORS = ['mutation', 'pattern', 'sparse'] as const;
type Operator = (typeof OPERATORS)[number];
type Credits = Readonly<Record<Operator, number>>;
/** Before any results. */
const PRIOR: Credits = { mutation: 0.3, pattern: 0.2, sparse: 0.5 };
/** Share of the moves that goes by the prior whatever the results, so that no kind is given up. */
const EVEN = 0.3;
/** Credit below which results are worth little. */
const LITTLE = 0.02;
const MEMORY = 0.9;
/** What is left of the path at a move that helped, whose errors across the ridge average out, and at one along it that did not. */
const PATH_MEMORY = 0.9;
const PATH_FAILED = 0.7;

/**
 * The (1+1) evolution strategy with the one-fifth rule on the continuous coordinates, some of them at a time; pattern moves
 * (Hooke and Jeeves 1961) along what helped lately, which follow ridges; and sparse moves. Which of them comes next goes by
 * how far each went lately (adaptive operator selection).
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
      const operator = chosen(credits, random, path.length > 0);
      const next = session.evaluate(moved(operator, at.input, sigma, path, random));
      const change = next === undefined ? 1 : session.compare(next.standing, at.standing);
      credits = {
        ...credits,
        [operator]: MEMORY * credits[operator] + (1 - MEMORY) * (change < 0 ? Math.sqrt(session.progress(at.standing, next!.standing)) : 0),
      };
      if (operator === 'mutation') sigma = change < 0 ? Math.min(sigma * 1.5, 8) : sigma * 0.92;
      if (change < 0) idle = 0;
      else if (operator === 'mutation') idle++;
      if (operator === 'pattern' && change >= 0) path = path.map((value) => value * PATH_FAILED);
      if (next === undefined || change > 0) continue;
      path = extended(path, at.input, next.input, change < 0);
      at = next;
    }
    return { at, sigma, idle, path, credits };
  },
};

/** Probability matching (Thierens 2005): by each kind's share of all credit, since credits shrink as the search closes in. */
function chosen(credits: Credits, random: Random, hasPath: boolean): Operator {
  const all = OPERATORS.reduce((sum, operator) => sum + credits[operator], 0) + LITTLE;
  return random.weighted(OPERATORS, (operator) => {
    const share = (credits[operator] + LITTLE * PRIOR[operator]) / all;
    return operator === 'pattern' && !hasPath ? 0 : (1 - EVEN) * share + EVEN * PRIOR[operator];
  });
}

function moved(operator: Operator, input: Case, sigma: number, path: readonly number[], random: Random): Case {
  if (operator === 'sparse') return sparseMove(input, random, Math.max(sigma, 2 ** -random.below(10)));
  const { values } = coordinatesOf(input);
  if (operator === 'mutation') return withCoordinates(input, mutated(values, sigma, random), gridFor(sigma));
  const factor = random.pick([1 / 4, 1 / 2, 1, 2]);
  return withCoordinates(
    input,
    values.map((value, i) => value + factor * path[i]!),
    gridFor(sigma / 4),
  );
}

/** All coordinates moved, or about two of them. */
function mutated(values: readonly number[], sigma: number, random: Random): number[] {
  const share = random.unit() < 0.5 ? 1 : Math.min(1, 2 / values.length);
  return values.map((value) => (random.unit() < share ? value + sigma * random.normal() : value));
}

/** The path with one more move, where it helped; none where the shape changed. */
function extended(path: readonly number[], from: Case, to: Case, helped: boolean): readonly number[] {
  const before = coordinatesOf(from).values;
  const after = coordinatesOf(to).values;
  if (before.length !== after.length) return [];
  return helped ? after.map((value, i) => value - before[i]! + PATH_MEMORY * (path[i] ?? 0)) : path;
}
