import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { exp } from '../../../src/certify/arithmetic/exp.js';
import {
  type Interval,
  IntervalArithmetic,
  isAtLeast,
  isBelow,
  isNegative,
  isNotNegative,
  isNotPositive,
  isPositive,
  signOf,
} from '../../../src/certify/arithmetic/interval.js';
import { log, powerStep } from '../../../src/certify/arithmetic/log.js';
import { Undecided } from '../../../src/certify/undecided.js';
import { dyadic, expFixed, FRACTION, fixed, logFixed } from '../../support/high-precision.js';

/** A rational number with a positive denominator. */
type Rational = readonly [bigint, bigint];

function exactly(x: number): Rational {
  const { mantissa, exponent } = dyadic(x);
  return exponent >= 0 ? [mantissa << BigInt(exponent), 1n] : [mantissa, 1n << BigInt(-exponent)];
}

const sum = ([a, b]: Rational, [c, d]: Rational): Rational => [a * d + c * b, b * d];
const product = ([a, b]: Rational, [c, d]: Rational): Rational => [a * c, b * d];
const negated = ([a, b]: Rational): Rational => [-a, b];

function contains(arithmetic: IntervalArithmetic, a: Interval, [numerator, denominator]: Rational): boolean {
  const scaled = numerator << BigInt(arithmetic.precision);
  return a.low * denominator <= scaled && scaled <= a.high * denominator;
}

/** Doubles of all sizes and signs, zero and subnormals among them. */
function numbers(count: number, seed: string): number[] {
  const random = seedrandom(seed);
  const special = [0, 1, -1, 0.5, 5e-324, -5e-324, 2 ** -200, 2 ** -201, -(2 ** -201), 3 * 2 ** -202];
  return Array.from({ length: count }, (_, i) => special[i] ?? (random() - 0.5) * 2 ** Math.floor(random() * 120 - 90));
}

describe('interval arithmetic', () => {
  it.each([3, 40, 200])('contains the exact result of every operation at %i bits', (precision) => {
    const arithmetic = new IntervalArithmetic(precision);
    const xs = numbers(60, 'operations');
    for (const x of xs) {
      const a = arithmetic.double(x);
      expect(contains(arithmetic, a, exactly(x))).toBe(true);
      expect(contains(arithmetic, arithmetic.square(a), product(exactly(x), exactly(x)))).toBe(true);
      expect(contains(arithmetic, arithmetic.divide(a, 7n), product(exactly(x), [1n, 7n]))).toBe(true);
      for (const z of xs) {
        const b = arithmetic.double(z);
        expect(contains(arithmetic, arithmetic.add(a, b), sum(exactly(x), exactly(z)))).toBe(true);
        expect(contains(arithmetic, arithmetic.subtract(a, b), sum(exactly(x), negated(exactly(z))))).toBe(true);
        expect(contains(arithmetic, arithmetic.multiply(a, b), product(exactly(x), exactly(z)))).toBe(true);
        expect(contains(arithmetic, arithmetic.scale(a, z), product(exactly(x), exactly(z)))).toBe(true);
      }
    }
  });

  it('contains the result for every point of wide intervals, the ends and zero among them', () => {
    const arithmetic = new IntervalArithmetic(20);
    const xs = [-3, -0.5, 0, 0.25, 2];
    const wide = xs.flatMap((low) => xs.filter((high) => high > low).map((high) => [low, high] as const));
    const span = (low: number, high: number): Interval => ({ low: arithmetic.double(low).low, high: arithmetic.double(high).high });
    for (const [a, b] of wide) {
      for (const [c, d] of wide) {
        for (const x of [a, b, (a + b) / 2]) {
          for (const z of [c, d, (c + d) / 2]) {
            expect(contains(arithmetic, arithmetic.multiply(span(a, b), span(c, d)), exactly(x * z))).toBe(true);
            expect(contains(arithmetic, arithmetic.subtract(span(a, b), span(c, d)), exactly(x - z))).toBe(true);
            expect(contains(arithmetic, arithmetic.square(span(a, b)), exactly(x * x))).toBe(true);
            expect(contains(arithmetic, arithmetic.scale(span(a, b), z), exactly(x * z))).toBe(true);
          }
        }
      }
      if (a > 0) expect(contains(arithmetic, arithmetic.reciprocal(span(a, b)), [1n << 1n, 3n])).toBe(a <= 1.5 && b >= 1.5);
    }
  });

  it('reads doubles exactly where the precision suffices and a unit wide where not', () => {
    const arithmetic = new IntervalArithmetic(10);
    expect(arithmetic.double(-1.5)).toEqual({ low: -1536n, high: -1536n });
    expect(arithmetic.double(2 ** -12)).toEqual({ low: 0n, high: 1n });
    expect(arithmetic.double(-(2 ** -12))).toEqual({ low: -1n, high: 0n });
    expect(() => arithmetic.double(Number.NaN)).toThrow(RangeError);
  });

  const ends = [-2n, -1n, 0n, 1n, 2n];
  const intervals = ends.flatMap((low) => ends.filter((high) => high >= low).map((high) => ({ low, high })));
  const pointsOf = ({ low, high }: Interval): readonly bigint[] => ends.filter((x) => x >= low && x <= high);

  it('says of signs what holds of all points', () => {
    for (const interval of intervals) {
      const all = (holds: (x: bigint) => boolean): boolean => pointsOf(interval).every(holds);

      expect(isPositive(interval)).toBe(all((x) => x > 0n));
      expect(isNegative(interval)).toBe(all((x) => x < 0n));
      expect(isNotNegative(interval)).toBe(all((x) => x >= 0n));
      expect(isNotPositive(interval)).toBe(all((x) => x <= 0n));
      expect(signOf(interval)).toBe(([1, -1, 0] as const).find((sign) => all((x) => Math.sign(Number(x)) === sign)));
    }
  });

  it('compares two by what holds of all points of both', () => {
    for (const a of intervals)
      for (const b of intervals) {
        expect(isAtLeast(a, b)).toBe(pointsOf(a).every((x) => pointsOf(b).every((y) => x >= y)));
        expect(isBelow(a, b)).toBe(pointsOf(a).every((x) => pointsOf(b).every((y) => x < y)));
      }
  });

  it('gives doubles on the outer side of both ends', () => {
    const arithmetic = new IntervalArithmetic(200);
    for (const x of numbers(60, 'bounds')) {
      const third = arithmetic.divide(arithmetic.double(x), 3n);
      const { low, high } = arithmetic.bounds(third);
      expect(arithmetic.double(low).low <= third.low && arithmetic.double(high).high >= third.high).toBe(true);
    }
  });
});

