/** Max-margin problems of many rows or dimensions: enclosed answers are the exact ones, and their checker cannot be fooled. */

import { describe, expect, it, test } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { signOfDot } from '../../src/numerics/exact-dot.js';
import { solveActiveSet } from '../../src/oracle/active-set.js';
import { proposeActiveSet } from '../../src/oracle/active-set-proposal.js';
import { liftingCost } from '../../src/oracle/active-system.js';
import { dualMethod } from '../../src/oracle/dual-method.js';
import { encloseMargin } from '../../src/oracle/enclosure.js';
import { ExactRows } from '../../src/oracle/exact-rows.js';
import { exactSeparator } from '../../src/oracle/exact-separator.js';
import { type EnclosedMargin, type ExactMargin, type MarginProblem, maxMargin, solveWithin } from '../../src/oracle/max-margin.js';
import { maxMarginDefect } from '../../src/oracle/max-margin-certificate.js';
import { separability } from '../../src/oracle/separability.js';
import { gaussian } from '../support/gaussian.js';

/** The exact answer to a problem without constraints, and the enclosed one from its support. */
function both(
  rows: readonly Float64Array[],
  dimension: number,
): { problem: MarginProblem; exact: ExactMargin; enclosed: EnclosedMargin | undefined } {
  const problem = { dimension, atLeastOne: rows };
  const exact = maxMargin(problem);
  if (!exact.feasible || exact.exact === undefined) throw new Error('expected an exact answer');
  return { problem, exact, enclosed: encloseMargin(new ExactRows(rows, dimension), exact.support) };
}

