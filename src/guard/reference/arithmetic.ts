/** Real arithmetic with a running bound on the rounding error (Higham, Accuracy and Stability, section 3.3). */

import type { Precision } from '../../optimizer/optimizer.js';

/** A number with a bound on how far its evaluation in the chosen precision can be from it. */
export interface Rounded {
  readonly value: number;
  readonly error: number;
}

/** Operations whose results carry the errors of their operands and one rounding of their own. */
export interface Arithmetic {
  /** A number that the precision holds exactly. */
  exact(x: number): Rounded;
  /** A number that is rounded once when it enters, such as a hyperparameter. */
  rounded(x: number): Rounded;
  add(a: Rounded, b: Rounded): Rounded;
  subtract(a: Rounded, b: Rounded): Rounded;
  multiply(a: Rounded, b: Rounded): Rounded;
  divide(a: Rounded, b: Rounded): Rounded;
  /** Square root; of a negative number NaN. */
  sqrt(a: Rounded): Rounded;
  /** The larger one. */
  max(a: Rounded, b: Rounded): Rounded;
  /** -1, 0 or 1; a number that rounding could carry over zero has the error 2. */
  sign(a: Rounded): Rounded;
}

/** Unit roundoff and smallest normal number: results below it may be flushed to zero. */
const FORMAT: Readonly<Record<Precision, { readonly unit: number; readonly smallest: number; readonly digits: number }>> = {
  float64: { unit: 2 ** -53, smallest: 2 ** -1022, digits: 53 },
  float32: { unit: 2 ** -24, smallest: 2 ** -126, digits: 24 },
  float16: { unit: 2 ** -11, smallest: 2 ** -14, digits: 11 },
  bfloat16: { unit: 2 ** -8, smallest: 2 ** -126, digits: 8 },
};

/** The unit roundoff of a precision. */
export function unitRoundoff(precision: Precision): number {
  return FORMAT[precision].unit;
}

/** Whether a precision is one of half the usual length. */
export function isHalf({ precision }: { readonly precision: Precision }): boolean {
  return precision === 'float16' || precision === 'bfloat16';
}

/** The nearest number with as many binary digits as a precision has (Veltkamp's splitting); the range is not looked at. */
export function roundedTo(precision: Precision, x: number): number {
  const { digits } = FORMAT[precision];
  if (digits === 53 || !Number.isFinite(x)) return x;
  const carrier = x * (2 ** (53 - digits) + 1);
  return carrier - (carrier - x);
}

/**
 * Arithmetic for one precision. Values are computed in float64 whatever the precision; only the bounds differ. Errors are
 * first-order in sums and products, and complete in quotients and roots, where a small operand could make them large.
 */
export function arithmeticOf(precision: Precision): Arithmetic {
  const { unit, smallest } = FORMAT[precision];
  const result = (value: number, error: number): Rounded => ({ value, error: error + unit * Math.abs(value) });
  return {
    exact: (x) => ({ value: x, error: 0 }),
    rounded: (x) => result(x, 0),
    add: (a, b) => result(a.value + b.value, a.error + b.error),
    subtract: (a, b) => result(a.value - b.value, a.error + b.error),
    multiply(a, b) {
      const value = a.value * b.value;
      if (a.value === 0 && a.error === 0) return { value, error: 0 };
      if (b.value === 0 && b.error === 0) return { value, error: 0 };
      const flushed = Math.abs(value) < smallest ? smallest : 0;
      return result(value, Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + flushed);
    },
    divide(a, b) {
      if (a.value === 0 && a.error === 0 && b.value !== 0) return { value: 0, error: 0 };
      const value = a.value / b.value;
      const room = Math.abs(b.value) - b.error;
      return result(value, room > 0 ? (a.error + Math.abs(value) * b.error) / room : Number.POSITIVE_INFINITY);
    },
    sqrt(a) {
      const value = Math.sqrt(a.value);
      if (a.error === 0) return result(value, 0);
      return result(value, Math.max(value - Math.sqrt(Math.max(0, a.value - a.error)), Math.sqrt(a.value + a.error) - value));
    },
    max: (a, b) => ({ value: Math.max(a.value, b.value), error: Math.max(a.error, b.error) }),
    sign(a) {
      const sure = Math.abs(a.value) > a.error || a.error === 0;
      return { value: Math.sign(a.value), error: sure ? 0 : 2 };
    },
  };
}
