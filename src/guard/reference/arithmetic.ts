/** Real arithmetic with a running bound on the rounding error (Higham, Accuracy and Stability, section 3.3). */

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
}

/** Unit roundoff and smallest normal number: results below it may be flushed to zero. */
const FORMAT = {
  float64: { unit: 2 ** -53, smallest: 2 ** -1022 },
  float32: { unit: 2 ** -24, smallest: 2 ** -126 },
} as const;

/** The unit roundoff of a precision. */
export function unitRoundoff(precision: 'float64' | 'float32'): number {
  return FORMAT[precision].unit;
}

/**
 * Arithmetic for one precision. Values are computed in float64 whatever the precision; only the bounds differ. Errors are
 * first-order in sums and products, and complete in quotients and roots, where a small operand could make them large.
 */
export function arithmeticOf(precision: 'float64' | 'float32'): Arithmetic {
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
  };
}
