/** The exact arithmetic under the oracles: doubles as dyadics, correct rounding, exact signs. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjacent, binaryExponent, commonExponent, lowestExponent, scaledInteger } from '../../src/numerics/dyadic.js';
import { isWithinRounding, signOfDot } from '../../src/numerics/exact-dot.js';
import { gcd, greatest, least, nearestQuotient, nearestRoot, sumOf } from '../../src/numerics/rational.js';
import { gamma } from '../../src/numerics/rounding.js';

/** Doubles of all sizes: signs, exponents and mantissas drawn apart, subnormals and zeros included. */
const double = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 2046 }), fc.bigInt({ min: 0n, max: 2n ** 52n - 1n }))
  .map(([negative, exponent, mantissa]) => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, (BigInt(negative) << 63n) | (BigInt(exponent) << 52n) | mantissa);
    return view.getFloat64(0);
  });
const positiveInteger = fc.oneof(fc.bigInt({ min: 1n, max: 2n ** 53n }), fc.bigInt({ min: 1n, max: 2n ** 2000n }));

test('the least and the greatest of integers are found wherever they stand, beyond doubles too', () => {
  const large = 2n ** 60n;
  for (const values of [
    [large, 3n, -large - 1n, -large, large + 1n],
    [-large - 1n, large + 1n, 0n],
    [large + 1n, -large - 1n],
  ])
    expect([least(values), greatest(values)]).toEqual([-large - 1n, large + 1n]);
  for (const of of [least, greatest]) expect(() => of([])).toThrow(RangeError);
});

test('the sum of integers is the exact one, and that of none is 0', () => {
  expect(sumOf([2n ** 60n, 1n, -(2n ** 60n)])).toBe(1n);
  expect(sumOf([])).toBe(0n);
});

test('the binary exponent is that of the power of two at or below |x|, of normal and subnormal numbers alike', () => {
  fc.assert(
    fc.property(double, (x) => {
      if (x === 0) return;
      expect(Math.abs(x) / 2 ** binaryExponent(x)).toBeGreaterThanOrEqual(1);
      expect(Math.abs(x) / 2 ** binaryExponent(x)).toBeLessThan(2);
    }),
  );
  for (let e = -1074; e <= 1023; e++) expect(binaryExponent(2 ** e)).toBe(e);
});

/** x as an integer over 2^1074, by repeated multiplication: slow and obvious. */
function over1074(x: number): bigint {
  let scaled = Math.abs(x);
  let doublings = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    doublings++;
  }
  return (x < 0 ? -1n : 1n) * (BigInt(scaled) << BigInt(1074 - doublings));
}

