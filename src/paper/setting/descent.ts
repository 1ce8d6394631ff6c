/** The descent inequality of one gradient step, and the smoothness that it needs. */

import type { Measured } from '../../claim/quantity.js';
import type { SlackRecord } from '../../claim/slack.js';
import type { Snapshot } from '../../claim/snapshot.js';
import { type Dataset, sample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { absoluteDot } from '../../numerics/vector.js';
import { smoothness } from '../../oracle/smoothness.js';

/**
 * beta between two iterates of a single-neuron model: bounds the Hessian of the loss on the segment, where it exists.
 *
 * Each coefficient exp(-y v) is convex along the segment, so it is largest at an end or, for a sample that changes
 * activation, at its kink, where it is 1.
 *
 * @param slope - derivative of the activation on its inactive side.
 * @returns Infinity when an exponent or a product is beyond float64.
 */
export function pathSmoothness(data: Dataset, before: Snapshot, after: Snapshot, slope: number): number {
  if (before.shift !== 0 || after.shift !== 0) return Number.POSITIVE_INFINITY;
  const coefficients = new Float64Array(data.n);
  for (let i = 0; i < data.n; i++) {
    const first = curvature(before, i, slope);
    const second = curvature(after, i, slope);
    const kink = before.preactivation[i]! > 0 !== after.preactivation[i]! > 0 ? 1 : 0;
    const coefficient = Math.max(first, second, kink) / data.n;
    // A product of finite numbers that overflows leaves no number at all.
    if (!(coefficient < Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY;
    coefficients[i] = coefficient;
  }
  return smoothness(data, coefficients);
}

/** Whether eta < 2 / beta, so that a step lowers the loss; it is not where beta is beyond float64. */
export function isBelowBound(eta: number, beta: number): boolean {
  return eta * beta < 2;
}

function curvature(at: Snapshot, i: number, slope: number): number {
  const derivative = at.preactivation[i]! > 0 ? 1 : slope;
  return derivative * derivative * at.weight[i]!;
}

/** What a step is to fall by, and on which model. */
interface DescentTerms {
  /** The step size. */
  readonly eta: number;
  /** The share of eta |grad L(w_k)|^2 that is claimed. */
  readonly c: number;
  /** The derivative of the activation on its inactive side: 0 of ReLU, 1 of the linear model. */
  readonly slope: number;
}

/**
 * Records the slack of L(w_k) - L(w_{k+1}) >= eta c |grad L(w_k)|^2 relative to eta |grad L(w_k)|^2: c = 1 - beta eta / 2
 * for the descent inequality, 0 for monotone descent.
 * Differences are formed sample by sample, so that samples that do not change cost no digits.
 */
export function descentSlack(data: Dataset, before: Snapshot, after: Snapshot, { eta, c, slope }: DescentTerms, slack: SlackRecord): void {
  const square = before.gradient.reduce((sum, entry) => sum + entry ** 2, 0);
  if (square === 0) return;
  const { decrease, error } = lossDecrease(data, before, after, slope);
  const scale = eta * square;
  // The computed gradient enters the step itself; its own relative error moves the slack by as much.
  const rounding = error / scale + gamma(8 * (data.n + data.d)) * (2 + gradientCondition(data, before));
  slack.record(decrease / scale - c, rounding, before.k, () => {
    const change = decrease >= 0 ? `falls by ${decrease}` : `rises by ${-decrease}`;
    return `the loss ${change} where a fall of at least ${scale * c} is claimed`;
  });
}

/** L(w_{k+1}) - L(w_k), with its rounding; the slope is that of the inactive side. */
export function lossRise(data: Dataset, before: Snapshot, after: Snapshot, slope: number): Measured {
  const { decrease, error } = lossDecrease(data, before, after, slope);
  return { value: -decrease, rounding: error };
}

/** L(w_k) - L(w_{k+1}), and a bound on its rounding error. */
function lossDecrease(
  data: Dataset,
  before: Snapshot,
  after: Snapshot,
  slope: number,
): { readonly decrease: number; readonly error: number } {
  let decrease = 0;
  let error = 0;
  for (const [i, weight] of before.weight.entries()) {
    const next = nth(after.weight, i);
    const difference = weight - next;
    // A sample that is silent at both ends is exactly constant; an equal weight alone may be a step lost in rounding.
    if (slope === 0 && isSilent(before, i) && isSilent(after, i)) continue;
    decrease += difference / data.n;
    const x = sample(data, i);
    const larger = Math.max(weight, next);
    const exponent = absoluteDot(before.w, x) + absoluteDot(after.w, x);
    error += (larger * gamma(data.n + data.d + 8) * (2 + exponent)) / data.n;
  }
  return { decrease, error };
}

/** True where the weight is that of a sample on the inactive side of a ReLU. */
function isSilent(at: Snapshot, i: number): boolean {
  return at.weight[i] === 1 && at.preactivation[i]! <= 0;
}

/** How much larger the terms of the gradient are than their sum. */
function gradientCondition(data: Dataset, at: Snapshot): number {
  let terms = 0;
  for (const [i, weight] of at.weight.entries()) {
    const x = sample(data, i);
    const size = Math.sqrt(absoluteDot(x, x)) * weight;
    terms += (size / data.n) * (1 + absoluteDot(at.w, x));
  }
  const total = at.gradient.reduce((sum, entry) => sum + entry ** 2, 0);
  return terms / Math.sqrt(total);
}
