/** Closed intervals with outward rounding on integers: no floating-point operation takes part. */

import { adjacent, lowestExponent, scaledInteger } from '../../numerics/dyadic.js';
import { pairs } from '../../numerics/lists.js';
import { greatest, least, nearestQuotient } from '../../numerics/rational.js';

/** All reals from low 2^-p to high 2^-p, at the precision p of the arithmetic that made it. */
export interface Interval {
  readonly low: bigint;
  readonly high: bigint;
}

/** The interval of one end alone. */
export function point(end: bigint): Interval {
  return { low: end, high: end };
}

/** Interval arithmetic in fixed point: endpoints are multiples of 2^-precision, rounded outwards. */
export class IntervalArithmetic {
  /** The interval of the number 0 and of the number 1, both exact. */
  readonly zero: Interval = point(0n);
  readonly one: Interval;
  private readonly shift: bigint;

  /** @param precision - bits after the binary point, a positive integer. */
  constructor(readonly precision: number = 200) {
    if (!Number.isSafeInteger(precision) || precision < 1) {
      throw new RangeError(`precision must be a positive integer, got ${precision}`);
    }
    this.shift = BigInt(precision);
    this.one = this.integer(1n);
  }

  /** An integer, exactly. */
  integer(value: bigint): Interval {
    return point(this.units(value));
  }

  /** An integer in units of 2^-precision. */
  units(value: bigint): bigint {
    return value << this.shift;
  }

  /** numerator / denominator, with a positive denominator. */
  quotient(numerator: bigint, denominator: bigint): Interval {
    return { low: floorDivide(numerator << this.shift, denominator), high: ceilDivide(numerator << this.shift, denominator) };
  }

  /** A finite double: exact if it is a multiple of 2^-precision, else a unit wide. Throws a RangeError on others. */
  double(x: number): Interval {
    if (!Number.isFinite(x)) throw new RangeError(`only a finite number has an enclosure, got ${x}`);
    const exponent = lowestExponent(x);
    if (exponent === undefined) return this.zero;
    return shifted(point(scaledInteger(x, exponent)), exponent + this.precision);
  }

  /** The sum of some terms, exactly; 0 of none. */
  sum(terms: readonly Interval[]): Interval {
    return terms.reduce((a, b) => this.add(a, b), this.zero);
  }

  /** The sum of the products a_j b_j. @throws RangeError where one list is longer than the other. */
  inner(a: readonly Interval[], b: readonly Interval[]): Interval {
    return this.sum(pairs(a, b).map(([x, y]) => this.multiply(x, y)));
  }

  /** a + b, exactly. */
  add(a: Interval, b: Interval): Interval {
    return { low: a.low + b.low, high: a.high + b.high };
  }

  /** -a, exactly. */
  negate(a: Interval): Interval {
    return { low: -a.high, high: -a.low };
  }

  /** a - b, exactly. */
  subtract(a: Interval, b: Interval): Interval {
    return { low: a.low - b.high, high: a.high - b.low };
  }

  /** a b. */
  multiply(a: Interval, b: Interval): Interval {
    // Where both signs are known, two products decide.
    if (isNotNegative(a) && isNotNegative(b)) return this.rounded(a.low * b.low, a.high * b.high);
    if (isNotNegative(a) && isNotPositive(b)) return this.rounded(a.high * b.low, a.low * b.high);
    if (isNotPositive(a) && isNotNegative(b)) return this.rounded(a.low * b.high, a.high * b.low);
    const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
    return this.rounded(least(products), greatest(products));
  }

  /** a squared, which is not negative even where a holds zero. */
  square(a: Interval): Interval {
    const [low, high] = [a.low * a.low, a.high * a.high];
    if (isNotNegative(a)) return this.rounded(low, high);
    return isNotPositive(a) ? this.rounded(high, low) : this.rounded(0n, greatest([low, high]));
  }

  /** a divided by a positive integer. */
  divide(a: Interval, divisor: bigint): Interval {
    if (divisor <= 0n) throw new RangeError(`the divisor must be positive, got ${divisor}`);
    return { low: floorDivide(a.low, divisor), high: ceilDivide(a.high, divisor) };
  }

