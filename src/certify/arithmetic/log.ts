/** ln and powers enclosed by integer arithmetic alone. */
import { bitLength } from '../../numerics/rational.js';
import { mustHold } from '../undecided.js';
import { exp } from './exp.js';
import { type Interval, IntervalArithmetic, isPositive } from './interval.js';

const GUARD_BITS = 64;

/**
 * An enclosure of ln over an interval of positive numbers; throws Undecided on others.
 *
 * ln increases, so its values at the ends enclose it. x = 2^k m with m in [1, 2), and ln m = 2 artanh z for
 * z = (m - 1) / (m + 1) in [0, 1/3]. The terms of artanh z = sum over i of z^(2i+1) / (2i+1) after the first N add up to
 * between 0 and z^(2N+1) / (1 - z^2) <= 9/8 z^(2N+1), for which twice that is taken. ln 2 = 2 artanh(1/3) is enclosed in the same way.
 */
export function log(arithmetic: IntervalArithmetic, a: Interval): Interval {
  mustHold(isPositive(a), 'a logarithm is taken of a number that may not be positive');
  const low = logAt(arithmetic, a.low);
  return { low: low.low, high: (a.low === a.high ? low : logAt(arithmetic, a.high)).high };
}

/** (k+1)^(-alpha), the step size of SGD at step k. */
export function powerStep(arithmetic: IntervalArithmetic, k: number, alpha: number): Interval {
  return exp(arithmetic, arithmetic.scale(log(arithmetic, arithmetic.integer(BigInt(k + 1))), -alpha));
}

function logAt(arithmetic: IntervalArithmetic, end: bigint): Interval {
  const working = new IntervalArithmetic(arithmetic.precision + GUARD_BITS);
  const exponent = bitLength(end) - 1;
  const unit = 1n << BigInt(exponent);
  const fraction = twiceArtanh(working, end - unit, end + unit);
  const ln2 = twiceArtanh(working, 1n, 3n);
  const whole = working.multiply(working.integer(BigInt(exponent - arithmetic.precision)), ln2);
  return arithmetic.from(working.add(whole, fraction), working.precision);
}

/** 2 artanh(numerator / denominator), the quotient in [0, 1/3]. */
export function twiceArtanh(working: IntervalArithmetic, numerator: bigint, denominator: bigint): Interval {
  const z = working.quotient(numerator, denominator);
  const square = working.square(z);
  let power = z;
  let sum = working.zero;
  for (let i = 0; 3 * i < working.precision; i++) {
    sum = working.add(sum, working.divide(power, BigInt(2 * i + 1)));
    power = working.multiply(power, square);
  }
  const total = { low: sum.low, high: working.add(sum, working.add(power, power)).high };
  return working.add(total, total);
}