describe('an enclosed answer', () => {
  test.each([
    ['a', 40, 6],
    ['b', 200, 20],
    ['c', 60, 80],
    ['d', 500, 45],
  ])('is the exact one to the bit, and its check passes (seed %s, %d rows in %d dimensions)', (seed, n, d) => {
    const { problem, exact, enclosed } = both(gaussian(seed, n, d), d);

    expect(enclosed).toBeDefined();
    expect(maxMarginDefect(problem, enclosed!)).toBeUndefined();
    const { margin, direction, weights, support, degenerate } = exact;
    expect(enclosed).toMatchObject({ margin, direction, weights, support, degenerate });
    const separator = exactSeparator(problem.atLeastOne, d, enclosed!);
    expect(problem.atLeastOne.every((row) => separator.reduce((sum, w, j) => sum + BigInt(row[j]! * 2 ** 80) * w, 0n) > 0n)).toBe(true);
  });

  it('does not depend on the order in which its support is proposed', () => {
    const { problem, exact, enclosed } = both(gaussian('order', 60, 8), 8);

    expect(encloseMargin(new ExactRows(problem.atLeastOne, 8), exact.support.toReversed())).toEqual(enclosed);
    expect(exact.support.length).toBeGreaterThan(2);
  });

  it('takes the place of an exact one, whose cost grows like the cube of its support', () => {
    const rows = new ExactRows(gaussian('cost', 40, 40), 40);
    const turned = new ExactRows([Float64Array.of(3, 4), Float64Array.of(4, 3)], 2);
    expect(liftingCost(turned, [1])).toBe(liftingCost(turned, [0]));
    const cost = (k: number): number => liftingCost(rows, [...new Array(k).keys()]);

    expect(cost(10)).toBeGreaterThan(1000);
    expect(cost(40) / cost(20)).toBeCloseTo(8, 0);
  });

  const rows = gaussian('tampered', 60, 8);
  const { problem, enclosed } = both(rows, 8);
  const good = enclosed!;
  const outside = rows.findIndex((_, i) => !good.support.includes(i));
  const { multipliers, level, inverse } = good.enclosure;
  const exchanged = <T>([first, second, ...others]: readonly T[]): T[] => [second!, first!, ...others];
  const tampered: [string, EnclosedMargin][] = [
    ['a margin 1e-12 too large', { ...good, margin: good.margin * (1 + 1e-12) }],
    ['a direction that is off by 1e-9', { ...good, direction: good.direction.map((x, j) => (j === 0 ? x - 1e-9 : x)) }],
    ['a weight that is off by 1e-12', { ...good, weights: good.weights.map((q) => q * (1 + 1e-12)) }],
    ['a weight outside the support', { ...good, weights: good.weights.map((q, i) => (i === outside ? 1e-9 : q)) }],
    ['a weight of a constraint', { ...good, constraintWeights: Float64Array.of(0) }],
    ['a degenerate row', { ...good, degenerate: [good.support[0]!] }],
    ['a negative multiplier', { ...good, enclosure: { ...good.enclosure, multipliers: multipliers.map((m, i) => (i === 0 ? -m : m)) } }],
    [
      'a multiplier that is off by 2^-60',
      { ...good, enclosure: { ...good.enclosure, multipliers: multipliers.map((m, i) => (i === 0 ? m + (m >> 60n) : m)) } },
    ],
    ['another level', { ...good, enclosure: { ...good.enclosure, level: level + (level >> 60n) } }],
    ['a level of zero', { ...good, enclosure: { ...good.enclosure, level: 0n } }],
    ['an inverse that is none', { ...good, enclosure: { ...good.enclosure, inverse: inverse.map(() => Float64Array.from(inverse[0]!)) } }],
    [
      'an inverse that is not a number',
      { ...good, enclosure: { ...good.enclosure, inverse: inverse.map((b) => b.map(() => Number.NaN)) } },
    ],
    ['a support in another order', { ...good, support: good.support.toReversed() }],
    [
      'the first two rows of its support exchanged, with all that belongs to them',
      {
        ...good,
        support: exchanged(good.support),
        enclosure: { level, multipliers: exchanged(multipliers), inverse: exchanged(inverse) },
      },
    ],
    ['the first row of its support twice', { ...good, support: [good.support[0]!, ...good.support.slice(0, -1)] }],
    ['a multiplier too many', { ...good, enclosure: { ...good.enclosure, multipliers: [...multipliers, 1n] } }],
    ['a column of the inverse too few', { ...good, enclosure: { ...good.enclosure, inverse: inverse.slice(1) } }],
    [
      'a column of the inverse that is too long',
      { ...good, enclosure: { ...good.enclosure, inverse: inverse.map((b, i) => (i === 0 ? Float64Array.of(...b, 0) : b)) } },
    ],
    ['a negative level', { ...good, enclosure: { ...good.enclosure, level: -level } }],
    ['a level far above the products', { ...good, enclosure: { ...good.enclosure, level: 3n * level } }],
    ['a level far below the products', { ...good, enclosure: { ...good.enclosure, level: level / 3n } }],
    ['multipliers beyond all doubles', { ...good, enclosure: { ...good.enclosure, multipliers: multipliers.map((m) => m << 1024n) } }],
    ['a row that is none', { ...good, support: [...good.support.slice(1), 1000] }],
  ];
  test.each(tampered)('with %s is rejected', (_, answer) => {
    expect(maxMarginDefect(problem, good)).toBeUndefined();
    expect(maxMarginDefect(problem, answer)).toBeTypeOf('string');
  });

  test('from a support that is too small is rejected, and one that is too large gives none', () => {
    const pair = [Float64Array.of(4, 3), Float64Array.of(4, -3)];
    const small = encloseMargin(new ExactRows(pair, 2), [0])!;
    expect(maxMarginDefect({ dimension: 2, atLeastOne: pair }, small)).toMatch(/row 1 .* above the margin/);

    const beside = [Float64Array.of(1, 0), Float64Array.of(2, 5)];
    expect(encloseMargin(new ExactRows(beside, 2), [0, 1])).toBeUndefined();
    // The second multiplier is 0.
    const upright = [Float64Array.of(1, 0), Float64Array.of(1, 5)];
    expect(encloseMargin(new ExactRows(upright, 2), [0, 1])).toBeUndefined();
    expect(maxMarginDefect({ dimension: 2, atLeastOne: beside }, encloseMargin(new ExactRows(beside, 2), [0])!)).toBeUndefined();
  });

  test.each([
    [2 ** -52, undefined],
    [0, 'row 1 of atLeastOne is not proved to be above the margin'],
    [-(2 ** -52), 'row 1 of atLeastOne is not proved to be above the margin'],
  ])('tells a row that is above the margin by %g from one that is not, which doubles do not', (more, defect) => {
    const rows = [Float64Array.of(1, 0), Float64Array.of(1 + more, 5)];

    expect(maxMarginDefect({ dimension: 2, atLeastOne: rows }, encloseMargin(new ExactRows(rows, 2), [0])!)).toBe(defect);
  });

  test('has a support in ascending order, and no row twice', () => {
    for (const support of [good.support.toReversed(), good.support.with(1, good.support[0]!)])
      expect(maxMarginDefect(problem, { ...good, support })).toBe('the support is no ascending list of rows');
  });

  /**
   * The row (1, 0) alone, with a multiplier that is by a part of 2^-102 or less too large, beside one of length 2^62 that is above it by 2^-40.
   * In units of 2^-40 the first product is 2^280, and the other is above the level by 2^240 and the width of the enclosure is 2^62 times
   * what is left of the first.
   */
  const alone = (left: bigint, direction = [1, 0]): EnclosedMargin => ({
    feasible: true,
    direction: Float64Array.from(direction),
    margin: 1,
    weights: Float64Array.of(1, 0),
    constraintWeights: new Float64Array(0),
    support: [0],
    degenerate: [],
    exact: undefined,
    enclosure: { multipliers: [2n ** 200n], level: 2n ** 280n - left, inverse: [Float64Array.of(2 ** -40, 0)] },
    certified: true,
  });
  const beside = { dimension: 2, atLeastOne: [Float64Array.of(1, 0), Float64Array.of(1 + 2 ** -40, 2 ** 62)] };

  test('is as wide as its residual says, and another row is above it or not proved to be', () => {
    expect(maxMarginDefect(beside, alone(2n ** 177n))).toBeUndefined();
    expect(maxMarginDefect(beside, alone(2n ** 178n))).toBe('row 1 of atLeastOne is not proved to be above the margin');
    expect(maxMarginDefect(beside, alone(2n ** 180n))).toBe('the enclosure is too wide');
  });

  test('has the doubles on either side of its exact direction, and none beyond', () => {
    for (const near of [
      [1 + 2 ** -52, 0],
      [1 - 2 ** -53, 0],
      [1, 2 ** -1074],
    ])
      expect(maxMarginDefect(beside, alone(0n, near))).toBeUndefined();
    for (const far of [
      [1 + 2 ** -51, 0],
      [-1, 0],
    ])
      expect(maxMarginDefect(beside, alone(0n, far))).toMatch(/^entry 0 of the direction/);
    expect(maxMarginDefect(beside, alone(0n, [1, 2 ** -1073]))).toMatch(/^entry 1 of the direction/);
  });

  test('has positive multipliers, be it of one unit', () => {
    // Of two rows at a right angle, the multipliers are as the inverses of the squares of their lengths.
    const of = (long: readonly number[]) => encloseMargin(new ExactRows([Float64Array.of(0, 0, 1), Float64Array.from(long)], 3), [0, 1]);

    expect(of([2 ** 127, 2 ** 127, 0])?.enclosure).toMatchObject({ multipliers: [2n ** 255n, 1n], level: 2n ** 255n });
    expect(of([2 ** 127, 2 ** 127, 0])?.weights).toEqual(Float64Array.of(1, 2 ** -255));
    expect(of([2 ** 129, 0, 0])).toBeUndefined();
  });

  test('is not given of no support', () => {
    expect(encloseMargin(new ExactRows(rows, 8), [])).toBeUndefined();
  });

  test('is not given where rows of the support are dependent, or a row lies at the margin without a weight', () => {
    expect(encloseMargin(new ExactRows([...rows, rows[good.support[0]!]!], 8), [...good.support, rows.length])).toBeUndefined();
    const twice = [...rows, rows[good.support[0]!]!];
    expect(maxMarginDefect({ dimension: 8, atLeastOne: twice }, { ...good, weights: Float64Array.from([...good.weights, 0]) })).toMatch(
      /above the margin/,
    );
  });

  test('does not hold where there are constraints', () => {
    expect(maxMarginDefect({ ...problem, atMostZero: [new Float64Array(8)] }, good)).toMatch(/constraints/);
  });
});

