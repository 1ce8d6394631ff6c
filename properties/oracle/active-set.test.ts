/** The steps of the exact active-set method, on problems that are worked out by hand. */

import { describe, expect, it, vi } from 'vitest';
import { scan, solveActiveSet } from '../../src/oracle/active-set.js';
import { liftingCost, solveActive } from '../../src/oracle/active-system.js';
import { ExactRows } from '../../src/oracle/exact-rows.js';

const rowsOf = (rows: readonly (readonly number[])[]): ExactRows =>
  new ExactRows(
    rows.map((row) => Float64Array.from(row)),
    rows[0]?.length ?? 0,
  );

/** All rows at least at 1, from rows that are believed to be active. */
function solved(rows: readonly (readonly number[])[], proposal: readonly number[]) {
  return solveActiveSet(rowsOf(rows), new Uint8Array(rows.length).fill(1), proposal);
}

describe('active rows', () => {
  it('stay where their multipliers are 0, and go where these are negative', () => {
    // w = (1, 0), by the first row alone.
    expect(
      solved(
        [
          [1, 0],
          [1, 5],
        ],
        [0, 1],
      ),
    ).toMatchObject({ feasible: true, active: [0, 1], multipliers: [expect.any(BigInt), 0n] });
    expect(
      solved(
        [
          [1, 0],
          [2, 5],
        ],
        [0, 1],
      ),
    ).toMatchObject({ feasible: true, active: [0], multipliers: [1n] });
  });

  it('to which a violated row has nothing in common stay among those that refute it', () => {
    expect(
      solved(
        [
          [1, 0],
          [0, 1],
          [-1, 0],
        ],
        [0, 1],
      ),
    ).toEqual({ feasible: false, active: [0, 1, 2], multipliers: [1n, 0n, 1n] });
  });

  it('go one by one until the violated row alone is active', () => {
    // The first has the multiplier 0 and no share in the third, so that the second is the one that goes first.
    expect(
      solved(
        [
          [1, 5, 0],
          [1, 0, 0],
          [1 / 2, 0, 1 / 4],
        ],
        [0, 1],
      ),
    ).toMatchObject({ feasible: true, active: [2] });
  });

  it('go at once where the multiplier is 0 and falls, be it by a single unit', () => {
    // The third is the second, less the first, and a part beside both.
    expect(
      solved(
        [
          [1, 0, 0],
          [1, 1, 0],
          [0, 1, 1],
        ],
        [0, 1],
      ),
    ).toMatchObject({ feasible: true, active: [0, 2] });
  });

  it('go in their order where two multipliers are 0 and fall', () => {
    // Once the second has gone, the third has no share in the last any more, and stays.
    expect(
      solved(
        [
          [1, 0, 0, 0],
          [1, 2, 0, 0],
          [1, -1, 1, 0],
          [0, 1, 1, 1],
        ],
        [0, 1, 2],
      ),
    ).toMatchObject({ feasible: true, active: [0, 2, 3], multipliers: [expect.any(BigInt), 0n, expect.any(BigInt)] });
  });

  it('stay where their multipliers come to 0 just as the violated row is reached', () => {
    expect(
      solved(
        [
          [1, 1],
          [1, 0],
        ],
        [0],
      ),
    ).toMatchObject({ feasible: true, active: [0, 1], multipliers: [0n, expect.any(BigInt)] });
  });
});

describe('the row that is taken in next', () => {
  const next = (rows: readonly (readonly number[])[]): number | undefined =>
    scan(rowsOf(rows), new Uint8Array(rows.length).fill(1), { active: [], multipliers: [], denominator: 1n }, [0n, 0n]).violated;

  it('is the one that is violated most in units of its length, and the first of two', () => {
    const rows = [
      [3, 4],
      [0, 2],
      [2, 0],
      [-3, 3],
    ];

    expect(next(rows)).toBe(1);
    expect(next(rows.toReversed())).toBe(1);
  });

  it('is one that no vector satisfies, before all others', () => {
    expect(
      next([
        [1, 0],
        [0, 0],
      ]),
    ).toBe(1);
  });
});

describe('the equations of a large active set', () => {
  const axes = Array.from({ length: 30 }, (_, k) => Float64Array.from({ length: 40 }, (_, j) => (j === k ? 3 : 0)));
  const dependent = new ExactRows([...axes, axes[4]!.map((x) => -x)], 40);
  const all = Array.from({ length: 31 }, (_, k) => k);

  it.each([
    ['without elimination where a dependence is looked for', false, 0],
    ['by elimination where the rows are said to be independent', true, 31 * 31],
  ])('are found to be dependent %s', (_, independent, products) => {
    const product = vi.spyOn(dependent, 'product');

    expect(solveActive(dependent, all, [all.map(() => 1n)], independent)).toEqual({ dependent: 30 });
    expect(product).toHaveBeenCalledTimes(products);
    product.mockRestore();
  });

  it('cost, for each pair of rows, the limbs of a row and two more for each digit of the solution', () => {
    // Two limbs of 21 bits a row; two solutions of 23 digits, since squares of four rows have 84 bits each.
    const rows = new ExactRows(
      Array.from({ length: 4 }, () => Float64Array.of(2 ** 42, 1)),
      2,
    );

    expect(liftingCost(rows, [0, 1, 2, 3])).toBeCloseTo(4 * 4 * (84 / 21 + 2) * ((2 * 4 * 84) / 23), 8);
    expect(liftingCost(rows, [])).toBe(0);
  });
});
