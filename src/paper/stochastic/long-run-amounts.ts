/** Amounts of appendices D to F as they come out of many runs. */

import { added, type Estimate, known, scaled } from '../../monte-carlo/estimate.js';
import { dot } from '../../numerics/vector.js';
import { divisor, type Normalisation } from './expectation-amounts.js';
import type { StableCase } from './expectation-cases.js';
import type { Term } from './expectation-sides.js';
import type { ColumnTerm, LongRunView } from './long-run-cases.js';

/** A term of known error as an estimate. */
export const term = ([value, error]: Term): Estimate => known(value, error);

/** How many times larger than L - L* a loss is: 1, or n/n+. */
export const share = (at: StableCase, loss: Normalisation): number => at.data.n / divisor(at, loss);

/** |w_t - u|^2 as columns, and what is to be added to them. */
export function distanceColumns({ runs: { columns } }: LongRunView, u: ArrayLike<number>): { terms: ColumnTerm[]; constant: number } {
  const cross = Array.from({ length: u.length }, (_, j): ColumnTerm => [columns.iterate + j, -2 * u[j]!]);
  return { terms: [[columns.normSquare, 1], ...cross], constant: dot(u, u) };
}

/** E sum_{k<t} eta_k L(w_k), by the losses of the samples drawn: xi_k is independent of w_k and uniform. */
export function weightedLosses(at: LongRunView, loss: Normalisation): Estimate {
  const sum = at.mean('sum of eta_k L(w_k)', [[at.runs.columns.lossSum, 1]], 0, at.ceilings.lossSum);
  return scaled(share(at, loss), sum);
}

/** E L(w_t), or E L(wbar_t). */
export function lossOf(at: LongRunView, loss: Normalisation, where: 'loss' | 'averageLoss'): Estimate {
  const mean = at.mean(where, [[at.runs.columns[where], 1]], 0, at.ceilings.loss);
  // Every run's loss lies in the range, so the mean does.
  const [low, high] = at.ceilings.loss;
  return scaled(share(at, loss), { value: mean.value, low: Math.max(low, mean.low), high: Math.min(high, mean.high) });
}

/** E c.w_t. */
export function alongOf(at: LongRunView, c: ArrayLike<number>, what: string): Estimate {
  const terms = Array.from({ length: c.length }, (_, j): ColumnTerm => [at.runs.columns.iterate + j, c[j]!]);
  return at.mean(what, terms, 0, at.ceilings.along(c));
}

/** E wbar_t entry by entry. */
export function averageOf(at: LongRunView): Estimate[] {
  return Array.from({ length: at.data.d }, (_, j) => {
    const axis = Float64Array.from({ length: at.data.d }, (_, entry) => (entry === j ? 1 : 0));
    return at.mean(`entry ${j} of wbar_t`, [[at.runs.columns.average + j, 1]], 0, at.ceilings.along(axis));
  });
}

/** sum_{k<t} eta_k^p, by addition. */
export function rateSum({ eta, t }: LongRunView, power: 1 | 2): number {
  let sum = 0;
  for (let k = 0; k < t; k++) sum += power === 1 ? eta(k) : eta(k) ** 2;
  return sum;
}

/**
 * sum_{p<t} eta_p |E grad L(w_p)| with L of (P): at least its part along w^+, E (w_t - w_0).w^+, and at most the mean length of
 * the path.
 */
export function gradientSum(at: LongRunView): Estimate {
  const along = added(alongOf(at, at.direction, 'w_t.w^+'), known(-dot(at.start, at.direction)));
  const path = at.mean('length of the path', [[at.runs.columns.pathLength, 1]], 0, at.ceilings.pathLength);
  return { value: (along.value + path.value) / 2, low: Math.max(0, along.low), high: Math.max(along.high, path.high) };
}
