/** Amounts of appendices D to F as they come out of many runs. */

import { added, type Estimate, known, scaled } from '../../monte-carlo/estimate.js';
import { dot } from '../../numerics/vector.js';
import { budget, lossOf as exactLossOf } from './amounts.js';
import type { ColumnTerm, LongRunView } from './long-run-view.js';
import { enlargement, type Normalisation } from './normalisation.js';
import type { Term } from './sides.js';
import type { StableCase } from './stable-case.js';

/** A term of known error as an estimate. */
export function estimateOf([value, error]: Term): Estimate {
  return known(value, error);
}

/** |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha). */
export function budgetOf(at: LongRunView): readonly Estimate[] {
  return budget(at, at.t).map(estimateOf);
}

/** L(u) of the reduced problem. */
export function lossAtVector(at: StableCase, u: ArrayLike<number>, loss: Normalisation): Estimate {
  return estimateOf(exactLossOf(at, u, loss));
}

/** E |w_t - u|^2 + (2 - B^2) sum_{k<t} eta_k E L(w_k), the left side of eqs. 13 and 14. */
export function distanceAndLosses(at: LongRunView, u: Float64Array, loss: Normalisation): Estimate {
  const { columns } = at.runs;
  const weight = (2 - at.reach ** 2) * enlargement(at, loss);
  const cross = Array.from(u, (entry, j): ColumnTerm => [columns.iterate + j, -2 * entry]);
  const [least, most] = at.ceilings.squaredDistance(u);
  return at.mean('E|w_t - u|^2', [[columns.normSquare, 1], ...cross, [columns.lossSum, weight]], dot(u, u), [
    least - 1e-9 * most,
    most * (1 + 1e-9) + weight * at.ceilings.lossSum[1],
  ]);
}

/** E sum_{k<t} eta_k L(w_k), by the losses of the samples drawn: xi_k is independent of w_k and uniform. */
export function weightedLosses(at: LongRunView, loss: Normalisation): Estimate {
  const sum = at.mean('sum of eta_k L(w_k)', [[at.runs.columns.lossSum, 1]], 0, at.ceilings.lossSum);
  return scaled(enlargement(at, loss), sum);
}

/** E L(w_t), or E L(wbar_t). */
export function lossOf(at: LongRunView, loss: Normalisation, where: 'loss' | 'averageLoss'): Estimate {
  const mean = at.mean(where, [[at.runs.columns[where], 1]], 0, at.ceilings.loss);
  // Every run's loss lies in the range, so the mean does.
  const [low, high] = at.ceilings.loss;
  return scaled(enlargement(at, loss), { value: mean.value, low: Math.max(low, mean.low), high: Math.min(high, mean.high) });
}

/** E c.w_t. */
export function alongOf(at: LongRunView, c: ArrayLike<number>, what: string): Estimate {
  const terms = Array.from(c, (entry, j): ColumnTerm => [at.runs.columns.iterate + j, entry]);
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