describe('the enclosure of exp', () => {
  it.each([10, 60, 200])('contains the value of an independent series at %i bits', (precision) => {
    const arithmetic = new IntervalArithmetic(precision);
    const random = seedrandom('exp');
    const xs = [
      0,
      1,
      -1,
      2 ** -8,
      -(2 ** -8),
      2 ** -60,
      -(2 ** -60),
      30,
      -30,
      -700,
      2 ** -12,
      -(2 ** -12),
      -precision,
      1 - precision,
      ...Array.from({ length: 40 }, () => (random() - 0.5) * 40),
    ];
    for (const x of xs) {
      const enclosed = exp(arithmetic, arithmetic.double(x));
      const reference = expFixed(fixed(x));
      // The reference is right to about 2^-290 times the value; the enclosure is far wider than that.
      const slack = (reference >> 280n) + 1n;
      const shift = FRACTION - BigInt(precision);
      expect(enclosed.low << shift <= reference + slack && reference - slack <= enclosed.high << shift).toBe(true);
      if (x <= 1) expect(enclosed.high - enclosed.low <= 2n).toBe(true);
    }
  });

  it('gives the known digits of e, to more of them at a higher precision', () => {
    const digits = '27182818284590452353602874713526624977572470936999595749669676277240766303535475945713821785251664274';
    const reference: Rational = [BigInt(digits), 10n ** BigInt(digits.length - 1)];
    const widths = [20, 80, 200].map((precision) => {
      const arithmetic = new IntervalArithmetic(precision);
      const e = exp(arithmetic, arithmetic.one);
      expect(contains(arithmetic, e, reference)).toBe(true);
      const { low, high } = arithmetic.bounds(e);
      expect(low <= Math.E && Math.E <= high).toBe(true);
      return Number(e.high - e.low) / 2 ** precision;
    });
    expect(widths[1]! < widths[0]! && widths[2]! < widths[1]!).toBe(true);
  });

  it('encloses the values at both ends of a wide interval, and zero from above far to the left', () => {
    const arithmetic = new IntervalArithmetic(100);
    const wide = exp(arithmetic, { low: arithmetic.double(-2).low, high: arithmetic.double(3).high });
    expect(wide.low).toBe(exp(arithmetic, arithmetic.double(-2)).low);
    expect(wide.high).toBe(exp(arithmetic, arithmetic.double(3)).high);
    const tiny = exp(arithmetic, arithmetic.double(-1e9));
    expect(tiny.low >= 0n && tiny.low <= 1n && tiny.high >= 1n && tiny.high <= 2n).toBe(true);
  });

  it('gives up above 2^14', () => {
    const arithmetic = new IntervalArithmetic(20);
    expect(() => exp(arithmetic, arithmetic.double(20000))).toThrow(Undecided);
  });
});

describe('the enclosures of ln and of powers', () => {
  it.each([20, 200])('contain the value of an independent series at %i bits', (precision) => {
    const arithmetic = new IntervalArithmetic(precision);
    const shift = FRACTION - BigInt(precision);
    for (const x of [1, 2, 3, 0.5, 0.75, 1.999, 2 ** -15, 1e6, 12345.6875]) {
      const point = arithmetic.double(x);
      const enclosed = log(arithmetic, point);
      // At 20 bits the argument itself is an interval, whose ends are what the logarithm is enclosed for.
      const low = logFixed(point.low << shift);
      const high = logFixed(point.high << shift);
      const slack = 1n << 60n;
      expect(enclosed.low << shift <= low + slack && high - slack <= enclosed.high << shift).toBe(true);
      if (point.low === point.high) expect(enclosed.high - enclosed.low <= 2n).toBe(true);
    }
  });

  it('enclose the values at both ends of a wide interval', () => {
    const arithmetic = new IntervalArithmetic(100);
    const ends = [0.25, 3].map((x) => arithmetic.double(x));
    const wide = log(arithmetic, { low: ends[0]!.low, high: ends[1]!.high });
    expect(wide).toEqual({ low: log(arithmetic, ends[0]!).low, high: log(arithmetic, ends[1]!).high });
  });

  it('give (k+1)^(-3/4) exactly where it is a power of two', () => {
    const arithmetic = new IntervalArithmetic(200);
    for (const [k, value] of [
      [0, 1],
      [15, 0.125],
      [255, 2 ** -6],
    ] as const) {
      const eta = powerStep(arithmetic, k, 0.75);
      const exact = arithmetic.double(value);
      expect(eta.low <= exact.low && exact.high <= eta.high && eta.high - eta.low <= 4n).toBe(true);
    }
  });

  it('give up where the number may not be positive', () => {
    expect(() => log(new IntervalArithmetic(20), { low: 0n, high: 5n })).toThrow(Undecided);
  });
});