  /** 1 / a for an interval of positive numbers; throws a RangeError on others. */
  reciprocal(a: Interval): Interval {
    if (!isPositive(a)) throw new RangeError('only an interval of positive numbers has a reciprocal here');
    const unit = 1n << (2n * this.shift);
    return { low: unit / a.high, high: ceilDivide(unit, a.low) };
  }

  /** a times a double taken exactly. */
  scale(a: Interval, factor: number): Interval {
    if (!Number.isFinite(factor)) throw new RangeError(`the factor must be finite, got ${factor}`);
    const exponent = lowestExponent(factor);
    if (exponent === undefined) return this.zero;
    const integer = scaledInteger(factor, exponent);
    const [low, high] = integer > 0n ? [a.low * integer, a.high * integer] : [a.high * integer, a.low * integer];
    return shifted({ low, high }, exponent);
  }

  /** The same interval, seen from an arithmetic of another precision. */
  from(a: Interval, precision: number): Interval {
    return shifted(a, this.precision - precision);
  }

  /** The double nearest to the lower end: the number itself, where the interval is one double. */
  nearest({ low }: Interval): number {
    return this.nearestTo(low);
  }

  /** Doubles below and above every number of the interval, for reading. */
  bounds(a: Interval): { low: number; high: number } {
    const [low, high] = [this.nearestTo(a.low), this.nearestTo(a.high)];
    return {
      low: low === Number.POSITIVE_INFINITY ? Number.MAX_VALUE : below(low),
      high: high === Number.NEGATIVE_INFINITY ? -Number.MAX_VALUE : -below(-high),
    };
  }

  /** The interval between two products, which have twice the bits. */
  private rounded(low: bigint, high: bigint): Interval {
    return shifted({ low, high }, -this.precision);
  }

  private nearestTo(end: bigint): number {
    return nearestQuotient(end, 1n, -this.precision);
  }
}

/** Whether every number of a is at least every number of b. */
export function isAtLeast(a: Interval, b: Interval): boolean {
  return a.low >= b.high;
}

/** Whether every number of a is less than every number of b. */
export function isBelow(a: Interval, b: Interval): boolean {
  return a.high < b.low;
}

/** Whether all numbers of the interval are above 0. */
export function isPositive(a: Interval): boolean {
  return a.low > 0n;
}

/** Whether all are below 0. */
export function isNegative(a: Interval): boolean {
  return a.high < 0n;
}

/** Whether all are at least 0. */
export function isNotNegative(a: Interval): boolean {
  return a.low >= 0n;
}

/** Whether all are at most 0. */
export function isNotPositive(a: Interval): boolean {
  return a.high <= 0n;
}

/** The sign that all numbers of the interval share, undefined if they do not share one. */
export function signOf(a: Interval): -1 | 0 | 1 | undefined {
  if (isPositive(a)) return 1;
  if (isNegative(a)) return -1;
  return a.low === 0n && a.high === 0n ? 0 : undefined;
}

/** ceil(a / 2^bits). */
/** The ends times 2^bits, rounded outwards: a shift by a negative number of bits rounds down. */
function shifted({ low, high }: Interval, bits: number): Interval {
  const by = BigInt(bits);
  return { low: low << by, high: -(-high << by) };
}

function below(x: number): number {
  return x === 0 || !Number.isFinite(x) ? x : adjacent(x, -1);
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
}

/** The least integer that is not below a / b, b being positive. */
export function ceilDivide(a: bigint, b: bigint): bigint {
  return -floorDivide(-a, b);
}

/** An enclosure of the least of some numbers (at least one). */
export function leastOf(values: readonly Interval[]): Interval {
  return { low: least(values.map(({ low }) => low)), high: least(values.map(({ high }) => high)) };
}

/** An enclosure of the greatest of some numbers (at least one). */
export function greatestOf(values: readonly Interval[]): Interval {
  return { low: greatest(values.map(({ low }) => low)), high: greatest(values.map(({ high }) => high)) };
}
