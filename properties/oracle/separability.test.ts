/** The separability oracle: never a wrong verdict, and each with an object that proves it. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dataset, dataset } from '../../src/data/dataset.js';
import { scaledInteger } from '../../src/numerics/dyadic.js';
import { signOfDot } from '../../src/numerics/exact-dot.js';
import { type ExactMargin, maxMargin, signedRows } from '../../src/oracle/max-margin.js';
import { representablePoint } from '../../src/oracle/representable.js';
import { separability } from '../../src/oracle/separability.js';
import { proposeSeparator } from '../../src/oracle/separator-proposal.js';

const dataOf = (entry: fc.Arbitrary<number>, most = 9): fc.Arbitrary<Dataset> =>
  fc
    .integer({ min: 1, max: 5 })
    .chain((d) =>
      fc
        .array(fc.tuple(fc.array(entry, { minLength: d, maxLength: d }), fc.constantFrom(-1, 1)), { minLength: 1, maxLength: most })
        .map((samples) => dataset({ x: samples.map(([x]) => x), y: samples.map(([, y]) => y) })),
    );
const lattice = fc.integer({ min: -96, max: 96 }).map((k) => k / 64);

/** Fails unless the answer is proved by the signs or the combination that it carries. */
function expectProved(data: Dataset): boolean {
  const rows = signedRows(data);
  const answer = separability(data);
  if (answer.separable) {
    expect(answer.exactSeparator).toBeUndefined();
    for (const row of rows) expect(signOfDot(row, answer.separator)).toBe(1);
    return true;
  }
  const fractions = answer.exactCombination.map((text) => text.split('/').map(BigInt) as [bigint, bigint?]);
  const denominator = fractions.reduce((product, [, q = 1n]) => product * q, 1n);
  const weights = fractions.map(([p, q = 1n]) => (p * denominator) / q);
  expect(weights.every((q) => q >= 0n)).toBe(true);
  expect(weights.reduce((sum, q) => sum + q, 0n)).toBe(denominator);
  for (let j = 0; j < data.d; j++) expect(rows.reduce((sum, row, i) => sum + weights[i]! * scaledInteger(row[j]!, -1074), 0n)).toBe(0n);
  expect(answer.support).toEqual(weights.flatMap((q, i) => (q > 0n ? [i] : [])));
  answer.combination.forEach((q, i) => {
    expect(q).toBeCloseTo(Number((weights[i]! << 60n) / denominator) / 2 ** 60, 12);
  });
  return false;
}

describe('separability', () => {
  test('is proved by an exact separator or an exact combination, on lattice data', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(dataOf(lattice), (data) => {
        seen.add(expectProved(data));
      }),
      { numRuns: 500 },
    );
    expect(seen.size).toBe(2);
  });

  test('is proved on coarse data, where samples repeat, oppose, vanish and lie on common hyperplanes', () => {
    fc.assert(
      fc.property(dataOf(fc.integer({ min: -1, max: 1 }), 14), (data) => {
        expectProved(data);
      }),
      { numRuns: 500 },
    );
  });

  test('is proved where entries range over sixteen orders of magnitude', () => {
    const entry = fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -8, max: 8 })).map(([m, e]) => m * 10 ** e);
    fc.assert(
      fc.property(dataOf(entry), (data) => {
        expectProved(data);
      }),
      { numRuns: 300 },
    );
  });

  test.each([2 ** -20, 2 ** -30, 1e-6, 1e-9, 2 ** -45])(
    'is found at a margin of %g, and denied when the margin is turned to zero or below',
    (margin) => {
      const x = (m: number) => [
        [1, m, 0.5],
        [-1, m, -0.5],
        [0.3, m, 1],
        [-0.3, m, -1],
      ];
      expect(expectProved(dataset({ x: x(margin), y: [1, 1, 1, 1] }))).toBe(true);
      expect(expectProved(dataset({ x: x(0), y: [1, 1, 1, 1] }))).toBe(false);
      expect(expectProved(dataset({ x: [...x(margin), [0, -margin, 0]], y: [1, 1, 1, 1, 1] }))).toBe(false);
    },
  );

  test('works for data of one class, one sample, and a zero sample', () => {
    expect(
      expectProved(
        dataset({
          x: [
            [1, 2],
            [2, -1],
          ],
          y: [-1, -1],
        }),
      ),
    ).toBe(true);
    expect(expectProved(dataset({ x: [[0.1]], y: [1] }))).toBe(true);
    expect(
      expectProved(
        dataset({
          x: [
            [1, 1],
            [0, 0],
          ],
          y: [1, -1],
        }),
      ),
    ).toBe(false);
  });

  test('returns integers where no double vector separates', () => {
    // 1 - 2^-53 < w_0 / w_1 < 1 has no solution in doubles.
    const data = dataset({
      x: [
        [1, -1 + 2 ** -53],
        [-1, 1],
      ],
      y: [1, 1],
    });

    const answer = separability(data);

    if (!answer.separable || answer.exactSeparator === undefined) throw new Error('expected integers');
    const [w0, w1] = answer.exactSeparator as [bigint, bigint];
    expect(w1 > w0).toBe(true);
    expect(w0 * 2n ** 53n > w1 * (2n ** 53n - 1n)).toBe(true);
  });
});

