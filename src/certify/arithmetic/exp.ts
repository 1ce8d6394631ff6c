/** exp enclosed by integer arithmetic alone. */
import { absolute, bitLength } from '../../numerics/rational.js';
import { Undecided } from '../undecided.js';
import { type Interval, IntervalArithmetic, point } from './interval.js';

/** Bits beyond the precision that the doublings may use up. */
const GUARD_BITS = 64;
/** Above 2^14 the value has over 23,000 bits and no certificate needs it. */
const LARGEST_ARGUMENT = 1n << 14n;

/** Halvings bring an argument to 2^-12 or below: more of them cost more squarings than they save terms. */
const REDUCED_BITS = 12;

/** An interval of at most 2^-20 is narrow: what its enclosure gains by e^2 is less than a millionth of its width. */
const NARROW_BITS = 20n;

/**
 * An enclosure of exp over the interval; throws {@link Undecided} if it reaches above 2^14.
 *
 * exp increases, so its values at the two ends enclose it. At one end x, exp(x) is exp(x / 2^k) squared k times, each square
 * enclosed by interval arithmetic. A narrow interval is enclosed from its lower end: exp(x + e) <= exp(x) (1 + e + e^2) for
 * 0 <= e <= 1.
 */
export function exp(arithmetic: IntervalArithmetic, a: Interval): Interval {
  const low = expAt(arithmetic, a.low);
  const width = a.high - a.low;
  if (width === 0n) return low;
  if (width << NARROW_BITS > arithmetic.units(1n)) return { low: low.low, high: expAt(arithmetic, a.high).high };
  const growth = arithmetic.units(1n) + width + ((width * width) >> BigInt(arithmetic.precision)) + 1n;
  return { low: low.low, high: arithmetic.multiply(low, point(growth)).high };
}

/** exp(x) for x = end 2^-precision. */
function expAt(arithmetic: IntervalArithmetic, end: bigint): Interval {
  const { precision } = arithmetic;
  if (end === 0n) return arithmetic.one;
  if (end > LARGEST_ARGUMENT << BigInt(precision)) throw new Undecided('an exponential is above exp(2^14)');
  // exp(x) < 2^x for x < 0.
  if (end <= -BigInt(precision) << BigInt(precision)) return { low: 0n, high: 1n };
  const working = new IntervalArithmetic(precision + GUARD_BITS);
  const halvings = Math.max(0, bitLength(absolute(end)) - precision + REDUCED_BITS);
  // Exact, as the halvings are fewer than the guard bits.
  let value = expNearZero(working.precision, end << BigInt(GUARD_BITS - halvings));
  for (let i = 0; i < halvings; i++) value = working.square(value);
  return arithmetic.from(value, working.precision);
}

/**
 * exp(r) for r = scaled 2^-bits with |r| <= 2^-12.
 *
 * exp(r) = 1 + r/1 (1 + r/2 (... (1 + r/N T))) exactly, for T = sum over i >= 0 of r^i N! / (N+i)!, and |T - 1| <=
 * |r| / (1 - |r|) < 1. Horner's rule from 1 in place of T is off by less than |r|^N <= 2^-bits for 12 N >= bits. Each of its steps
 * rounds twice, by less than 2^-bits each time, and hands on at most 2^-12 of what rounding did before: all in all less than 4 2^-bits.
 */
export function expNearZero(bits: number, scaled: bigint): Interval {
  const shift = BigInt(bits);
  const one = 1n << shift;
  let value = one;
  for (let i = BigInt(Math.ceil(bits / REDUCED_BITS)); i >= 1n; i--) value = one + ((scaled * value) >> shift) / i;
  return { low: value - 4n, high: value + 4n };
}
