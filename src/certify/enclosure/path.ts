/** Iterates of (S)GD on the ReLU loss, enclosed in the coordinates w_t = w_0 + sum_i c_i x_i. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { uniformSampler } from '../../optimizer/sampler.js';
import { exp } from '../arithmetic/exp.js';
import { type Interval, isNotPositive, isPositive } from '../arithmetic/interval.js';
import { powerStep } from '../arithmetic/log.js';
import { mustHold } from '../undecided.js';
import type { DataSetting, Setting } from './setting.js';
import { powersOf } from './step-size.js';

/** Steps that a certificate follows at most. */
export const MOST_STEPS = 400;

/** Where an iterate is beside the samples; inner products that never changed stay exact. */
export interface Position {
  readonly k: number;
  /** w_k.x_i. */
  readonly products: readonly Interval[];
  /** Whether w_k.x_i > 0. */
  readonly active: readonly boolean[];
}

/** An iterate: samples that never acted have c_i = 0 exactly. */
export interface Iterate extends Position {
  /** c_i. */
  readonly coefficients: readonly Interval[];
}

/** w_0, whose inner products are exact. */
export function firstIterate({ data, products, arithmetic }: Setting): Iterate {
  return { k: 0, coefficients: Array(data.n).fill(arithmetic.zero), products, active: products.map(isActive) };
}

/** The loss exp(-y s(w.x)) of sample i, s(u) = u for u > 0 and slope u else (0 for ReLU, 1 for the linear model). */
export function sampleLoss(
  { arithmetic, data }: Setting,
  { active, products }: Pick<Position, 'active' | 'products'>,
  i: number,
  slope = 0,
): Interval {
  if (!active[i] && slope === 0) return arithmetic.one;
  const product = nth(products, i);
  const output = active[i] ? product : arithmetic.scale(product, slope);
  return exp(arithmetic, data.y[i] === 1 ? arithmetic.negate(output) : output);
}

/** n L(w). */
export function totalLoss(at: Setting, iterate: Iterate): Interval {
  return at.arithmetic.sum(everySample(at.data).map((i) => sampleLoss(at, iterate, i)));
}

/** The iterate after a move by sum_i moves[i] x_i; throws Undecided where a sign of w.x_j cannot be told. */
function moved({ arithmetic, inner }: DataSetting, from: Iterate, moves: ReadonlyMap<number, Interval>): Iterate {
  const coefficients = [...from.coefficients];
  let { products } = from;
  for (const [i, move] of moves) {
    coefficients[i] = arithmetic.add(nth(coefficients, i), move);
    products = products.map((product, j) => arithmetic.add(product, arithmetic.multiply(move, inner(i, j))));
  }
  return { k: from.k + 1, coefficients, products, active: products.map(isActive) };
}

/** What a step of gradient descent adds to the c_i: (eta/n) y_i exp(-y_i w.x_i) for active i, likewise with a slope. */
export function gradientMoves(
  at: Setting,
  from: Pick<Position, 'active' | 'products'>,
  eta: number,
  slope: number,
): ReadonlyMap<number, Interval> {
  const { arithmetic, data } = at;
  const moves = new Map<number, Interval>();
  from.active.forEach((active, i) => {
    if (!active && slope === 0) return;
    const pull = arithmetic.scale(sampleLoss(at, from, i, slope), eta * labelOf(data, i));
    moves.set(i, arithmetic.divide(active ? pull : arithmetic.scale(pull, slope), BigInt(data.n)));
  });
  return moves;
}

/** One step of gradient descent with a constant step size. */
export function gradientStep(at: Setting, from: Iterate, eta: number): Iterate {
  return moved(at, from, gradientMoves(at, from, eta, 0));
}

/** One step of SGD that drew sample i, with step size eta. */
export function sampledStep(at: Setting, from: Iterate, i: number, eta: Interval): Iterate {
  if (!from.active[i]) return { ...from, k: from.k + 1 };
  const size = at.arithmetic.multiply(eta, sampleLoss(at, from, i));
  return moved(at, from, new Map([[i, at.data.y[i] === 1 ? size : at.arithmetic.negate(size)]]));
}

/** A step of SGD: the iterate before it and the sample drawn at it. */
export interface Draw {
  readonly before: Iterate;
  readonly sample: number;
  /** Samples drawn so far, this one included. */
  readonly drawn: readonly number[];
  readonly eta: Interval;
}

/** The steps of a case's run of SGD with eta_k = (k+1)^(-alpha), by its seed; at most {@link MOST_STEPS}. */
export function* draws(at: Setting): Generator<Draw> {
  const { alpha, count } = powersOf(at);
  const sampler = uniformSampler(at.input.seed ?? 0, at.data.n);
  const drawn: number[] = [];
  let before = firstIterate(at);
  for (let k = 0; k < Math.min(count, MOST_STEPS); k++) {
    const sample = sampler();
    drawn.push(sample);
    const eta = powerStep(at.arithmetic, k, alpha);
    yield { before, sample, drawn, eta };
    before = sampledStep(at, before, sample, eta);
  }
}

/** Whether w.x_i > 0; throws Undecided where that cannot be told. */
export function isActive(product: Interval): boolean {
  mustHold(isPositive(product) || isNotPositive(product), 'a sign of w.x_i cannot be told');
  return isPositive(product);
}
