/** Integer systems by p-adic lifting: the same fractions as by elimination, and no wrong word about what is singular. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LiftedMatrix, prepareLifting, solveByLifting } from '../../src/numerics/lifting.js';
import { entryOf, gramByLimbs, type LimbMatrix, splitVectors } from '../../src/numerics/limbs.js';
import { invertModulo, primeBelow } from '../../src/numerics/modular.js';
import { gcd } from '../../src/numerics/rational.js';
import { reconstruct } from '../../src/numerics/reconstruction.js';
import { leastSingularValue, rightInverse } from '../../src/numerics/right-inverse.js';
import { solveGram } from '../../src/oracle/gram.js';

/** Integers of up to 53 bits times powers of two. */
const entry = fc
  .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 52 }), fc.integer({ min: 0, max: 60 }))
  .map(([m, less, shift]) => Math.trunc(m / 2 ** less) * 2 ** shift);
const vectorsOf = (count: number, dimension: number) =>
  fc.array(
    fc.array(entry, { minLength: dimension, maxLength: dimension }).map((row) => Float64Array.from(row)),
    { minLength: count, maxLength: count },
  );
const system = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 4 }))
  .chain(([k, more]) =>
    fc.tuple(vectorsOf(k, k + more), fc.array(fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }), { minLength: k, maxLength: k })),
  );

function gramOf(vectors: readonly Float64Array[]): LimbMatrix {
  return gramByLimbs(splitVectors(vectors, 40)!, vectors.length, vectors[0]!.length);
}

function exactGram(vectors: readonly Float64Array[]): bigint[][] {
  return vectors.map((a) => vectors.map((b) => a.reduce((sum, x, j) => sum + BigInt(x) * BigInt(b[j]!), 0n)));
}

describe('limbs', () => {
  test('hold all inner products exactly', () => {
    fc.assert(
      fc.property(system, ([vectors]) => {
        const matrix = gramOf(vectors);
        const expected = exactGram(vectors).flat();
        expect(expected.map((_, at) => entryOf(matrix, at))).toEqual(expected);
      }),
    );
  });

  test('hold them of thousands of entries, whose products all add up, beside one that is far larger', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 20 }), (seed) => {
        // Odd integers of 53 bits that look like any others.
        const vector = Float64Array.from({ length: 5888 }, (_, i) => 2 ** 52 + 2 * (((seed + 7919 * i) * 104_729_131) % 2 ** 51) + 1);
        vector[0] = 2 ** 500;

        expect(entryOf(gramOf([vector]), 0)).toBe(exactGram([vector])[0]![0]);
      }),
      { numRuns: 5, seed: 1 },
    );
  });

  test('are refused where an entry is not finite or too long', () => {
    expect(splitVectors([Float64Array.of(1, Number.POSITIVE_INFINITY)], 40)).toBeUndefined();
    expect(splitVectors([Float64Array.of(1, 2 ** 500)], 16)).toBeUndefined();
    expect(splitVectors([Float64Array.of(1, 2 ** 300)], 16)).toBeDefined();
  });
});

describe('lifting', () => {
  test('solves as elimination does, whatever the sizes of the integers', () => {
    let solved = 0;
    fc.assert(
      fc.property(system, ([vectors, right]) => {
        const byElimination = solveGram(exactGram(vectors), [[...right]]);
        const lifted = prepareLifting(gramOf(vectors));
        if ('suspected' in lifted) {
          expect(byElimination.dependent).toBeDefined();
          return;
        }
        if (byElimination.dependent !== undefined) throw new Error('a singular matrix was inverted modulo a prime');
        const { numerators, denominator } = solveByLifting(lifted, right);
        expect(denominator > 0n).toBe(true);
        expect(numerators.map((x) => x * byElimination.determinant)).toEqual(byElimination.solutions[0].map((x) => x * denominator));
        expect(numerators.reduce(gcd, denominator)).toBe(1n);
        solved++;
      }),
      { numRuns: 300 },
    );
    expect(solved).toBeGreaterThan(200);
  });

  test('names the first row that depends on the rows before it', () => {
    const rows = [
      [1, 2, 3, 4],
      [2, 0, 1, 5],
      [3, 2, 4, 9],
      [1, 1, 1, 1],
    ].map((row) => Float64Array.from(row));
    expect(prepareLifting(gramOf(rows))).toEqual({ suspected: 2 });
  });

  test('notices a matrix that is not the one that was inverted', () => {
    const vectors = [Float64Array.of(3, 1), Float64Array.of(1, 2)];
    const lifted = prepareLifting(gramOf(vectors)) as LiftedMatrix;
    const other = { ...lifted, matrix: gramOf([Float64Array.of(3, 1), Float64Array.of(1, 3)]) };
    expect(() => solveByLifting(other, [1n, 1n])).toThrow(/no multiple of the prime/);
  });
});