describe('the linear program', () => {
  test('ends on nearly degenerate input, and its proposal separates on most lattice data that is separable', () => {
    let separable = 0;
    let proposed = 0;
    fc.assert(
      fc.property(
        dataOf(
          fc.oneof(
            lattice,
            fc.integer({ min: -3, max: 3 }).map((k) => k * 1e-9),
          ),
        ),
        (data) => {
          const rows = signedRows(data).filter((row) => row.some((x) => x !== 0));
          if (rows.length === 0) return;
          const w = proposeSeparator(rows, data.d);
          if (w !== undefined && rows.every((row) => signOfDot(row, w) > 0)) proposed++;
          if (separability(data).separable) separable++;
        },
      ),
      { numRuns: 500 },
    );
    expect(separable).toBeGreaterThan(50);
    expect(proposed).toBeGreaterThan(0.7 * separable);
  });
});

describe('a double point of a cone', () => {
  test('lies on the face where constraints hold with equality', () => {
    const opposite = (c: readonly number[]) => [c, c.map((x) => -x)];
    const constraints = [...opposite([2, -1, 0]), ...opposite([3, 0, -1])];

    const point = representablePoint([7n, 14n, 21n], [[1, 1, 1]], constraints)!;

    expect(constraints.map((c) => signOfDot(c, point))).toEqual([0, 0, 0, 0]);
    expect(signOfDot([1, 1, 1], point)).toBe(1);
  });

  test('is undefined when no double vector belongs', () => {
    expect(
      representablePoint(
        [2n ** 60n - 2n ** 6n, 2n ** 60n - 2n ** 6n + 2n ** 5n],
        [
          [1, -1 + 2 ** -53],
          [-1, 1],
        ],
        [],
      ),
    ).toBeUndefined();
  });
});

describe('an answer', () => {
  test('is found once for the same data, and anew for other labels, samples or shapes', () => {
    const data = (
      y: readonly number[],
      x = [
        [1, 2],
        [2, 1],
      ],
    ): Dataset => dataset({ x, y });
    const answer = separability(data([1, -1]));

    expect(separability(data([1, -1]))).toBe(answer);
    for (const other of [
      data([-1, 1]),
      data(
        [1, -1],
        [
          [1, 2],
          [2, 3],
        ],
      ),
      data([1, -1, 1, 1], [[1], [2], [2], [1]]),
    ]) {
      expect(separability(other)).not.toBe(answer);
    }
  });
});

test('the answers about data that differ in one entry or one label are not taken for each other', () => {
  const rows = (a: number): number[][] => [
    [1, 0],
    [a, 0],
    [0, 1],
    [-1, -1],
  ];
  const answerTo = (a: number, y: number[]): boolean => separability(dataset({ x: rows(a), y })).separable;

  expect([1, -1, 1].map((a) => answerTo(a, [1, 1, 1, -1]))).toEqual([true, false, true]);
  expect(answerTo(-1, [1, -1, 1, -1])).toBe(true);
});

describe('a separator', () => {
  /** So many samples in four dimensions, all on one side. */
  const ofCount = (n: number): Dataset =>
    dataset({
      x: Array.from({ length: n }, (_, i) => [1 + (i % 5), ((3 * i) % 7) - 3, ((5 * i) % 11) - 5, (i % 3) - 1]),
      y: new Array<1>(n).fill(1),
    });
  const separatorOf = (data: Dataset) => {
    const answer = separability(data);
    if (!answer.separable) throw new Error('expected a separator');
    return answer.separator;
  };
  const exactOf = (data: Dataset) => {
    const rows = signedRows(data);
    return representablePoint((maxMargin({ dimension: data.d, atLeastOne: rows }) as ExactMargin).exactDirection, rows, []);
  };

  test('is what the linear program proposes up to 160 numbers, some of them 0, and the exact direction beyond', () => {
    const [few, many] = [ofCount(40), ofCount(41)];

    expect(separatorOf(few)).toEqual(proposeSeparator(signedRows(few), 4));
    expect(separatorOf(few)).not.toEqual(exactOf(few));
    expect(separatorOf(many)).toEqual(exactOf(many));
    expect(separatorOf(many)).not.toEqual(proposeSeparator(signedRows(many), 4));
  });
});
