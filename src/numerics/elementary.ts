/**
 * Elementary functions with the same bits on every platform.
 *
 * `Math.exp`, `Math.log` and `Math.pow` differ in the last bit between processors, so a stored case would not replay
 * to the bit. These use only +, -, *, / on doubles, which IEEE 754 fixes. `exp` reduces to a table of 2^(i/128) and a
 * polynomial (Tang 1989; 0.52 ulp), `log` follows fdlibm (below one ulp).
 */

import { ROOT, ROOT_TAIL, ROOTS } from './roots-of-two.js';

/** ln 2 in two parts; the first has trailing zeros, so that its product with a moderate integer is exact. */
const LN2_HI = 0.6931471803691238;
const LN2_LO = 1.9082149292705877e-10;
/** Adding and subtracting 1.5 * 2^52 rounds a double of moderate size to the nearest integer. */
const ROUND = 6755399441055744;

const STEPS_PER_UNIT = ROOTS * Math.LOG2E;
const STEP_HI = LN2_HI / ROOTS;
const STEP_LO = LN2_LO / ROOTS;
const INDEX = ROOTS - 1;
const INDEX_BITS = 7;
/** Taylor coefficients suffice: |r| <= ln 2 / 256, where the first term left out is below 2^-60. */
const C3 = 1 / 6;
const C4 = 1 / 24;
const C5 = 1 / 120;

/** Largest argument whose exponential is finite. */
export const EXP_OVERFLOW = 709.782712893384;
const EXP_UNDERFLOW = -745.1332191019412;
/** Range of arguments in which scaling by 2^k loses no bits to underflow. */
const EXP_FAST_RANGE = 700;

const OFFSET = 1022;
const POWER_OF_TWO = new Float64Array(2 * OFFSET + 2);
POWER_OF_TWO[OFFSET] = 1;
for (let k = 1; k <= OFFSET + 1; k++) POWER_OF_TWO[OFFSET + k] = POWER_OF_TWO[OFFSET + k - 1]! * 2;
for (let k = 1; k <= OFFSET; k++) POWER_OF_TWO[OFFSET - k] = POWER_OF_TWO[OFFSET - k + 1]! / 2;

/**
 * e^x, within 0.52 ulp (one unit of the smallest double where the result is subnormal), the same bits everywhere.
 *
 * @param x - any double; NaN gives NaN, overflow gives Infinity, underflow gives 0.
 */
export function exp(x: number): number {
  return x >= -EXP_FAST_RANGE && x <= EXP_FAST_RANGE ? scaledExp(x, OFFSET) : expExtreme(x);
}

/**
 * e^x / 2^exponent for exponentials beyond the range of float64, within one ulp where |x| < 10^4; 0 where the quotient is below 2^-1021,
 * and Infinity from 2^1023 on.
 *
 * @param x - finite.
 * @param exponent - a whole number.
 * @example
 * ```ts
 * import { expOver } from 'claimcheck/claims';
 *
 * // e^-5000 is this times 2^-7213.
 * expOver(-5000, -7213) > 0.7 && expOver(-5000, -7213) < 0.8; // true
 * ```
 */
export function expOver(x: number, exponent: number): number {
  const offset = OFFSET - exponent;
  const place = Math.floor(x * Math.LOG2E) + offset;
  if (place < 1) return 0;
  return place > 2 * OFFSET ? Number.POSITIVE_INFINITY : scaledExp(x, offset);
}

/** e^x * 2^(offset - OFFSET), for results that are normal doubles. */
function scaledExp(x: number, offset: number): number {
  const k = x * STEPS_PER_UNIT + ROUND - ROUND;
  const r = x - k * STEP_HI - k * STEP_LO;
  const i = k | 0;
  const square = r * r;
  const relative = ROOT_TAIL[i & INDEX]! + r + square * (0.5 + r * C3) + square * square * (C4 + r * C5);
  const scale = ROOT[i & INDEX]! * POWER_OF_TWO[(i >> INDEX_BITS) + offset]!;
  return scale + scale * relative;
}

/** The rare ends of the range: NaN, overflow, subnormal results. */
function expExtreme(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > EXP_OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < EXP_UNDERFLOW) return 0;
  // Computed away from the ends of the range, then moved back by one correctly rounded product.
  const inwards = x > 0 ? -64 : 64;
  return scaledExp(x, OFFSET + inwards) * POWER_OF_TWO[OFFSET - inwards]!;
}

const LG1 = 0.6666666666666735;
const LG2 = 0.3999999999940942;
const LG3 = 0.2857142874366239;
const LG4 = 0.22222198432149784;
const LG5 = 0.1818357216161805;
const LG6 = 0.15313837699209373;
const LG7 = 0.14798198605116586;

const buffer = new DataView(new ArrayBuffer(8));

/**
 * ln x, within one ulp, the same bits everywhere.
 *
 * @param x - any double; 0 gives -Infinity, negative numbers and NaN give NaN.
 */
export function log(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let exponent = 0;
  let mantissa = x;
  if (mantissa < 2.2250738585072014e-308) {
    mantissa *= 18014398509481984;
    exponent = -54;
  }
  buffer.setFloat64(0, mantissa);
  const high = buffer.getUint32(0);
  exponent += (high >>> 20) - 1023;
  buffer.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
  mantissa = buffer.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (LG2 + w * (LG4 + w * LG6));
  const odd = z * (LG1 + w * (LG3 + w * (LG5 + w * LG7)));
  const halfSquare = 0.5 * f * f;
  return exponent * LN2_HI - (halfSquare - (s * (halfSquare + odd + even) + exponent * LN2_LO) - f);
}

/**
 * b^p for b > 0 as e^(p ln b), the same bits everywhere; relative error about |p ln b| ulp.
 */
export function power(base: number, exponent: number): number {
  return exp(exponent * log(base));
}

/** b^n for a whole number n of at least 0, by squaring; exact while the results are integers below 2^53. */
export function wholePower(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, rest = exponent; rest > 0; square *= square, rest = Math.floor(rest / 2)) if (rest % 2 === 1) result *= square;
  return result;
}
