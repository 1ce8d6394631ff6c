/** The sign of an inner product of doubles, never wrong. */

import { commonExponent, scaledInteger } from './dyadic.js';
import { gamma } from './rounding.js';
import { ShapeError } from './shape-error.js';
import type { Numbers } from './vector.js';

/** Below this size products may have underflowed, and the relative error bound does not hold. */
const UNDERFLOW_GUARD = 2 ** -950;

/**
 * The exact sign of sum_j a_j b_j.
 *
 * A float64 sum decides when it exceeds its rounding bound; otherwise the sum is taken in integers.
 *
 * @param a - finite doubles.
 * @param b - finite doubles, as many.
 * @throws ShapeError when the lengths differ or an entry that matters is not finite.
 */
export function signOfDot(a: Numbers, b: Numbers): -1 | 0 | 1 {
  if (a.length !== b.length) throw new ShapeError(`sign of inner product: lengths ${a.length} and ${b.length} differ`);
  let sum = 0;
  let size = 0;
  for (let j = 0; j < a.length; j++) {
    const product = a[j]! * b[j]!;
    sum += product;
    size += Math.abs(product);
  }
  // gamma(2n + 3) covers the rounding of the sum and of the bound itself; a bound that overflows decides nothing.
  const error = gamma(2 * a.length + 3) * size;
  if (Math.abs(sum) > error && size > UNDERFLOW_GUARD) return sum > 0 ? 1 : -1;
  return exactSign(a, b);
}

/** Whether a.w > 0 for all rows a, exactly. @throws ShapeError as {@link signOfDot} */
export function separates(w: Numbers, rows: readonly Numbers[]): boolean {
  return rows.every((row) => signOfDot(row, w) > 0);
}

/** Whether rounding alone may have given a float64 sum of a_j b_j, in any order, its sign. */
export function isWithinRounding(sum: number, a: Numbers, b: Numbers): boolean {
  let size = 0;
  for (let j = 0; j < a.length; j++) size += Math.abs(a[j]! * b[j]!);
  return Math.abs(sum) <= gamma(2 * a.length + 3) * size;
}

function exactSign(a: Numbers, b: Numbers): -1 | 0 | 1 {
  for (let j = 0; j < a.length; j++) {
    if (!Number.isFinite(a[j]!) || !Number.isFinite(b[j]!)) {
      throw new RangeError(`sign of inner product: factors ${a[j]} and ${b[j]} at ${j} are not both finite`);
    }
  }
  const left = commonExponent([a]);
  const right = commonExponent([b]);
  let sum = 0n;
  for (let j = 0; j < a.length; j++) {
    if (a[j] !== 0 && b[j] !== 0) sum += scaledInteger(a[j]!, left) * scaledInteger(b[j]!, right);
  }
  return sum > 0n ? 1 : sum < 0n ? -1 : 0;
}
