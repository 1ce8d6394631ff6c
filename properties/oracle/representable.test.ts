import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signOfDot } from '../../src/numerics/exact-dot.js';
import { integerProduct } from '../../src/numerics/lists.js';
import { nullSpace, representablePoint } from '../../src/oracle/representable.js';

const small = fc.integer({ min: -3, max: 3 });
/** Near 2^70 and odd: no double is one of them. */
const large = fc.bigInt({ min: 2n ** 69n, max: 2n ** 70n }).map((value) => 2n * value + 1n);

describe('a double point in the face that an exact point lies on', () => {
  it('is found for two mixed constraints with zeros in any place, where the nearest doubles leave the face', () => {
    let shown = 0;
    fc.assert(
      fc.property(
        fc.tuple(small, small, small, small),
        fc.tuple(small, small, small, small),
        large,
        large,
        ([a, b, c, d], [p, q, r, s], A, B) => {
          fc.pre(p * s !== q * r);
          // u = (1, 0, a, b) and v = (0, 1, c, d) span what is at right angles to (-a, -c, 1, 0) and (-b, -d, 0, 1).
          const exact = [A, B, A * BigInt(a) + B * BigInt(c), A * BigInt(b) + B * BigInt(d)];
          const [first, second] = [
            [-a, -c, 1, 0],
            [-b, -d, 0, 1],
          ] as const;
          const mix = (k: number, l: number): number[] => first.map((entry, j) => k * entry + l * second[j]!);
          const rows = [mix(p, q), mix(r, s)];
          const constraints = rows.flatMap((row) => [row, row.map((entry) => 0 - entry)]);

          const point = representablePoint(exact, [[1, 0, 0, 0]], constraints);

          expect(point).toBeDefined();
          expect(rows.map((row) => signOfDot(row, point!))).toEqual([0, 0]);
          expect(point![0]! > 0 && Math.abs(point![1]! / point![0]! - Number(B) / Number(A)) < 1).toBe(true);
          shown++;
        },
      ),
      { numRuns: 300, seed: 5 },
    );
    expect(shown).toBeGreaterThan(200);
  });

  it('keeps the strict sides of constraints that the exact point does not touch', () => {
    // (1, 3) times an odd number of 71 bits: on the face of (3, -1), off that of (-1, 0).
    const odd = 2n ** 70n + 1n;
    const point = representablePoint(
      [odd, 3n * odd],
      [[1, 1]],
      [
        [3, -1],
        [-3, 1],
        [-1, 0],
      ],
    )!;
    expect(point[1]! / point[0]!).toBe(3);
    expect(point[0]).toBeGreaterThan(0);
  });
});

it('a multiple of the exact point is taken where its own nearest double leaves a cone as narrow as the rounding', () => {
  // Slopes from 3/4 to the next double: half way between them there is a double at 257/512, and none at 1/2 or at what has few bits.
  const rows = [
    [-3 / 4, 1],
    [3 / 4 + 2 ** -53, -1],
  ];
  const point = representablePoint([2n ** 54n, 3n * 2n ** 52n + 1n], rows, []);

  expect(point?.[0]).toBe(257 / 512);
  for (const row of rows) expect(signOfDot(row, point!)).toBe(1);
});

describe('the vectors that integer rows map to zero', () => {
  it.each([
    ['no row', [], 3],
    ['one row', [[1n, 2n, 3n]], 2],
    ['a row that begins with zeros', [[0n, 0n, 5n]], 2],
    [
      'rows in the wrong order',
      [
        [0n, 1n, 4n],
        [-2n, 1n, 1n],
      ],
      1,
    ],
    [
      'dependent rows',
      [
        [1n, 2n, 3n],
        [-2n, -4n, -6n],
      ],
      2,
    ],
    [
      'rows that span all',
      [
        [1n, 1n, 0n],
        [1n, 0n, 1n],
        [0n, 1n, 1n],
      ],
      0,
    ],
  ])('are all multiples of those with given free coordinates: %s', (_, rows, dimension) => {
    const { free, point } = nullSpace(
      rows.map((row) => [...row]),
      3,
    );
    const wanted = [7n, -5n, 11n];
    const found = point(wanted);

    expect(free).toHaveLength(dimension);
    for (const row of rows) expect(integerProduct(row, found)).toBe(0n);
    for (const j of free) expect(found[j]! * wanted[free[0]!]!).toBe(wanted[j]! * found[free[0]!]!);
    for (const j of free) expect(found[j]! * wanted[j]!).toBeGreaterThan(0n);
  });
});
