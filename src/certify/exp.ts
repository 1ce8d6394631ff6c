/** exp enclosed by integer arithmetic alone. */
import { type Interval, IntervalArithmetic } from './interval.js';
import { Undecided } from './undecided.js';

/** Bits beyond the precision that the doublings may use up. */
const GUARD_BITS = 64;
/** Above 2^14 the value has over 23,000 bits and no certificate needs it. */
const LARGEST_ARGUMENT = 1n << 14n;

/**
 * An enclosure of exp over the interval; throws {@link Undecided} if it reaches above 2^14.
 *
 * exp increases, so its values at the two ends enclose it. At one end x, let r = x / 2^k with |r| <= 2^-8; exp(x) is
 * exp(r) squared k times. exp(r) = 1 + r/1 (1 + r/2 (... (1 + r/N T))) exactly, for T = sum over i >= 0 of r^i N! / (N+i)!,
 * and |T - 1| <= |r| / (1 - |r|) <= 1/255. Horner's rule on intervals from T in [1 - 1/255, 1 + 1/255] therefore encloses
 * exp(r), and interval squaring encloses each square.
 */
export function exp(arithmetic: IntervalArithmetic, a: Interval): Interval {
  return { low: expAt(arithmetic, a.low).low, high: expAt(arithmetic, a.high).high };
}

/** exp(x) for x = end 2^-precision. */
function expAt(arithmetic: IntervalArithmetic, end: bigint): Interval {
  if (end > LARGEST_ARGUMENT << BigInt(arithmetic.precision)) throw new Undecided('an exponential is above exp(2^14)');
  const working = new IntervalArithmetic(arithmetic.precision + GUARD_BITS);
  const bound = 1n << BigInt(working.precision - 8);
  let doublings = 0;
  let r = working.from({ low: end, high: end }, arithmetic.precision);
  while (r.high > bound || r.low < -bound) {
    r = { low: r.low >> 1n, high: -(-r.high >> 1n) };
    doublings += 1;
  }
  const terms = Math.ceil(working.precision / 8);
  let value: Interval = { low: working.quotient(254n, 255n).low, high: working.quotient(256n, 255n).high };
  for (let i = terms; i >= 1; i--) {
    value = working.add(working.one, working.divide(working.multiply(r, value), BigInt(i)));
  }
  for (let i = 0; i < doublings; i++) value = working.square(value);
  return arithmetic.from(value, working.precision);
}
