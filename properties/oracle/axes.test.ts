import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axesOf } from '../../src/oracle/axes.js';

const entry = fc.integer({ min: -64, max: 64 }).map((k) => k / 8);
const map2 = fc.tuple(fc.tuple(entry, entry), fc.tuple(entry, entry));
/** (trace / 2)^2 - determinant: positive where both eigenvalues are real and differ. */
const discriminant = ([[a, b], [c, d]]: readonly [readonly [number, number], readonly [number, number]]) => ((a - d) / 2) ** 2 + b * c;

const USUAL = [
  [1, 0],
  [0, 1],
];

describe('axes of a map of two dimensions', () => {
  it('are directions that the map only stretches, scaled to a largest entry of 1, by two factors that differ', () => {
    fc.assert(
      fc.property(
        map2.filter((map) => map[0][1] !== 0 && discriminant(map) > 0),
        (map) => {
          const [[a, b], [c, d]] = map;
          const [[p = 0, q = 0] = [], [r = 0, s = 0] = []] = axesOf(map);
          const factors = [
            [p, r],
            [q, s],
          ].map(([u = 0, v = 0]) => {
            const [x, y] = [a * u + b * v, c * u + d * v];
            expect(Math.max(Math.abs(u), Math.abs(v))).toBe(1);
            // The image lies along the direction.
            expect(Math.abs(x * v - y * u)).toBeLessThan(1e-12);
            return (x * u + y * v) / (u * u + v * v);
          });

          expect(Math.abs(factors[0]! - factors[1]!)).toBeCloseTo(2 * Math.sqrt(discriminant(map)), 9);
        },
      ),
    );
  });

  it.each([
    [
      'turns',
      [
        [0, -1],
        [1, 0],
      ],
    ],
    [
      'shears',
      [
        [1, 1],
        [0, 1],
      ],
    ],
    [
      'stretches along them already',
      [
        [2, 0],
        [1, 3],
      ],
    ],
  ])('are the usual ones where it %s', (_, map) => {
    expect(axesOf(map)).toEqual(USUAL);
  });

  it('are the usual ones where the eigenvalues differ by rounding alone', () => {
    const near = (square: number) => [
      [0, 1],
      [square, 0],
    ];

    expect(axesOf(near(1e-12))).toEqual(USUAL);
    // The directions (1, 2^-19) and (1, -2^-19), which are stretched by 2^-19 and -2^-19.
    expect(axesOf(near(2 ** -38))).toEqual([
      [1, 1],
      [2 ** -19, -(2 ** -19)],
    ]);
  });

  it('are the usual ones in other dimensions', () => {
    expect(axesOf([[3]])).toEqual([[1]]);
    expect(axesOf([])).toEqual([]);
    // Its part in the first two dimensions would have other axes.
    const map = [
      [1, 2, 0],
      [2, 1, 0],
      [0, 0, 1],
    ];
    expect(axesOf(map)).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });
});