describe('a problem whose integers would take too long', () => {
  const rows = gaussian('within', 30, 5);
  const never = Number.POSITIVE_INFINITY;

  test('is enclosed, with the answer that it has in integers', () => {
    const problem = { dimension: 5, atLeastOne: rows };
    const [enclosed, exact] = [0, never].map((most) => solveWithin(problem, most));
    if (!enclosed?.feasible || !exact?.feasible) throw new Error('expected answers');
    const { margin, direction, weights, support } = exact;

    expect(enclosed).toMatchObject({ exact: undefined, margin, direction, weights, support });
    expect(exact.exact).toBeDefined();
  });

  test.each([
    ['with a constraint', { dimension: 5, atLeastOne: rows, atMostZero: [rows[0]!.map((x) => -x)] }],
    ['without a separator', { dimension: 5, atLeastOne: [...rows, rows[0]!.map((x) => -x)] }],
  ])('is solved in integers all the same %s', (_, problem) => {
    expect(solveWithin(problem, 0)).toEqual(solveWithin(problem, never));
    expect(solveWithin(problem, 0).exact).toBeDefined();
  });
});

describe('a row that is believed to refute the active ones', () => {
  test.each([
    ['and holds with equality, being 0', [0, 0]],
    ['and is above its bound', [1, 1]],
  ])('%s refutes nothing', (_, row) => {
    const both = new ExactRows([Float64Array.of(1, 0), Float64Array.from(row)], 2);

    expect(solveActiveSet(both, Uint8Array.of(1, 0), [0], 1)).toMatchObject({ feasible: true, active: [0] });
  });
});

