/** The quantities whose expectations are taken, where their sums lie and what is made of them. */

import type { Dataset } from '../data/dataset.js';
import { type Extremes, type StepBounds, stepBounds } from './rounding-bounds.js';

/** Columns of the sums at one step; vectors take d in a row. */
export interface Columns {
  readonly loss: number;
  readonly activeLoss: number;
  readonly averageLoss: number;
  readonly averageActiveLoss: number;
  readonly normSquare: number;
  readonly gradientSquare: number;
  readonly descent: number;
  readonly iterate: number;
  readonly average: number;
  readonly gradient: number;
  readonly count: number;
}

/** Where each quantity lies for data of d features. */
export function columnsOf(d: number): Columns {
  return {
    loss: 0,
    activeLoss: 1,
    averageLoss: 2,
    averageActiveLoss: 3,
    normSquare: 4,
    gradientSquare: 5,
    descent: 6,
    iterate: 7,
    average: 7 + d,
    gradient: 7 + 2 * d,
    count: 7 + 3 * d,
  };
}

/** A loss in its three normalisations. */
export interface ExpectedLoss {
  /** E L of (P): (1/n) times the sum over all n samples. */
  readonly full: number;
  /** (1/n) times the sum over the active samples: E L minus what the others add, which is L - L* in the separable region. */
  readonly excess: number;
  /** The loss of the proofs: 1/n+ (or 1/|J|) times the sum over the active samples. */
  readonly reduced: number;
}

/** Expectations at step k. */
export interface StepExpectations {
  readonly k: number;
  /** E L(w_k). */
  readonly loss: ExpectedLoss;
  /** E L(wbar_k); at k = 0, where the average is of nothing, E L(w_0). */
  readonly averageLoss: ExpectedLoss;
  /** E |w_k|^2. */
  readonly normSquare: number;
  /** E |grad l(w_k, z_xi_k)|^2; NaN at the last step, where nothing is drawn. */
  readonly gradientSquare: number;
  /** E grad L(w_k).w_k for L of (P). */
  readonly descent: number;
  /** E w_k. */
  readonly iterate: Float64Array;
  /** E wbar_k, the mean of w_0, ..., w_{k-1}; w_0 at k = 0. */
  readonly average: Float64Array;
  /** E grad L(w_k) for L of (P). */
  readonly gradient: Float64Array;
  /** Bounds on the rounding errors of the above. */
  readonly bounds: StepBounds;
}

/** Reads the expectations out of the sums. */
export function stepExpectations(from: {
  readonly data: Dataset;
  readonly active: readonly number[];
  readonly steps: number;
  readonly rates: Float64Array;
  readonly columns: Columns;
  readonly total: (row: number, column: number) => number;
  readonly extreme: Extremes;
}): StepExpectations[] {
  const { data, active, steps, columns, total } = from;
  const bounds = stepBounds(data, from.rates, from.extreme);
  const vector = (k: number, column: number): Float64Array => Float64Array.from({ length: data.d }, (_, j) => total(k, column + j));
  const loss = (k: number, full: number, sum: number): ExpectedLoss => ({
    full: total(k, full),
    excess: total(k, sum) / data.n,
    reduced: total(k, sum) / active.length,
  });
  return Array.from({ length: steps + 1 }, (_, k) => ({
    k,
    loss: loss(k, columns.loss, columns.activeLoss),
    averageLoss: loss(k, columns.averageLoss, columns.averageActiveLoss),
    normSquare: total(k, columns.normSquare),
    gradientSquare: k < steps ? total(k, columns.gradientSquare) : Number.NaN,
    descent: total(k, columns.descent),
    iterate: vector(k, columns.iterate),
    average: vector(k, columns.average),
    gradient: vector(k, columns.gradient),
    bounds: bounds[k]!,
  }));
}

/** E |w_k - u|^2 = E |w_k|^2 - 2 u.E w_k + |u|^2. */
export function expectedSquaredDistance({ normSquare, iterate }: StepExpectations, u: ArrayLike<number>): number {
  let sum = normSquare;
  for (let j = 0; j < iterate.length; j++) sum += u[j]! * (u[j]! - 2 * iterate[j]!);
  return sum;
}
