/** The smoothness oracle: always above the largest eigenvalue, and close to it. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dataset, dataset, sample } from '../../src/data/dataset.js';
import { commonExponent, lowestExponent, scaledInteger } from '../../src/numerics/dyadic.js';
import { gamma } from '../../src/numerics/rounding.js';
import { dot } from '../../src/numerics/vector.js';
import { solveGram } from '../../src/oracle/gram.js';
import { isFactorable, smoothness } from '../../src/oracle/smoothness.js';

const weighted = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 9 })).chain(([d, n]) =>
  fc.record({
    data: fc
      .array(
        fc.array(
          fc.integer({ min: -96, max: 96 }).map((k) => k / 64),
          { minLength: d, maxLength: d },
        ),
        { minLength: n, maxLength: n },
      )
      .map((x) => dataset({ x, y: x.map(() => 1) })),
    coefficients: fc.array(
      fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: -40, max: 3 })).map(([m, e]) => m * 2 ** e),
      { minLength: n, maxLength: n },
    ),
  }),
);

/** Whether mu I - sum c_i x_i x_i' is positive definite, by exact leading principal minors. */
function isAbove(mu: number, data: Dataset, c: readonly number[]): boolean {
  const unit = commonExponent([data.x]);
  const scale = Math.min(0, commonExponent([c]), (lowestExponent(mu) ?? 0) - 2 * unit);
  const m = Array.from({ length: data.d }, (_, p) =>
    Array.from({ length: data.d }, (_, q) => {
      let entry = p === q ? scaledInteger(mu, scale + 2 * unit) : 0n;
      for (let i = 0; i < data.n; i++) {
        entry -= scaledInteger(c[i]!, scale) * scaledInteger(sample(data, i)[p]!, unit) * scaledInteger(sample(data, i)[q]!, unit);
      }
      return entry;
    }),
  );
  for (let size = 1; size <= data.d; size++) {
    const solved = solveGram(
      m.slice(0, size).map((row) => row.slice(0, size)),
      [],
    );
    if (solved.dependent !== undefined || solved.determinant <= 0n) return false;
  }
  return true;
}

test('a factorisation ends just where the matrix is positive definite, but for what rounding may turn', () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(weighted, fc.integer({ min: 1, max: 24 }), ({ data, coefficients }, eighths) => {
      const h = new Float64Array(data.d ** 2);
      coefficients.forEach((c, i) => {
        const row = sample(data, i);
        for (let at = 0; at < h.length; at++) h[at]! += c * row[Math.trunc(at / data.d)]! * row[at % data.d]!;
      });
      const mu = (smoothness(data, coefficients) * eighths) / 16;
      const ends = isFactorable(h, data.d, mu);
      seen.add(ends);

      if (ends) expect(isAbove(mu * (1 + 1e-12), data, coefficients)).toBe(true);
      else expect(isAbove(mu * (1 - 1e-12), data, coefficients)).toBe(false);
    }),
    { numRuns: 200, seed: 4 },
  );
  expect(seen.size).toBe(2);
});

test('no factorisation ends where the least eigenvalue is 0', () => {
  expect(isFactorable(Float64Array.of(1), 1, 1)).toBe(false);
  expect(isFactorable(Float64Array.of(1), 1, 1 + 2 ** -52)).toBe(true);
});

describe('smoothness', () => {
  test('is half the trace of two orthogonal samples of one length, be the trace 1', () => {
    const data = dataset({
      x: [
        [1, 0],
        [0, 1],
      ],
      y: [1, 1],
    });

    expect(smoothness(data, [1 / 2, 1 / 2])).toBeGreaterThan(1 / 2);
    expect(smoothness(data, [1 / 2, 1 / 2])).toBeLessThan(1 / 2 + 1e-13);
  });

  test('is strictly above the largest eigenvalue in exact arithmetic, and within 1e-13 of it', () => {
    fc.assert(
      fc.property(weighted, ({ data, coefficients }) => {
        const bound = smoothness(data, coefficients);
        expect(isAbove(bound, data, coefficients)).toBe(true);
        if (bound > 1e-200) expect(isAbove(bound * (1 - 1e-13), data, coefficients)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('leaves room for the rounding of every entry and of the factorisation, beside the first slack that is tried', () => {
    // Ten orthogonal samples of length 1: the eigenvalue is 1, and the trace is 10.
    const unit = dataset({
      x: Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (__, j) => (i === j ? 1 : 0))),
      y: new Array<1>(10).fill(1),
    });
    const [entries, factors, slack] = [10 * gamma(10 + 10 + 1), 10 * gamma(2 * 10 + 1), 10 * gamma(4 * 10)];

    expect(smoothness(unit, new Float64Array(10).fill(1))).toBeGreaterThanOrEqual(1 + entries + factors + slack);
  });

  test('is at least every Rayleigh quotient', () => {
    fc.assert(
      fc.property(weighted, fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 6, maxLength: 6 }), ({ data, coefficients }, raw) => {
        const u = raw.slice(0, data.d);
        fc.pre(u.some((x) => x !== 0));
        const quotient = coefficients.reduce((sum, c, i) => sum + c * dot(sample(data, i), u) ** 2, 0) / dot(u, u);
        expect(smoothness(data, coefficients)).toBeGreaterThanOrEqual(quotient);
      }),
    );
  });

  test('is not below the squared length of one sample of many features', () => {
    const data = dataset({ x: [Array<number>(1024).fill(1)], y: [1] });
    expect(smoothness(data, [1])).toBeGreaterThanOrEqual(1024);
  });

  test('is the squared length for one sample, and Infinity where that overflows', () => {
    const one = dataset({ x: [[3, 4, 12]], y: [1] });
    expect(smoothness(one, [2])).toBeGreaterThanOrEqual(338);
    expect(smoothness(one, [2])).toBeCloseTo(338, 9);
    expect(smoothness(one, [0])).toBeLessThan(1e-290);
    expect(smoothness(dataset({ x: [[1e200]], y: [1] }), [1])).toBe(Number.POSITIVE_INFINITY);
  });

  test('is the largest eigenvalue where an entry is the smallest number there is', () => {
    const data = dataset({
      x: [
        [1, 1],
        [5e-324, 1],
      ],
      y: [1, -1],
    });

    for (const c of [
      [0, 1],
      [1e-300, 1],
    ]) {
      expect(smoothness(data, c)).toBeGreaterThanOrEqual(1);
      expect(smoothness(data, c)).toBeLessThan(1 + 1e-13);
    }
  });

  test('rejects coefficients that are negative, not finite or of another number', () => {
    const data = dataset({ x: [[1], [2]], y: [1, 1] });
    expect(() => smoothness(data, [1])).toThrow(/1 coefficients for 2 samples/);
    expect(() => smoothness(data, [1, -1])).toThrow(/coefficient 1 is -1/);
    expect(() => smoothness(data, [Number.NaN, 1])).toThrow(/coefficient 0 is NaN/);
    expect(() => smoothness(data, [1, Number.POSITIVE_INFINITY])).toThrow(/coefficient 1 is Infinity/);
  });
});