describe('doubles as dyadic rationals', () => {
  test('a double is the integer times the power of two that it is split into', () => {
    fc.assert(
      fc.property(double, (x) => {
        const exponent = lowestExponent(x);
        if (exponent === undefined) expect(Math.abs(x)).toBe(0);
        else {
          const integer = scaledInteger(x, exponent);
          expect(integer & 1n).toBe(1n);
          expect(integer << BigInt(exponent + 1074)).toBe(over1074(x));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('all entries are integers on the common exponent, and not all are even', () => {
    fc.assert(
      fc.property(fc.array(fc.array(double, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        const exponent = commonExponent(rows);
        const integers = rows.flat().map((x) => scaledInteger(x, exponent));
        expect(integers.map((m) => m << BigInt(exponent + 1074))).toEqual(rows.flat().map(over1074));
        expect(integers.some((m) => (m & 1n) === 1n) || integers.every((m) => m === 0n)).toBe(true);
      }),
    );
  });

  test('neighbours of a double are different, ordered, and nothing lies between', () => {
    fc.assert(
      fc.property(double, (x) => {
        const above = adjacent(x, 1);
        expect(above).toBeGreaterThan(x);
        if (Number.isFinite(above)) {
          expect(adjacent(above, -1)).toBe(x === 0 ? 0 : x);
          expect([x, above]).toContain((x / 2 + above / 2) as number);
        }
      }),
    );
  });
});

describe('rounding of exact values', () => {
  test('the quotient of two doubles rounds as IEEE 754 division does', () => {
    fc.assert(
      fc.property(double, double, (a, b) => {
        fc.pre(b !== 0 && a !== 0);
        const q = nearestQuotient(over1074(a), b < 0 ? -over1074(b) : over1074(b));
        expect(b < 0 ? -q : q).toBe(a / b);
      }),
      { numRuns: 2000 },
    );
  });

  test('the root of a double rounds as IEEE 754 square root does', () => {
    fc.assert(
      fc.property(double, (a) => {
        expect(nearestRoot(over1074(Math.abs(a)), 2n ** 1074n)).toBe(Math.sqrt(Math.abs(a)));
      }),
      { numRuns: 2000 },
    );
  });

  test('a quotient of large integers lies halfway or nearer to its double', () => {
    fc.assert(
      fc.property(positiveInteger, positiveInteger, fc.integer({ min: -60, max: 60 }), (p, q, exponent) => {
        const x = nearestQuotient(p, q, exponent);
        fc.pre(Number.isFinite(x) && Number.isFinite(adjacent(x, 1)));
        const scale = 1n << BigInt(1074 + 61);
        const value = (p * scale) << BigInt(exponent + 61);
        const halfway = (y: number): bigint => ((over1074(x) + over1074(y)) * q) << BigInt(61 + 60);
        expect(value <= halfway(adjacent(x, 1))).toBe(true);
        expect(value >= halfway(adjacent(x, -1))).toBe(true);
      }),
    );
  });

  test('ties go to the even mantissa, and a sticky remainder breaks them', () => {
    expect(nearestQuotient(2n ** 53n + 1n, 1n)).toBe(2 ** 53);
    expect(nearestQuotient(2n ** 53n + 3n, 1n)).toBe(2 ** 53 + 4);
    expect(nearestQuotient((2n ** 53n + 1n) * 2n ** 200n + 1n, 2n ** 200n)).toBe(2 ** 53 + 2);
    expect(nearestQuotient(1n, 2n ** 1075n)).toBe(0);
    expect(nearestQuotient(2n ** 100n + 1n, 2n ** 1175n)).toBe(2 ** -1074);
    expect(nearestQuotient(2n ** 1024n, 1n)).toBe(Number.POSITIVE_INFINITY);
    expect(nearestQuotient(-(2n ** 2000n), 2n ** 1999n)).toBe(-2);
  });

  test('the greatest common divisor divides both and leaves coprime cofactors', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }), fc.bigInt({ min: 1n, max: 2n ** 90n }), (a, b) => {
        const g = gcd(a, b);
        expect([a % g, b % g]).toEqual([0n, 0n]);
        expect(gcd(a / g, b / g)).toBe(1n);
      }),
    );
  });
});

describe('sign of an inner product', () => {
  const exactSign = (a: readonly number[], b: readonly number[]): number => {
    const sum = a.reduce((s, x, j) => s + over1074(x) * over1074(b[j]!), 0n);
    return sum > 0n ? 1 : sum < 0n ? -1 : 0;
  };
  const pairs = (entry: fc.Arbitrary<number>) =>
    fc.array(fc.tuple(entry, entry), { minLength: 1, maxLength: 6 }).map((list) => [list.map(([a]) => a), list.map(([, b]) => b)] as const);

  test('is that of the exact sum, for doubles of all sizes (overflow and underflow included)', () => {
    fc.assert(
      fc.property(pairs(double), ([a, b]) => {
        expect(signOfDot(a, b)).toBe(exactSign(a, b));
      }),
      { numRuns: 1000 },
    );
  });

  test('is that of the exact sum where the terms cancel to the last bit', () => {
    const entry = fc
      .tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -2, max: 2 }))
      .map(([k, ulps]) => (k / 8) * (1 + ulps * 2 ** -52));
    fc.assert(
      fc.property(pairs(entry), ([a, b]) => {
        const left = [...a, ...a.map((x) => -x * (1 + 2 ** -52))];
        const right = [...b, ...b];
        expect(signOfDot(left, right)).toBe(exactSign(left, right));
      }),
      { numRuns: 2000 },
    );
  });

  test('tells zero, underflowing and overflowing sums apart', () => {
    expect(signOfDot([0.1, 0.2, -0.3], [1, 1, 1])).toBe(1);
    expect(signOfDot([3, -1], [1, 3])).toBe(0);
    expect(signOfDot([5e-324], [5e-324])).toBe(1);
    expect(signOfDot([5e-324, -5e-324], [5e-324, 5e-324])).toBe(0);
    // In units of 2^-1074 the products 1.4, 1.4 and -2.6 round to 1, 1 and -3.
    expect(signOfDot([1.4 * 2 ** -537, 1.4 * 2 ** -537, -2.6 * 2 ** -537], [2 ** -537, 2 ** -537, 2 ** -537])).toBe(1);
    expect(signOfDot([1e300, 1e300, 1], [1e300, -1e300, -1])).toBe(-1);
  });

  test('a float64 sum is within rounding up to gamma(2n + 3) times the sum of sizes, on both sides', () => {
    const [a, b] = [
      [0.1, 0.2, -0.3],
      [1, 2, 4],
    ];
    const bound = gamma(9) * (0.1 + 0.4 + 1.2);
    for (const side of [1, -1]) {
      expect(isWithinRounding(side * bound * (1 - 1e-9), a, b)).toBe(true);
      expect(isWithinRounding(side * bound * (1 + 1e-9), a, b)).toBe(false);
    }
    expect(isWithinRounding(0, [0], [1])).toBe(true);
  });

  test('rejects vectors of different length and entries that are not finite', () => {
    expect(() => signOfDot([1], [1, 2])).toThrow(RangeError);
    expect(() => signOfDot([Number.NaN], [1])).toThrow(/NaN/);
    expect(() => signOfDot([Number.POSITIVE_INFINITY], [0])).toThrow(RangeError);
  });
});
