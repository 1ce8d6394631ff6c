/** The max-margin oracle: right against independent enumeration, certified on hard input, and its checker cannot be fooled. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { dot, norm } from '../../src/numerics/vector.js';
import { solveActiveSet } from '../../src/oracle/active-set.js';
import { proposeActiveSet } from '../../src/oracle/active-set-proposal.js';
import { ExactRows, integerDot } from '../../src/oracle/exact-rows.js';
import {
  type ExactMargin,
  type FeasibleMargin,
  type InfeasibleMargin,
  type MarginProblem,
  type MaxMargin,
  maxMargin,
  signedRows,
} from '../../src/oracle/max-margin.js';
import { maxMarginDefect } from '../../src/oracle/max-margin-certificate.js';

const lattice = (size: number) => fc.integer({ min: -size, max: size }).map((k) => k / 64);
const rowsOf = (dimension: number, count: { minLength: number; maxLength: number }, size = 96) =>
  fc.array(fc.array(lattice(size), { minLength: dimension, maxLength: dimension }), count);
const problemOf = (size: number) =>
  fc.integer({ min: 1, max: 5 }).chain((dimension) =>
    fc.record({
      dimension: fc.constant(dimension),
      atLeastOne: rowsOf(dimension, { minLength: 1, maxLength: 8 }, size),
      atMostZero: rowsOf(dimension, { minLength: 0, maxLength: 4 }, size),
    }),
  );

const cross = (a: readonly number[], b: readonly number[]): number[] => [
  a[1]! * b[2]! - a[2]! * b[1]!,
  a[2]! * b[0]! - a[0]! * b[2]!,
  a[0]! * b[1]! - a[1]! * b[0]!,
];
const minus = (a: readonly number[], b: readonly number[]): number[] => a.map((x, j) => x - b[j]!);

/**
 * The margin in R^2 (last coordinate zero) or R^3 by enumeration: the best direction is a row, or it is determined by
 * the differences of rows it is orthogonal to and the constraints it is orthogonal to. Integers in, so signs are exact.
 */
function marginByEnumeration(rows: readonly (readonly number[])[], constraints: readonly (readonly number[])[]): number {
  const candidates: number[][] = rows.map((a) => [...a]);
  const normals = [...constraints.map((c) => [...c]), ...rows.flatMap((a, i) => rows.slice(i + 1).map((b) => minus(a, b)))];
  for (const [i, p] of normals.entries()) {
    // The projection of each row on the plane orthogonal to p, and the line orthogonal to p and q.
    for (const a of rows)
      candidates.push(
        minus(
          a.map((x) => x * dot(p, p)),
          p.map((x) => x * dot(a, p)),
        ),
      );
    for (const q of normals.slice(i + 1)) candidates.push(cross(p, q), minus([0, 0, 0], cross(p, q)));
  }
  let best = 0;
  for (const u of candidates) {
    const length = norm(u);
    if (length === 0 || constraints.some((c) => dot(c, u) > 0)) continue;
    best = Math.max(best, Math.min(...rows.map((a) => dot(a, u))) / length);
  }
  return best;
}