describe('the dual method in float64', () => {
  test('proposes the rows with weight, and the exact method adds nothing', () => {
    for (const [seed, n, d] of [
      ['e', 800, 26],
      ['f', 3000, 12],
      // By quadprog, on a part of the rows that grows.
      ['i', 65, 5],
      ['j', 400, 8],
    ] as const) {
      const rows = gaussian(seed, n, d);
      const targets = new Uint8Array(n).fill(1);

      const proposal = proposeActiveSet(rows, targets, d);

      const cold = solveActiveSet(new ExactRows(rows, d), targets, proposal.active.slice(1));
      if (!cold.feasible) throw new Error('not feasible');
      expect(proposal.refuting).toBeUndefined();
      expect(proposal.active.toSorted((a, b) => a - b)).toEqual(cold.active.toSorted((a, b) => a - b));
    }
  });

  test('takes rows of any length, whose multipliers are large or small', () => {
    for (const bound of [1e-6, 1, 1e6]) {
      const unit = Float64Array.of(1, 0, 0, 1, Math.SQRT1_2, Math.SQRT1_2);
      expect(dualMethod(unit, Float64Array.of(bound, 2 * bound, bound), 2)).toEqual({ active: [1, 0], refuting: undefined });
    }
  });

  test('names a row that the active ones refute', () => {
    const unit = Float64Array.of(1, 0, 0, 1, -Math.SQRT1_2, -Math.SQRT1_2);
    const { active, refuting } = dualMethod(unit, Float64Array.of(1, 1, 1), 2);
    expect([...active, refuting].toSorted()).toEqual([0, 1, 2]);
  });
});

describe('large data', () => {
  test('that is not separable is refuted by an exact combination', () => {
    const rows = gaussian('g', 2000, 30);
    rows[7] = rows[7]!.map((x) => -x);
    const data = dataset({ x: rows.map((row) => Array.from(row)), y: rows.map(() => 1) });

    const answer = separability(data);

    if (answer.separable) throw new Error('expected a combination');
    expect(answer.support).toContain(7);
    expect(answer.support.length).toBe(31);
  });

  test('that is separable has a separator in doubles', () => {
    const rows = gaussian('h', 2000, 30);
    const answer = separability(dataset({ x: rows.map((row) => Array.from(row)), y: rows.map(() => 1) }));
    if (!answer.separable) throw new Error('expected a separator');
    expect(rows.every((row) => signOfDot(row, answer.separator) > 0)).toBe(true);
  });
});
