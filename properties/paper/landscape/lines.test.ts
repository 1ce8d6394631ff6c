import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataset } from '../../../src/data/dataset.js';
import { linesOf } from '../../../src/paper/landscape/lines.js';

/** Whether integer rows are multiples of one another. */
const isMultiple = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((p, j) => a.every((q, k) => BigInt(p) * BigInt(b[k]!) === BigInt(q) * BigInt(b[j]!)));

const row = fc
  .array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 })
  .filter((entries) => entries.some((entry) => entry !== 0));

describe('sec-2/nonconvex: lines that samples lie on', () => {
  it('are those of pairwise multiples, in the order of their first samples', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.constantFrom(1, -1, 2, 3, 2 ** 60)), { minLength: 1, maxLength: 12 }), (drawn) => {
        const x = drawn.map(([entries, factor]) => entries.map((entry) => entry * factor));
        const lines = linesOf(dataset({ x, y: x.map(() => 1) }));

        expect(lines.flat().sort((a, b) => a - b)).toEqual(x.map((_, i) => i));
        const lineOf = x.map((_, i) => lines.findIndex((line) => line.includes(i)));
        expect(lineOf.map((one) => lineOf.map((other) => one === other))).toEqual(x.map((a) => x.map((b) => isMultiple(a, b))));
        expect(lines.map(([first]) => first)).toEqual(lines.map((line) => Math.min(...line)).sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });

  it('are found where the ratio of two entries leaves the doubles', () => {
    expect(
      linesOf(
        dataset({
          x: [
            [2 ** -1000, 2 ** 1000],
            [2 ** -1001, 2 ** 999],
            [2 ** -999, 2 ** 999],
          ],
          y: [1, 1, 1],
        }),
      ),
    ).toEqual([[0, 1], [2]]);
  });

  it('are found among more numbers than a call takes', () => {
    const x = Array.from({ length: 70_000 }, (_, i) => [1 + (i % 7), 2]);

    expect(linesOf(dataset({ x, y: x.map(() => 1) })).map(({ length }) => length)).toEqual(new Array(7).fill(10_000));
  });
});
