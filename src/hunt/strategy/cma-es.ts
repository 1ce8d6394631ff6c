/** Covariance matrix adaptation (Hansen, "The CMA Evolution Strategy: A Tutorial", 2016) on the continuous coordinates. */

import { exp, log, wholePower } from '../../numerics/elementary.js';
import { type SymmetricEigen, symmetricEigen } from '../../numerics/symmetric-eigen.js';
import { dot } from '../../numerics/vector.js';
import { coordinatesOf, withCoordinates } from '../moves/coordinates.js';
import { gridFor } from '../moves/grid.js';
import { entry, plusMultiple } from '../moves/vectors.js';
import type { Point } from '../search/result.js';
import type { Session } from '../search/session.js';
import { beginning } from './begin.js';
import type { Strategy } from './strategy.js';

/** Everything that adapts; plain arrays, so that it goes through JSON. */
interface State {
  readonly template: Point;
  mean: number[];
  sigma: number;
  covariance: number[][];
  path: number[];
  sigmaPath: number[];
  generation: number;
  idle: number;
  best: Point;
}

/** Larger cases search in as many coordinates, chosen at random, as keep the decomposition cheap. */
const MOST_COORDINATES = 48;
const PATIENCE = 25;

/** CMA-ES with ranks by standing, so that hypotheses come before slacks. */
export const cmaEs: Strategy = {
  name: 'cma-es',
  summary: 'CMA-ES on the continuous coordinates',
  prior: 0.25,
  burst(session, elites, state) {
    const current = (state as State | undefined) ?? fresh(beginning(session, elites));
    if (current.mean.length > MOST_COORDINATES) return undefined;
    while (!session.over) {
      if (current.idle > PATIENCE || !(current.sigma > 2 ** -30 && current.sigma < 2 ** 10)) return undefined;
      // A covariance out of the range of float64 has nothing to search by.
      const eigen = symmetricEigen(current.covariance.flat(), current.mean.length);
      if (eigen === undefined) return undefined;
      generation(session, current, eigen);
    }
    return current;
  },
};

function fresh(template: Point): State {
  const mean = [...coordinatesOf(template.input).values];
  const zero = new Array<number>(mean.length).fill(0);
  return {
    template,
    mean,
    sigma: 0.3,
    covariance: mean.map((_, i) => mean.map((_, j) => (i === j ? 1 : 0))),
    path: [...zero],
    sigmaPath: [...zero],
    generation: 0,
    idle: 0,
    best: template,
  };
}

function generation(session: Session, state: State, { values, vectors }: SymmetricEigen): void {
  const dimension = state.mean.length;
  const lambda = 4 + Math.floor(3 * log(dimension + 1));
  const half = Math.floor(lambda / 2);
  const raw = Array.from({ length: half }, (_, i) => log(half + 0.5) - log(i + 1));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);
  const effective = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
  const roots = values.map((value) => Math.sqrt(Math.max(value, 1e-20)));
  const offspring: { point: Point; z: number[]; y: number[] }[] = [];
  for (let k = 0; k < lambda && !session.over; k++) {
    const z = state.mean.map(() => session.random.normal());
    const y = times(
      vectors,
      z.map((value, i) => value * entry(roots, i)),
    );
    const moved = plusMultiple(state.mean, state.sigma, y);
    const point = session.evaluate(withCoordinates(state.template.input, moved, gridFor(state.sigma)));
    if (point !== undefined) offspring.push({ point, z, y });
  }
  offspring.sort((a, b) => session.compare(a.point.standing, b.point.standing));
  const [leader] = offspring;
  if (leader === undefined || offspring.length < half) {
    state.idle++;
    return;
  }
  const improves = session.compare(leader.point.standing, state.best.standing) < 0;
  if (improves) state.best = leader.point;
  state.idle = improves ? 0 : state.idle + 1;
  const chosen = offspring.slice(0, half);
  const combined = (of: (child: { z: number[]; y: number[] }) => number[]): number[] =>
    state.mean.map((_, i) => chosen.reduce((sum, child, rank) => sum + entry(weights, rank) * entry(of(child), i), 0));
  const step = combined(({ y }) => y);
  const whitened = times(
    vectors,
    combined(({ z }) => z),
  );
  state.mean = plusMultiple(state.mean, state.sigma, step);
  adapt(state, step, whitened, chosen, weights, effective, dimension);
}

function adapt(
  state: State,
  step: readonly number[],
  whitened: readonly number[],
  chosen: readonly { y: number[] }[],
  weights: readonly number[],
  effective: number,
  dimension: number,
): void {
  const cSigma = (effective + 2) / (dimension + effective + 5);
  const damping = 1 + cSigma + 2 * Math.max(0, Math.sqrt((effective - 1) / (dimension + 1)) - 1);
  const cPath = (4 + effective / dimension) / (dimension + 4 + (2 * effective) / dimension);
  const c1 = 2 / ((dimension + 1.3) ** 2 + effective);
  const cMu = Math.min(1 - c1, (2 * (effective - 2 + 1 / effective)) / ((dimension + 2) ** 2 + effective));
  const expected = Math.sqrt(dimension) * (1 - 1 / (4 * dimension) + 1 / (21 * dimension * dimension));
  const pull = Math.sqrt(cSigma * (2 - cSigma) * effective);
  state.sigmaPath = state.sigmaPath.map((value, i) => (1 - cSigma) * value + pull * entry(whitened, i));
  const length = Math.sqrt(state.sigmaPath.reduce((sum, value) => sum + value * value, 0));
  state.generation++;
  const moves = length / Math.sqrt(1 - wholePower(1 - cSigma, 2 * state.generation)) < (1.4 + 2 / (dimension + 1)) * expected;
  const along = moves ? Math.sqrt(cPath * (2 - cPath) * effective) : 0;
  state.path = state.path.map((value, i) => (1 - cPath) * value + along * entry(step, i));
  state.covariance = state.covariance.map((row, i) =>
    row.map((value, j) => {
      const rankMu = chosen.reduce((sum, { y }, k) => sum + entry(weights, k) * entry(y, i) * entry(y, j), 0);
      return (1 - c1 - cMu) * value + c1 * entry(state.path, i) * entry(state.path, j) + cMu * rankMu;
    }),
  );
  state.sigma *= exp((cSigma / damping) * (length / expected - 1));
}

function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}