describe('the answer', () => {
  test('equals the margin found by enumeration in two and three dimensions, and the verdict is the same', () => {
    const integerRows = (planar: boolean, count: { minLength: number; maxLength: number }) =>
      fc.array(
        fc.tuple(
          fc.integer({ min: -9, max: 9 }),
          fc.integer({ min: -9, max: 9 }),
          planar ? fc.constant(0) : fc.integer({ min: -9, max: 9 }),
        ),
        count,
      );
    const problem = fc
      .boolean()
      .chain((planar) =>
        fc.tuple(integerRows(planar, { minLength: 1, maxLength: 6 }), integerRows(planar, { minLength: 0, maxLength: 3 })),
      );
    fc.assert(
      fc.property(problem, ([rows, constraints]) => {
        const expected = marginByEnumeration(rows, constraints);
        const answer = maxMargin({ dimension: 3, atLeastOne: rows, atMostZero: constraints });
        expect(answer.feasible).toBe(expected > 0);
        if (answer.feasible) expect(Math.abs(answer.margin / expected - 1)).toBeLessThan(1e-13);
      }),
      { numRuns: 1500 },
    );
  });

  test('in float64 satisfies sum q_i a_i - sum mu_j c_j = margin * direction to rounding', () => {
    fc.assert(
      fc.property(problemOf(96), (problem) => {
        const answer = maxMargin(problem);
        const margin = answer.feasible ? answer.margin : 0;
        for (let j = 0; j < problem.dimension; j++) {
          let left = 0;
          let size = 1e-300;
          const add = (term: number): void => {
            left += term;
            size += Math.abs(term);
          };
          for (const [i, a] of problem.atLeastOne.entries()) add(answer.weights[i]! * a[j]!);
          for (const [i, c] of problem.atMostZero.entries()) add(-answer.constraintWeights[i]! * c[j]!);
          const right = answer.feasible ? margin * answer.direction[j]! : 0;
          expect(Math.abs(left - right)).toBeLessThanOrEqual(1e-14 * (size + Math.abs(right)));
        }
        expect(answer.weights.reduce((sum, q) => sum + q, 0)).toBeCloseTo(1, 14);
      }),
      { numRuns: 500 },
    );
  });

  test('names all rows at the margin, those without weight as degenerate', () => {
    const square = maxMargin({
      dimension: 2,
      atLeastOne: [
        [1, 1],
        [1, -1],
        [1, 0],
        [3, 0],
      ],
    }) as FeasibleMargin;
    expect([square.margin, ...square.direction]).toEqual([1, 1, 0]);
    expect(square.support).toEqual([0, 1, 2]);
    expect(square.degenerate.length).toBeGreaterThan(0);
    expect(square.degenerate.every((i) => square.support.includes(i) && square.weights[i] === 0)).toBe(true);
  });
});

