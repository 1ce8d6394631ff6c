/** The limit of the ReLU loss along a direction: the loss of the model so far out that what vanishes is lost beside 1. */

import type { Conclusion } from '../../claim/claim.js';
import type { Parts } from '../../claim/parts.js';
import { type Dataset, everySample, sample } from '../../data/dataset.js';
import { workspace } from '../../model/model.js';
import { exp, log } from '../../numerics/elementary.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { largest, nth } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { absoluteDot, dot, norm } from '../../numerics/vector.js';

/** Exponents of this size and more are far out: e^-48 is lost beside 1. */
const FAR = 48;

/**
 * A power of two a that brings every active sample's w.x_i a to at least 48 + ln(B / |x_i|), so that no active sample's loss or
 * gradient is lost beside B; 1 when none is active. Scaled points may overflow where w is too short against the data for that.
 */
export function farOut(data: Dataset, w: Float64Array): number {
  const rows = everySample(data).map((i) => sample(data, i));
  // Not by sums of squares, which are 0 for short samples.
  const bound = largest(rows.map(norm));
  let scale = 1;
  for (const x of rows) {
    const v = dot(w, x);
    if (!(v > 0)) continue;
    const far = FAR + log(bound / norm(x));
    while (v * scale < far) scale *= 2;
  }
  return scale;
}

/** A number with a bound on its rounding error. */
interface Rounded {
  readonly value: number;
  readonly rounding: number;
}

/** n L(a w) from the model; NaN where a w overflows, or rounding turns the sign of some w.x_i. */
export function scaledLoss(data: Dataset, w: Float64Array, a: number, parts: Parts): Rounded {
  const point = w.map((entry) => entry * a);
  if (!point.every(Number.isFinite)) return { value: Number.NaN, rounding: Number.POSITIVE_INFINITY };
  const into = workspace(parts.relu, data);
  parts.relu.evaluate(data, point, into);
  let rounding = gamma(4 * data.n) * data.n;
  for (let i = 0; i < data.n; i++) {
    const x = sample(data, i);
    if (nth(into.preactivation, i) > 0 !== signOfDot(x, point) > 0) return { value: Number.NaN, rounding: Number.POSITIVE_INFINITY };
    rounding += gamma(data.d + 4) * absoluteDot(point, x) * nth(into.weight, i);
  }
  return { value: data.n * into.loss * exp(into.shift), rounding };
}

/** Judges L(a w*) -> `expected`/n far out along w*, to within half a sample. */
export function limitSlack(data: Dataset, w: Float64Array, expected: number, parts: Parts): Conclusion & { readonly note: string } {
  const { value, rounding } = scaledLoss(data, w, farOut(data, w), parts);
  return { slack: 0.5 - Math.abs(value - expected), rounding, step: 0, note: `n L(a w*) tends to ${value}, where ${expected} is claimed` };
}
