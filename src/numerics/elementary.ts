/**
 * Elementary functions with the same bits on every platform.
 *
 * `Math.exp`, `Math.log` and `Math.pow` differ in the last bit between processors, so a stored case would not replay
 * to the bit. These use only +, -, *, / on doubles, which IEEE 754 fixes, and follow the argument reductions of fdlibm
 * (errors below one ulp).
 */

const LN2_HI = 6.93147180369123816490e-1;
const LN2_LO = 1.90821492927058770002e-10;
const INV_LN2 = 1.44269504088896338700;
/** Adding and subtracting 1.5 * 2^52 rounds a double of moderate size to the nearest integer. */
const ROUND = 6755399441055744;

const P1 = 1.66666666666666019037e-1;
const P2 = -2.77777777770155933842e-3;
const P3 = 6.61375632143793436117e-5;
const P4 = -1.65339022054652515390e-6;
const P5 = 4.13813679705723846039e-8;

/** Largest argument whose exponential is finite. */
export const EXP_OVERFLOW = 709.782712893384;
const EXP_UNDERFLOW = -745.1332191019412;
/** Range in which 2^k is a normal double, so that one multiplication scales. */
const FAST_RANGE = 708;

const OFFSET = 1022;
const POWER_OF_TWO = new Float64Array(2 * OFFSET + 2);
for (let k = -OFFSET; k <= OFFSET + 1; k++) POWER_OF_TWO[k + OFFSET] = 2 ** k;

/**
 * e^x, within one ulp, the same bits everywhere.
 *
 * @param x - any double; NaN gives NaN, overflow gives Infinity, underflow gives 0.
 */
export function exp(x: number): number {
  if (!(x >= -FAST_RANGE && x <= FAST_RANGE)) return expExtreme(x);
  const k = x * INV_LN2 + ROUND - ROUND;
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO;
  const r = hi - lo;
  const t = r * r;
  const c = r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))));
  return (1 - (lo - (r * c) / (2 - c) - hi)) * POWER_OF_TWO[k + OFFSET]!;
}

/** The rare ends of the range: NaN, overflow, subnormal results. */
function expExtreme(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > EXP_OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < EXP_UNDERFLOW) return 0;
  // |x| lies in (708, 746): split off a power of two that the fast range covers.
  const half = x > 0 ? 64 : -64;
  return exp(x - half * LN2_HI - half * LN2_LO) * 2 ** half;
}

const LG1 = 6.666666666666735130e-1;
const LG2 = 3.999999999940941908e-1;
const LG3 = 2.857142874366239149e-1;
const LG4 = 2.222219843214978396e-1;
const LG5 = 1.818357216161805012e-1;
const LG6 = 1.531383769920937332e-1;
const LG7 = 1.479819860511658591e-1;

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
