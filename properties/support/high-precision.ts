/** Fixed-point arithmetic on integers with 320 fractional bits (96 decimal digits): the reference that tests compare with. */

/** Fractional bits: a value v is held as the integer v * 2^320. */
export const FRACTION = 320n;
const ONE = 1n << FRACTION;

/** A finite double as mantissa * 2^exponent, exactly. */
export function dyadic(x: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const size = field === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: bits >> 63n === 1n ? -size : size, exponent: Math.max(field, 1) - 1075 };
}

/** A double in fixed point; exact down to 2^-320. */
export function fixed(x: number): bigint {
  const { mantissa, exponent } = dyadic(x);
  return shifted(mantissa, FRACTION + BigInt(exponent));
}

/** Product of two fixed-point numbers. */
export function times(a: bigint, b: bigint): bigint {
  return (a * b) >> FRACTION;
}

/** The double nearest to a fixed-point number of moderate size. */
export function toNumber(a: bigint): number {
  return Number(a) / Number(ONE);
}

/** |a|. */
export function magnitude(a: bigint): bigint {
  return a < 0n ? -a : a;
}

/** e^a by halving the reduced argument and a Taylor series. */
export function expFixed(a: bigint): bigint {
  const k = (2n * a + LN2) / (2n * LN2) - (a < 0n ? 1n : 0n);
  const r = (a - k * LN2) >> 16n;
  let sum = ONE;
  let term = ONE;
  for (let i = 1n; term !== 0n && term !== -1n; i++) {
    term = times(term, r) / i;
    sum += term;
  }
  for (let i = 0; i < 16; i++) sum = times(sum, sum);
  return shifted(sum, k);
}

/** ln a for a > 0, by its binary exponent and the series of the inverse hyperbolic tangent. */
export function logFixed(a: bigint): bigint {
  const k = BigInt(a.toString(2).length - 1) - FRACTION;
  const m = shifted(a, -k);
  return k * LN2 + 2n * inverseHyperbolicTangent(((m - ONE) << FRACTION) / (m + ONE));
}

/**
 * Distance of a double from the exact value, in units in the last place of the exact value (of the smallest subnormal
 * where that is larger).
 *
 * @param exponent - the exact value is `exact * 2^(exponent - FRACTION)`.
 */
export function ulpDistance(actual: number, exact: bigint, exponent = 0): number {
  const { mantissa, exponent: actualExponent } = dyadic(actual);
  const exactExponent = exponent - Number(FRACTION);
  const leading = magnitude(exact).toString(2).length - 1 + exactExponent;
  const unit = Math.max(leading, -1022) - 52;
  const common = Math.min(actualExponent, exactExponent);
  const difference = (mantissa << BigInt(actualExponent - common)) - (exact << BigInt(exactExponent - common));
  return Number(shifted(magnitude(difference), BigInt(common - unit + 40))) / 2 ** 40;
}

function shifted(a: bigint, by: bigint): bigint {
  return by >= 0n ? a << by : a >> -by;
}

function inverseHyperbolicTangent(z: bigint): bigint {
  const square = times(z, z);
  let sum = 0n;
  let power = z;
  for (let i = 1n; power !== 0n && power !== -1n; i += 2n) {
    sum += power / i;
    power = times(power, square);
  }
  return sum;
}

const LN2 = 2n * inverseHyperbolicTangent(ONE / 3n);