describe('hard input', () => {
  const feasible = (problem: MarginProblem): FeasibleMargin => {
    const answer = maxMargin(problem);
    if (!answer.feasible) throw new Error('not feasible');
    return answer;
  };

  test('a single row is its own direction, and its length the margin', () => {
    const answer = feasible({ dimension: 2, atLeastOne: [[3, 4]] });
    expect(answer).toMatchObject({ margin: 5, support: [0], degenerate: [] });
    expect([...answer.direction]).toEqual([0.6, 0.8]);
  });

  test('a zero row makes the problem infeasible, by itself', () => {
    const answer = maxMargin({
      dimension: 2,
      atLeastOne: [
        [1, 2],
        [0, 0],
        [3, 1],
      ],
      atMostZero: [[0, 0]],
    });
    expect(answer).toMatchObject({ feasible: false });
    expect([...answer.weights, ...answer.constraintWeights]).toEqual([0, 1, 0, 0]);
  });

  test('opposite rows are refuted by their half sum, duplicates share the margin', () => {
    const opposite = maxMargin({
      dimension: 3,
      atLeastOne: [
        [0.1, 0.2, 0.3],
        [-0.1, -0.2, -0.3],
      ],
    });
    expect([opposite.feasible, ...opposite.weights]).toEqual([false, 0.5, 0.5]);
    const duplicates = feasible({
      dimension: 2,
      atLeastOne: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    });
    expect(duplicates.support).toEqual([0, 1, 2]);
  });

  test.each([1e-6, 1e-9, 1e-12, 2 ** -45])('a margin of about %g is found and proved', (margin) => {
    const answer = feasible({
      dimension: 3,
      atLeastOne: [
        [1, margin, 0.5],
        [-1, margin, -0.5],
        [0.25, margin, 1],
        [-0.25, margin, -1],
      ],
    });
    expect(answer.margin).toBe(margin);
    expect([...answer.direction]).toEqual([0, 1, 0]);
  });

  test.each([
    [1e-8, 1e8],
    [1e-150, 1e150],
    [1e-300, 1e300],
    [5e-324, 1e308],
  ])('rows of lengths %g and %g in one problem are solved', (small, large) => {
    const answer = feasible({
      dimension: 2,
      atLeastOne: [
        [small, small],
        [large, -large],
      ],
    });
    expect(answer.margin).toBeGreaterThan(0);
    expect(answer.support.length).toBeGreaterThan(0);
    expect(
      maxMargin({
        dimension: 2,
        atLeastOne: [
          [small, small],
          [-large, -large],
        ],
      }).feasible,
    ).toBe(false);
  });

  test('scaling the data by a power of two scales the margin and nothing else', () => {
    fc.assert(
      fc.property(problemOf(96), fc.integer({ min: -900, max: 900 }), (problem, exponent) => {
        const scaled = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map((x) => x * 2 ** exponent));
        const one = maxMargin(problem);
        const other = maxMargin({ ...problem, atLeastOne: scaled(problem.atLeastOne), atMostZero: scaled(problem.atMostZero) });
        expect(other.feasible).toBe(one.feasible);
        if (one.feasible && other.feasible) {
          expect(other.margin).toBe(one.margin * 2 ** exponent);
          expect(other.direction).toEqual(one.direction);
          expect(other.support).toEqual(one.support);
        }
      }),
    );
  });

  test('entries of any size, and more dimensions than rows, never break the certificate', () => {
    const entry = fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -8, max: 8 })).map(([m, e]) => m * 10 ** e);
    const problem = fc.integer({ min: 1, max: 6 }).chain((dimension) =>
      fc.record({
        dimension: fc.constant(dimension),
        atLeastOne: fc.array(fc.array(entry, { minLength: dimension, maxLength: dimension }), { minLength: 1, maxLength: 6 }),
        atMostZero: fc.array(fc.array(entry, { minLength: dimension, maxLength: dimension }), { maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(problem, (p) => {
        expect(maxMarginDefect(p, maxMargin(p))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test('a constraint and its opposite hold the direction in a plane', () => {
    const answer = feasible({
      dimension: 3,
      atLeastOne: [[1, 2, 0]],
      atMostZero: [
        [1, 0, 0],
        [-1, 0, 0],
      ],
    });
    expect([...answer.direction, answer.margin]).toEqual([0, 1, 0, 2]);
    expect(maxMargin({ dimension: 1, atLeastOne: [[1]], atMostZero: [[1]] }).feasible).toBe(false);
  });

  test('rejects problems that are none', () => {
    expect(() => maxMargin({ dimension: 1, atLeastOne: [] })).toThrow(/no rows/);
    expect(() => maxMargin({ dimension: 2, atLeastOne: [[1]] })).toThrow(/atLeastOne\[0\] has 1 entries/);
    expect(() => maxMargin({ dimension: 1, atLeastOne: [[1]], atMostZero: [[Number.NaN]] })).toThrow(/atMostZero\[0\]\[0\] is NaN/);
  });

  test('10,000 rows in four dimensions take seconds at most, feasible or not', () => {
    let state = 1;
    const uniform = (): number => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647 - 0.5;
    };
    const separator = [1, -0.5, 0.25, 2];
    const rows = Array.from({ length: 10_000 }, () => {
      const row = Array.from({ length: 4 }, uniform);
      return dot(row, separator) < 0 ? row.map((x) => -x) : row;
    });
    const start = performance.now();
    const answer = feasible({ dimension: 4, atLeastOne: rows });
    const refuted = maxMargin({ dimension: 4, atLeastOne: [...rows, separator.map((x) => -x)] });
    expect(performance.now() - start).toBeLessThan(5000);
    expect(answer.support.length).toBeGreaterThanOrEqual(1);
    expect(refuted.feasible).toBe(false);
  });
});

describe('the exact method', () => {
  test('reaches the same point from nothing, from the right rows and from rubbish', () => {
    fc.assert(
      fc.property(problemOf(6), fc.array(fc.integer({ min: -2, max: 12 }), { maxLength: 12 }), (problem, rubbish) => {
        const signed = [...problem.atLeastOne, ...problem.atMostZero.map((row) => row.map((x) => -x))];
        const rows = new ExactRows(signed, problem.dimension);
        const targets = new Uint8Array(signed.length).fill(1, 0, problem.atLeastOne.length);
        const cold = solveActiveSet(rows, targets, []);
        const warm = solveActiveSet(rows, targets, rubbish);
        const again = solveActiveSet(rows, targets, cold.active);
        expect([warm.feasible, again.feasible]).toEqual([cold.feasible, cold.feasible]);
        for (const other of [warm, again]) {
          if (!cold.feasible || !other.feasible) continue;
          expect(other.point.map((x) => x * cold.denominator)).toEqual(cold.point.map((x) => x * other.denominator));
          expect(other.tight).toEqual(cold.tight);
        }
      }),
      { numRuns: 500 },
    );
  });
});

test('an answer has a weight for each row, of either kind', () => {
  const problem = { dimension: 2, atLeastOne: [Float64Array.of(1, 0)], atMostZero: [Float64Array.of(0, 1)] };
  const answer = maxMargin(problem);
  if (answer.exact === undefined) throw new Error('the answer is exact');
  const { weights, constraintWeights } = answer.exact;
  const defect = (exact: Partial<typeof answer.exact>): string | undefined =>
    maxMarginDefect(problem, { ...answer, exact: { ...answer.exact, ...exact } } as typeof answer);

  expect(defect({})).toBeUndefined();
  expect(defect({ weights: [...weights, 0n] })).toBe('weights do not match the rows');
  expect(defect({ constraintWeights: [...constraintWeights, 0n] })).toBe('weights do not match the rows');
});

describe('a row that rounding puts on the right side', () => {
  test('is found to be violated: each of 62 sums is rounded up by half a unit, which makes 120 of -3', () => {
    const d = 64;
    const level = new Float64Array(d).fill(1);
    const slanted = new Float64Array(d).fill(129);
    [slanted[0], slanted[d - 1]] = [2 ** 60, -(2 ** 60) - 8192];
    const inFloat64 = slanted.reduce((sum, entry) => sum + entry / d, 0);
    const rows = new ExactRows([level, slanted], d);

    const answer = solveActiveSet(rows, Uint8Array.of(1, 0), [0]);

    expect(inFloat64).toBe(120);
    if (!answer.feasible) throw new Error('the rows are consistent');
    expect(integerDot(rows.integer(1), answer.point)).toBe(0n);
    expect(integerDot(rows.integer(0), answer.point)).toBe(answer.denominator);
  });
});

describe('the float64 proposal', () => {
  test('names exactly the rows with weight on nearly all lattice problems, so that the exact method only confirms', () => {
    let right = 0;
    let feasible = 0;
    fc.assert(
      fc.property(problemOf(96), (problem) => {
        const answer = maxMargin(problem);
        if (!answer.feasible || answer.exact === undefined) return;
        const signed = [...problem.atLeastOne, ...problem.atMostZero.map((row) => row.map((x) => -x))];
        const targets = new Uint8Array(signed.length).fill(1, 0, problem.atLeastOne.length);
        const proposal = proposeActiveSet(signed, targets, problem.dimension).active.toSorted((a, b) => a - b);
        const weighted = [...answer.exact.weights, ...answer.exact.constraintWeights].flatMap((q, k) => (q > 0n ? [k] : []));
        feasible++;
        if (proposal.join() === weighted.join()) right++;
      }),
      { numRuns: 500 },
    );
    expect(feasible).toBeGreaterThan(50);
    expect(right).toBeGreaterThan(0.9 * feasible);
  });
});

describe('the certificate checker', () => {
  const problem: MarginProblem = {
    dimension: 3,
    atLeastOne: [
      [1, 0.5, 0.25],
      [0.75, -0.5, 1],
      [1, 0.125, -0.5],
      [2, 2, 2],
    ],
    atMostZero: [[-0.25, 1, 0.5]],
  };
  const good = maxMargin(problem) as ExactMargin;
  const refuted = maxMargin({
    ...problem,
    atMostZero: [
      [1, 0, 0],
      [0, 1, 0],
      [0, -1, 0],
      [0, 0, 1],
      [0, 0, -1],
    ],
  }) as InfeasibleMargin;
  const shifted = (weights: readonly bigint[], i: number, by: bigint): bigint[] => weights.map((q, k) => (k === i ? q + by : q));

  test('accepts what the solver returns', () => {
    expect(good.feasible).toBe(true);
    expect(refuted.feasible).toBe(false);
    expect(maxMarginDefect(problem, good)).toBeUndefined();
  });

  test('takes the doubles next to an exact entry of 0, and no exact direction of zeros', () => {
    const upright = { dimension: 2, atLeastOne: [Float64Array.of(1, 0)] };
    const answer = maxMargin(upright) as ExactMargin;

    expect(maxMarginDefect(upright, { ...answer, direction: Float64Array.of(1, 2 ** -1074) })).toBeUndefined();
    expect(maxMarginDefect(upright, { ...answer, direction: Float64Array.of(1, 2 ** -1073) })).toMatch(/^entry 1 of the direction/);
    expect(maxMarginDefect(upright, { ...answer, exactDirection: [0n, 0n] })).toBe('the exact direction is not that of the combination');
  });

  test('refutes by a combination all of whose entries are zero', () => {
    const opposed = { dimension: 2, atLeastOne: [Float64Array.of(1, 0), Float64Array.of(-2, 0)] };
    const answer = maxMargin(opposed) as InfeasibleMargin;
    const half = {
      ...answer,
      weights: Float64Array.of(1 / 2, 1 / 2),
      exact: { weights: [1n, 1n], constraintWeights: [], denominator: 2n },
    };

    expect(maxMarginDefect(opposed, answer)).toBeUndefined();
    expect(maxMarginDefect(opposed, half)).toBe('the combination of the rows is not zero');
  });

  const tampered: [string, MaxMargin][] = [
    ['a weight raised by one unit', { ...good, exact: { ...good.exact, weights: shifted(good.exact.weights, 0, 1n) } }],
    [
      'a unit of weight moved from one row to another',
      { ...good, exact: { ...good.exact, weights: shifted(shifted(good.exact.weights, good.support[0]!, -1n), good.support[1]!, 1n) } },
    ],
    [
      'a constraint weight raised by one unit',
      { ...good, exact: { ...good.exact, constraintWeights: [good.exact.constraintWeights[0]! + 1n] } },
    ],
    [
      'all weights on a row that is not alone at the margin',
      { ...good, exact: { weights: [1n, 0n, 0n, 0n], constraintWeights: [0n], denominator: 1n } },
    ],
    ['negative weights', { ...good, exact: { weights: [2n, -1n, 0n, 0n], constraintWeights: [0n], denominator: 1n } }],
    ['a denominator of zero', { ...good, exact: { ...good.exact, denominator: 0n } }],
    ['missing weights', { ...good, exact: { ...good.exact, weights: [] } }],
    ['a margin 1e-6 too large', { ...good, margin: good.margin * (1 + 1e-6) }],
    ['a margin two ulps too small', { ...good, margin: good.margin * (1 - 2 ** -51) }],
    ['a direction that is off by 1e-9', { ...good, direction: good.direction.map((x, j) => (j === 0 ? x - 1e-9 : x)) }],
    ['a reversed direction', { ...good, direction: good.direction.map((x) => -x) }],
    ['an exact direction that is off by one', { ...good, exactDirection: shifted(good.exactDirection, 0, 1n) }],
    ['a reversed exact direction', { ...good, exactDirection: good.exactDirection.map((x) => -x) }],
    ['a support row left out', { ...good, support: good.support.slice(1) }],
    ['a support row added', { ...good, support: [0, 1, 2, 3] }],
    ['a degenerate row added', { ...good, degenerate: [good.support[0]!] }],
    ['a double weight that is off by 1e-12', { ...good, weights: good.weights.map((q) => q + 1e-12) }],
    ['NaN for a double weight', { ...good, weights: good.weights.map(() => Number.NaN) }],
    ['the verdict turned to infeasible', { ...good, feasible: false } as unknown as MaxMargin],
  ];
  test.each(tampered)('rejects %s', (_, answer) => {
    expect(maxMarginDefect(problem, answer)).toBeTypeOf('string');
  });

  /** The answer that would follow from dual weights, right or wrong, consistent in all its parts. */
  const consistent = (
    p: MarginProblem,
    weights: bigint[],
    constraintWeights: bigint[],
    denominator: bigint,
    feasible: boolean,
  ): MaxMargin => {
    const numbers = (list: readonly bigint[]): Float64Array => Float64Array.from(list, (q) => Number(q) / Number(denominator));
    const shared = { weights: numbers(weights), constraintWeights: numbers(constraintWeights), certified: true } as const;
    const exact = { weights, constraintWeights, denominator };
    if (!feasible) return { feasible, ...shared, exact };
    const v = Array.from({ length: p.dimension }, (_, j) => {
      const plus = p.atLeastOne.reduce((sum, a, i) => sum + shared.weights[i]! * a[j]!, 0);
      return (p.atMostZero ?? []).reduce((sum, c, i) => sum - shared.constraintWeights[i]! * c[j]!, plus);
    });
    const length = norm(v);
    const support = p.atLeastOne.flatMap((a, i) => (dot(a, v) === dot(v, v) ? [i] : []));
    return {
      feasible,
      ...shared,
      exact,
      margin: length,
      direction: Float64Array.from(v, (x) => x / (length || 1)),
      exactDirection: v.map((x) => BigInt(x * 64)),
      support,
      degenerate: support.filter((i) => weights[i] === 0n),
    };
  };

  test('accepts a consistent answer with the right dual weights', () => {
    const plane: MarginProblem = {
      dimension: 2,
      atLeastOne: [
        [4, 3],
        [4, -3],
      ],
      atMostZero: [[-1, -1]],
    };
    expect(maxMarginDefect(plane, consistent(plane, [1n, 1n], [0n], 2n, true))).toBeUndefined();
  });

  test.each<[string, RegExp, MarginProblem, bigint[], bigint[], bigint, boolean]>([
    ['negative weights', /negative/, { dimension: 1, atLeastOne: [[1], [2]] }, [2n, -1n], [], 1n, false],
    ['a negative constraint weight', /negative/, { dimension: 1, atLeastOne: [[1]], atMostZero: [[-1]] }, [1n], [-1n], 1n, false],
    ['no weight at all', /sum to one/, { dimension: 1, atLeastOne: [[1]] }, [0n], [], 1n, false],
    ['no weight and no denominator', /not positive/, { dimension: 1, atLeastOne: [[1]] }, [0n], [], 0n, false],
    ['half the weight', /sum to one/, { dimension: 1, atLeastOne: [[1]] }, [1n], [], 2n, true],
    ['a combination that is not zero', /not zero/, { dimension: 1, atLeastOne: [[1], [-3]] }, [1n, 1n], [], 2n, false],
    ['a margin of zero', /is zero/, { dimension: 1, atLeastOne: [[1], [-1]] }, [1n, 1n], [], 2n, true],
    [
      'a vector that is not the shortest',
      /closer/,
      {
        dimension: 2,
        atLeastOne: [
          [1, 0],
          [0, 1],
        ],
      },
      [1n, 0n],
      [],
      1n,
      true,
    ],
    ['a vector beyond a constraint', /violated/, { dimension: 2, atLeastOne: [[1, 0]], atMostZero: [[1, 1]] }, [1n], [0n], 1n, true],
  ])('rejects a consistent answer from %s, for that reason', (_, reason, p, weights, constraintWeights, denominator, feasible) => {
    const answer = consistent(p, weights, constraintWeights, denominator, feasible);
    expect(maxMarginDefect(p, answer)).toMatch(reason);
  });

  test('rejects a direction with an entry too many', () => {
    expect(maxMarginDefect(problem, { ...good, direction: Float64Array.of(...good.direction, 0) })).toMatch(/length/);
  });

  test('rejects a right answer to another problem', () => {
    const rows = problem.atLeastOne.map((row) => Array.from(row));
    rows[good.support[0]!]![0]! += 2 ** -50;
    expect(maxMarginDefect({ ...problem, atLeastOne: rows }, good)).toBeTypeOf('string');
    expect(maxMarginDefect({ ...problem, atLeastOne: [...rows.slice(0, 3), [0.1, 0.1, 0.1]] }, good)).toBeTypeOf('string');
    expect(maxMarginDefect({ ...problem, atMostZero: [[1, 1, 1]] }, good)).toBeTypeOf('string');
    expect(maxMarginDefect(problem, refuted)).toBeTypeOf('string');
  });

  test('rejects an infeasibility proof with any weight changed', () => {
    const own = {
      ...problem,
      atMostZero: [
        [1, 0, 0],
        [0, 1, 0],
        [0, -1, 0],
        [0, 0, 1],
        [0, 0, -1],
      ],
    };
    expect(maxMarginDefect(own, refuted)).toBeUndefined();
    refuted.exact.constraintWeights.forEach((_, i) => {
      const exact = { ...refuted.exact, constraintWeights: shifted(refuted.exact.constraintWeights, i, 1n) };
      expect(maxMarginDefect(own, { ...refuted, exact })).toBeTypeOf('string');
    });
  });
});

describe('signed rows', () => {
  const data = dataset({
    x: [
      [1, 2],
      [3, -4],
      [5, 6],
    ],
    y: [1, -1, -1],
  });

  test('are y_i x_i, for a subset in its order, and with negatives scaled by the slope of a leaky ReLU', () => {
    expect(signedRows(data).map((row) => [...row])).toEqual([
      [1, 2],
      [-3, 4],
      [-5, -6],
    ]);
    expect(signedRows(data, { subset: [2, 0] }).map((row) => [...row])).toEqual([
      [-5, -6],
      [1, 2],
    ]);
    expect(signedRows(data, { slope: 0.5 }).map((row) => [...row])).toEqual([
      [1, 2],
      [-1.5, 2],
      [-2.5, -3],
    ]);
  });
});