describe('modulo a prime', () => {
  test('a matrix times its inverse is the identity', () => {
    const prime = primeBelow(2 ** 20);
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 6 })
          .chain((n) => fc.array(fc.integer({ min: -500_000, max: 500_000 }), { minLength: n * n, maxLength: n * n })),
        (entries) => {
          const n = Math.sqrt(entries.length);
          const inverse = Float64Array.from(entries);
          if (invertModulo(inverse, n, prime) !== undefined) return;
          for (let i = 0; i < n; i++) {
            for (let k = 0; k < n; k++) {
              let sum = 0n;
              for (let j = 0; j < n; j++) sum += BigInt(entries[i * n + j]!) * BigInt(inverse[j * n + k]!);
              expect((sum - (i === k ? 1n : 0n)) % BigInt(prime)).toBe(0n);
            }
          }
        },
      ),
    );
  });

  test('fractions come back from their residues, over one denominator, and nothing comes from residues of none', () => {
    const modulus = 1_000_003n * 999_983n;
    const residue = (numerator: bigint, denominator: bigint): bigint => {
      let x = 0n;
      // denominator x = numerator by trial: the modulus is not prime, so no Fermat.
      for (let k = 0n; k < denominator; k++)
        if ((numerator + k * modulus) % denominator === 0n) x = (numerator + k * modulus) / denominator;
      return x;
    };
    expect(reconstruct([residue(2n, 3n), residue(-5n, 4n), 7n, 0n], modulus, 1000n)).toEqual({
      numerators: [8n, -15n, 84n, 0n],
      denominator: 12n,
    });
  });
});

describe('the bound on the least singular value', () => {
  test('is near it and never above, for diagonal matrices among rotated ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 5 }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        (sizes, angle) => {
          // Columns rotated in the first two coordinates leave singular values as they are.
          const rows = sizes.map((size, i) => {
            const row = new Float64Array(sizes.length + 1);
            row[i] = size;
            const [first, second] = [row[0]!, row[1]!];
            row[0] = Math.cos(angle) * first - Math.sin(angle) * second;
            row[1] = Math.sin(angle) * first + Math.cos(angle) * second;
            return row;
          });
          const bound = leastSingularValue(rows, rightInverse(rows)!);
          expect(bound).toBeLessThanOrEqual(Math.min(...sizes) * (1 + 1e-12));
          expect(bound).toBeGreaterThan((Math.min(...sizes) / Math.sqrt(sizes.length)) * (1 - 1e-8));
        },
      ),
    );
  });

  test('is never above it where every rounding of its sums adds to it', () => {
    // Squares of these small entries are lost beside that of the first in the sum of the column, and count double in that of the row.
    const n = 4096;
    const [lost, doubled] = [0.999, 1.001].map((share) => Math.sqrt(share * 2 ** -53)) as [number, number];
    const row = new Float64Array(n).fill((doubled * doubled) / lost);
    const column = new Float64Array(n).fill(lost / 2);
    row[0] = 1;
    column[0] = 1 / 2;

    const bound = leastSingularValue([row], [column]);

    // For a single row the singular value is its length.
    const exact = (x: number): bigint => BigInt(x * 2 ** 120);
    const square = row.reduce((sum, x) => sum + exact(x) ** 2n, 0n);
    expect(exact(bound) ** 2n <= square).toBe(true);
    expect(bound).toBeGreaterThan(1 - 1e-9);
  });

  test('is zero where the columns are no right inverse, or nothing is known', () => {
    const rows = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
    expect(leastSingularValue(rows, [Float64Array.of(1, 0), Float64Array.of(1, 0)])).toBe(0);
    expect(leastSingularValue(rows, [Float64Array.of(1, 0), Float64Array.of(0, Number.NaN)])).toBe(0);
    expect(leastSingularValue(rows, [new Float64Array(2), new Float64Array(2)])).toBe(0);
    expect(rightInverse([Float64Array.of(1, 2), Float64Array.of(2, 4)])).toBeUndefined();
  });
});
