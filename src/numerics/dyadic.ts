/** Doubles as what they are: dyadic rationals, an integer times a power of two. */

const bits = new DataView(new ArrayBuffer(8));
const MANTISSA_BITS = 52;
const IMPLICIT_BIT = 0x100000;
/** Exponent of the last mantissa bit of subnormal doubles. */
const LEAST_EXPONENT = -1074;

/** The exponent e of the lowest set bit of a finite double: x / 2^e is an odd integer; undefined for zero. */
export function lowestExponent(x: number): number | undefined {
  if (x === 0) return undefined;
  bits.setFloat64(0, x);
  const high = bits.getInt32(0);
  const biased = (high >>> 20) & 0x7ff;
  const upper = (high & 0xfffff) | (biased === 0 ? 0 : IMPLICIT_BIT);
  const lower = bits.getInt32(4);
  const trailing = lower !== 0 ? trailingZeros(lower) : 32 + trailingZeros(upper);
  return Math.max(biased, 1) + LEAST_EXPONENT - 1 + trailing;
}

/** floor(log2 |x|) of a finite double other than 0, exactly. */
export function binaryExponent(x: number): number {
  bits.setFloat64(0, x);
  const high = bits.getInt32(0);
  const biased = (high >>> 20) & 0x7ff;
  if (biased !== 0) return biased + LEAST_EXPONENT + MANTISSA_BITS - 1;
  const upper = high & 0xfffff;
  return LEAST_EXPONENT + (upper === 0 ? 31 - Math.clz32(bits.getInt32(4)) : 63 - Math.clz32(upper));
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** The largest e (0 when all entries are zero) such that every entry of every row is an integer multiple of 2^e. */
export function commonExponent(rows: Iterable<ArrayLike<number>>): number {
  let least = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    for (let j = 0; j < row.length; j++) {
      const exponent = lowestExponent(row[j]!);
      if (exponent !== undefined && exponent < least) least = exponent;
    }
  }
  return least === Number.POSITIVE_INFINITY ? 0 : least;
}

/** The integer x / 2^exponent, for a finite double that is a multiple of 2^exponent. */
export function scaledInteger(x: number, exponent: number): bigint {
  if (exponent > -1000 && exponent < 1000) {
    const scaled = x * 2 ** -exponent;
    if (Math.abs(scaled) <= Number.MAX_SAFE_INTEGER) return BigInt(scaled);
  }
  bits.setFloat64(0, x);
  const biased = (bits.getInt32(0) >>> 20) & 0x7ff;
  const fraction = bits.getBigUint64(0) & ((1n << BigInt(MANTISSA_BITS)) - 1n);
  const mantissa = biased === 0 ? fraction : fraction | (1n << BigInt(MANTISSA_BITS));
  const shift = Math.max(biased, 1) + LEAST_EXPONENT - 1 - exponent;
  const size = shift >= 0 ? mantissa << BigInt(shift) : mantissa >> BigInt(-shift);
  return x < 0 ? -size : size;
}

/** The next double above (`direction` 1) or below (`direction` -1) a finite one. */
export function adjacent(x: number, direction: -1 | 1): number {
  if (x === 0) return direction * 2 ** LEAST_EXPONENT;
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + BigInt(x > 0 ? direction : -direction));
  return bits.getFloat64(0);
}
