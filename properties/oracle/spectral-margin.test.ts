/** Largest margins over the ball of the spectral norm: bounds that hold, lie close together, and match what can be worked out. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { singularValues } from '../../src/numerics/singular-values.js';
import { dot } from '../../src/numerics/vector.js';
import { ballMargin } from '../../src/oracle/ball-margin.js';
import { evaluatedOnSpectralBall, spectralMargin } from '../../src/oracle/spectral-margin.js';

/** Matrices on the positive side of a drawn one, which are separable by it. */
const matrices = (entries: number) =>
  fc
    .record({
      separator: fc.array(fc.integer({ min: -8, max: 8 }), { minLength: entries, maxLength: entries }),
      drawn: fc.array(fc.array(fc.integer({ min: -64, max: 64 }), { minLength: entries, maxLength: entries }), {
        minLength: 1,
        maxLength: 7,
      }),
    })
    .map(({ separator, drawn }) => ({
      separator,
      rows: drawn.map((row) => (dot(row, separator) < 0 ? row.map((x) => -x) : row)).filter((row) => dot(row, separator) > 0),
    }))
    .filter(({ rows }) => rows.length > 0);

describe.each([
  [2, 2],
  [3, 2],
  [3, 3],
  [2, 3],
])('the largest margin over %i x %i matrices of spectral norm 1', (rows, columns) => {
  const factors = singularValues(rows, columns);
  const norm = (w: ArrayLike<number>): number => {
    factors.decompose(w);
    return Math.max(...factors.values);
  };

  it('is enclosed: no matrix has a larger one than the upper bound, the direction reaches the lower one, and they meet', () => {
    const probes = fc.array(fc.array(fc.integer({ min: -16, max: 16 }), { minLength: rows * columns, maxLength: rows * columns }), {
      minLength: 40,
      maxLength: 40,
    });
    fc.assert(
      fc.property(matrices(rows * columns), probes, ({ rows: data, separator }, drawn) => {
        const found = spectralMargin(data, columns);
        expect(found).toBeDefined();
        const { low, high, direction, weights } = found ?? { low: 0, high: 0, direction: new Float64Array(), weights: [] };
        const marginOf = (w: ArrayLike<number>): number => Math.min(...data.map((row) => dot(row, w))) / norm(w);

        for (const w of [separator, ...drawn].filter((one) => norm(one) > 0)) expect(marginOf(w)).toBeLessThanOrEqual(high * (1 + 1e-13));
        expect(marginOf(direction)).toBeGreaterThanOrEqual(low * (1 - 1e-13));
        expect(norm(direction)).toBeLessThanOrEqual(1);
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(high);
        expect(high - low).toBeLessThan(1e-6 * Math.max(...data.map((row) => Math.hypot(...row))));
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('is between the bounds that any matrix in the ball and weights prove; others prove nothing', () => {
    const weights = fc.array(fc.integer({ min: -1, max: 16 }), { minLength: 7, maxLength: 7 });
    let [proved, refused] = [0, 0];
    fc.assert(
      fc.property(matrices(rows * columns), weights, fc.integer({ min: 1, max: 8 }), ({ rows: data, separator }, drawn, length) => {
        const { low = 0, high = 0 } = spectralMargin(data, columns) ?? {};
        const direction = Float64Array.from(separator, (entry) => (entry * length) / (6 * norm(separator)));
        const own = Float64Array.from(drawn.slice(0, data.length), (weight) => weight / 16);

        const other = evaluatedOnSpectralBall(data, columns, { direction, weights: own });

        const isAllowed = length <= 6 && Math.min(...own) >= 0 && Math.max(...own) > 0;
        expect(other !== undefined).toBe(isAllowed);
        if (other === undefined) {
          refused++;
          return;
        }
        proved++;
        expect(other.low).toBeLessThanOrEqual(high);
        expect(other.high).toBeGreaterThanOrEqual(low);
        expect(Math.min(...data.map((row) => dot(row, direction)))).toBeGreaterThanOrEqual(other.low * (1 - 1e-9));
      }),
      { numRuns: 30, seed: 3 },
    );
    expect(Math.min(proved, refused)).toBeGreaterThan(5);
  });

  it('is the same of the transposed matrices', () => {
    const turned = (row: readonly number[]): number[] =>
      Array.from({ length: rows * columns }, (_, k) => row[(k % rows) * columns + Math.floor(k / rows)] ?? 0);
    fc.assert(
      fc.property(matrices(rows * columns), ({ rows: data }) => {
        const [own, other] = [spectralMargin(data, columns), spectralMargin(data.map(turned), rows)];

        // Both enclose one number.
        expect(own?.low).toBeLessThanOrEqual(other?.high ?? 0);
        expect(other?.low).toBeLessThanOrEqual(own?.high ?? 0);
      }),
      { numRuns: 50, seed: 2 },
    );
  });
});

describe('what can be worked out', () => {
  it('one column is a vector, whose spectral norm is its length; diagonal matrices have the margin of l-infinity', () => {
    // The margin of (3, 0) and (0, 4) over the Euclidean ball is the distance of their hull from 0.
    const column = spectralMargin(
      [
        [3, 0],
        [0, 4],
      ],
      1,
    );
    expect(column?.low).toBeLessThanOrEqual(12 / 5);
    expect(column?.high).toBeGreaterThanOrEqual(12 / 5);
    expect((column?.high ?? 1) - (column?.low ?? 0)).toBeLessThan(1e-7);

    const diagonals = [
      [2, 1, -1],
      [-1, 3, 1],
      [1, -1, 3],
    ];
    const full = spectralMargin(
      diagonals.map(([a = 0, b = 0, c = 0]) => [a, 0, 0, 0, b, 0, 0, 0, c]),
      3,
    );
    const box = ballMargin(diagonals, 'l-infinity');
    expect(Math.abs((full?.high ?? 0) - (box?.high ?? 1))).toBeLessThan(1e-6);
    expect(Math.abs((full?.low ?? 0) - (box?.low ?? 1))).toBeLessThan(1e-6);
  });

  it('is proved by the smallest weight that there is: of the one entry 1 it is 1', () => {
    const { low, high } = evaluatedOnSpectralBall([[1]], 1, { direction: Float64Array.of(1), weights: Float64Array.of(2 ** -50) })!;

    expect(low).toBeLessThanOrEqual(1);
    expect(low).toBeGreaterThan(1 - 1e-12);
    expect(high).toBeGreaterThanOrEqual(1);
    expect(high).toBeLessThan(1 + 1e-12);
  });

  it('is undefined where nothing separates', () => {
    expect(
      spectralMargin(
        [
          [1, 2, 3, 4],
          [-1, -2, -3, -4],
        ],
        2,
      ),
    ).toBeUndefined();
    for (const beside of [
      [0, 0, 0, 0],
      [1, 0, 0, 1],
      [0, 1, -1, 0],
    ])
      expect(spectralMargin([[0, 0, 0, 0], beside], 2)).toBeUndefined();
    expect(spectralMargin([], 2)).toBeUndefined();
  });
});

it('is undefined where one matrix is the negative of another, or is zero, since no margin is positive', () => {
  const matrix = [1, 2, 3, 4];

  expect(spectralMargin([matrix, matrix.map((x) => -x)], 2)).toBeUndefined();
  for (const beside of [
    [0, 0, 0, 0],
    [1, 0, 0, 1],
    [0, 1, -1, 0],
  ])
    expect(spectralMargin([[0, 0, 0, 0], beside], 2)).toBeUndefined();
});

it('is enclosed for matrices of one entry', () => {
  const { low, high } = spectralMargin([[3]], 1)!;

  expect([low, high]).toEqual([expect.closeTo(3, 9), expect.closeTo(3, 9)]);
});

it('is above what the shortest matrix that can be told from 0 shows, and not shown by weights of 0', () => {
  const proved = evaluatedOnSpectralBall([[1]], 1, { direction: Float64Array.of(2 ** -50), weights: Float64Array.of(1) })!;

  // Next to 2^-50, and below it.
  expect(proved.low).toBe(2 ** -50 - 2 ** -103);
  expect(evaluatedOnSpectralBall([[1]], 1, { direction: Float64Array.of(1), weights: Float64Array.of(0) })).toBeUndefined();
});
