/** Each end of an interval counts: what one wrong end would do that wide intervals and guard bits hide. */

import { describe, expect, it } from 'vitest';
import { exp, expNearZero } from '../../../src/certify/arithmetic/exp.js';
import { greatestOf, type Interval, IntervalArithmetic, leastOf, point, signOf } from '../../../src/certify/arithmetic/interval.js';
import { log, twiceArtanh } from '../../../src/certify/arithmetic/log.js';
import { rootOf } from '../../../src/certify/enclosure/display.js';
import { squareRoot } from '../../../src/certify/enclosure/margin.js';
import { expFixed, FRACTION, fixed, logFixed } from '../../support/high-precision.js';

/** An error of the reference, which is right to more than 280 bits. */
const REFERENCE_ERROR = 1n << (FRACTION - 280n);

/** Whether an enclosure in multiples of 2^-bits contains all that the reference value can be. */
function encloses({ low, high }: Interval, bits: number, reference: bigint): boolean {
  const shift = FRACTION - BigInt(bits);
  return low << shift <= reference - REFERENCE_ERROR && reference + REFERENCE_ERROR <= high << shift;
}

describe('operations on wide intervals', () => {
  const arithmetic = new IntervalArithmetic(20);
  const wide: Interval = { low: -5n, high: 9n };

  it('turn both ends round', () => {
    expect(arithmetic.negate(wide)).toEqual({ low: -9n, high: 5n });
    expect(arithmetic.negate({ low: 2n, high: 3n })).toEqual({ low: -3n, high: -2n });
  });

  it('have products that reach as far as the signs of their ends allow, a single unit included', () => {
    const one = arithmetic.one.low;
    const unit: Interval = { low: -one, high: 1n };
    expect(arithmetic.multiply({ low: 0n, high: 8n * one }, unit)).toEqual({ low: -8n * one, high: 8n });
    expect(arithmetic.multiply(unit, { low: 0n, high: 8n * one })).toEqual({ low: -8n * one, high: 8n });
    expect(arithmetic.square(unit)).toEqual({ low: 0n, high: one });
  });

  it('keep both ends at another precision, outwards where bits are lost', () => {
    expect(arithmetic.from(wide, 20)).toEqual(wide);
    expect(arithmetic.from(wide, 18)).toEqual({ low: -20n, high: 36n });
    expect(arithmetic.from(wide, 22)).toEqual({ low: -2n, high: 3n });
    expect(arithmetic.from({ low: 4n, high: 9n }, 22)).toEqual({ low: 1n, high: 3n });
  });

  it('have reciprocals of positive numbers alone, down to the smallest', () => {
    const unit = 1n << 40n;
    expect(arithmetic.reciprocal({ low: 1n, high: 3n })).toEqual({ low: unit / 3n, high: unit });
    for (const low of [0n, -1n]) expect(() => arithmetic.reciprocal({ low, high: 5n })).toThrow('only an interval of positive numbers');
  });

  it('are divided by positive integers alone', () => {
    expect(arithmetic.divide(wide, 1n)).toEqual(wide);
    expect(arithmetic.divide(wide, 2n)).toEqual({ low: -3n, high: 5n });
    expect(arithmetic.divide({ low: -4n, high: 4n }, 2n)).toEqual({ low: -2n, high: 2n });
    for (const divisor of [0n, -1n]) expect(() => arithmetic.divide(wide, divisor)).toThrow('must be positive');
  });

  it('are scaled by powers of two without rounding', () => {
    expect(arithmetic.scale(wide, 4)).toEqual({ low: -20n, high: 36n });
    expect(arithmetic.scale(wide, -2)).toEqual({ low: -18n, high: 10n });
    expect(arithmetic.scale(wide, -0.5)).toEqual({ low: -5n, high: 3n });
    expect(() => arithmetic.scale(wide, Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });

  it('have the sign that all numbers share', () => {
    expect(
      [
        { low: -1n, high: 0n },
        { low: 0n, high: 1n },
        { low: -2n, high: -1n },
        { low: 1n, high: 1n },
        { low: 0n, high: 0n },
      ].map(signOf),
    ).toEqual([undefined, undefined, -1, 1, 0]);
  });

  it('have a least and a greatest by their ends, not by one of them', () => {
    const both: Interval[] = [
      { low: 0n, high: 9n },
      { low: 3n, high: 4n },
    ];
    expect(leastOf(both)).toEqual({ low: 0n, high: 4n });
    expect(greatestOf(both)).toEqual({ low: 3n, high: 9n });
  });

  it('show doubles on either side of what is nearly one, and zero as it is', () => {
    const fine = new IntervalArithmetic(200);
    const { low, high } = fine.bounds({ low: fine.one.low - 1n, high: fine.one.high + 1n });
    expect(low < 1 && high > 1).toBe(true);
    expect(fine.bounds(fine.zero)).toEqual({ low: 0, high: 0 });
  });

  it('show doubles beyond the largest as the largest', () => {
    const beyond = arithmetic.integer(1n << 1100n).low;
    const largest = Number.MAX_VALUE;
    expect(arithmetic.bounds({ low: beyond, high: beyond })).toEqual({ low: largest, high: Number.POSITIVE_INFINITY });
    expect(arithmetic.bounds({ low: -beyond, high: -beyond })).toEqual({ low: Number.NEGATIVE_INFINITY, high: -largest });
  });
});

describe('a precision', () => {
  it('is a positive integer', () => {
    for (const precision of [0, -1, 1.5, Number.NaN]) expect(() => new IntervalArithmetic(precision)).toThrow(RangeError);
    expect(new IntervalArithmetic(1).one).toEqual(point(2n));
    expect(new IntervalArithmetic().precision).toBe(200);
  });
});

describe('exp', () => {
  const BITS = 100;
  const arithmetic = new IntervalArithmetic(BITS);

  it('near zero is off by less than four units on either side', () => {
    for (const x of [2 ** -12, -(2 ** -12), 3 * 2 ** -15, -5 * 2 ** -20, 2 ** -40, 0]) {
      const enclosed = expNearZero(BITS, arithmetic.double(x).low);
      expect(encloses(enclosed, BITS, expFixed(fixed(x))), String(x)).toBe(true);
      expect(enclosed.high - enclosed.low).toBe(8n);
    }
  });

  it.each([3, 0, -2])('over a narrow interval from %d contains the values at both ends, and little more', (x) => {
    const { low } = arithmetic.double(x);
    for (const width of [1n, 3n, 1n << 40n, 1n << BigInt(BITS - 20), (1n << BigInt(BITS - 20)) + 1n, 1n << BigInt(BITS - 10)]) {
      const enclosed = exp(arithmetic, { low, high: low + width });
      const [least, most] = [low, low + width].map((end) => expFixed(end << (FRACTION - BigInt(BITS)))) as [bigint, bigint];
      expect(encloses(enclosed, BITS, least) || (x === 0 && enclosed.low === arithmetic.one.low)).toBe(true);
      expect(encloses(enclosed, BITS, most)).toBe(true);
      // The width times the largest slope, a millionth of it, and a few units.
      const slope = (most >> (FRACTION - BigInt(BITS))) + 1n;
      expect(enclosed.high - enclosed.low).toBeLessThanOrEqual(
        ((width * slope) >> BigInt(BITS)) + ((width * slope) >> BigInt(BITS + 19)) + 64n,
      );
    }
  });

  it('is known at 2^14 and at the smallest arguments, and given up beyond', () => {
    const few = new IntervalArithmetic(8);
    const end = few.integer(1n << 14n);
    expect(exp(few, end).low > 0n).toBe(true);
    expect(() => exp(few, { low: end.low, high: end.low + 1n })).toThrow('above exp(2^14)');
    expect(exp(few, few.integer(-8n))).toEqual({ low: 0n, high: 1n });
    expect(exp(few, few.integer(-1000n))).toEqual({ low: 0n, high: 1n });
  });
});

describe('ln', () => {
  it('has a series that is known from both sides without the guard bits', () => {
    for (const bits of [3, 10, 60, 200]) {
      for (const [numerator, denominator] of [
        [1n, 3n],
        [1n, 4n],
        [1n, 1000n],
        [5n, 16n],
      ] as const) {
        const enclosed = twiceArtanh(new IntervalArithmetic(bits), numerator, denominator);
        const reference = logFixed(((denominator + numerator) << FRACTION) / (denominator - numerator));
        expect(encloses(enclosed, bits, reference), `${numerator}/${denominator} at ${bits} bits`).toBe(true);
        expect(enclosed.high - enclosed.low).toBeLessThanOrEqual(BigInt(2 * bits + 12));
      }
    }
  });

  it('is taken of the smallest number there is', () => {
    const arithmetic = new IntervalArithmetic(100);
    const { low, high } = arithmetic.bounds(log(arithmetic, point(1n)));
    expect(low <= -100 * Math.LN2 && -100 * Math.LN2 <= high).toBe(true);
  });
});

describe('a square root', () => {
  const BITS = 6;
  const squares = Array.from({ length: 40 }, (_, k) => BigInt(k));

  it('lies between neighbouring units, by their exact squares', () => {
    for (const square of squares) {
      const { low, high } = squareRoot(BITS, point(square));
      expect(low ** 2n <= square << BigInt(BITS) && square << BigInt(BITS) < high ** 2n, `the root of ${square} units`).toBe(true);
      expect(high - low).toBe(1n);
    }
  });

  it('begins at 0 where rounding may have carried its square below', () => {
    const arithmetic = new IntervalArithmetic(BITS);
    for (const high of squares) {
      const { low, high: end } = rootOf(arithmetic, { low: -1n, high });
      expect([low, end]).toEqual([0n, squareRoot(BITS, point(high)).high]);
    }
    expect(rootOf(arithmetic, { low: -2n, high: -1n })).toEqual({ low: 0n, high: 1n });
  });

  it('is not taken of a number that may be negative', () => {
    expect(() => squareRoot(BITS, { low: -1n, high: 1n })).toThrow('a root is taken of a number that may be negative');
  });
});
