/** Rows of small lattice numbers for the parts that propose: plain ones and hard ones. */

import { nth } from '../../src/numerics/lists.js';
import { dot } from '../../src/numerics/vector.js';
import { uniformSampler } from '../../src/optimizer/sampler.js';

/** A problem: rows that a vector may separate. */
export interface DrawnRows {
  readonly name: string;
  readonly rows: readonly Float64Array[];
  readonly dimension: number;
}

/** Rows of multiples of 1/8 up to 4, those of some draws of few values and so with many ties. */
function drawn(seed: number, n: number, dimension: number, values = 65): readonly Float64Array[] {
  const next = uniformSampler(seed, values);
  return Array.from({ length: n }, () => Float64Array.from({ length: dimension }, () => (next() - (values - 1) / 2) / 8));
}

/** The same on one side of a plane; a row that lies on the plane stays. */
function separated(rows: readonly Float64Array[]): readonly Float64Array[] {
  return rows.map((row) => {
    const height = dot(
      row,
      Float64Array.from(row, (_, j) => 1 + j / 4),
    );
    return height < 0 ? row.map((x) => -x) : row;
  });
}

/** Plain problems by size. */
export function plainRows(sizes: readonly (readonly [n: number, dimension: number])[]): readonly DrawnRows[] {
  return sizes.flatMap(([n, dimension], k) => {
    const rows = drawn(k, n, dimension);
    return [
      { name: `${n} x ${dimension}, separable`, rows: separated(rows), dimension },
      { name: `${n} x ${dimension}, of all directions`, rows, dimension },
    ];
  });
}

/** Problems with ties, copies, rows that nearly depend on each other, of unlike lengths, of zeros or alone. */
export function hardRows(): readonly DrawnRows[] {
  const ties = separated(drawn(20, 30, 3, 3)).filter((row) => row.some((x) => x !== 0));
  const few = separated(drawn(21, 12, 4));
  const near = few.flatMap((row, k) => [row, row.map((x, j) => x + (j === k % 4 ? 2 ** -40 : 0))]);
  const lengths = few.map((row, k) => row.map((x) => x * 2 ** (40 * (k % 5) - 80)));
  const named: readonly (readonly [string, readonly Float64Array[]])[] = [
    ['ties', ties],
    ['copies', [...few, ...few]],
    ['nearly dependent', near],
    ['of unlike lengths', lengths],
    ['with a square beyond float64', [Float64Array.of(2 ** 600, 0), Float64Array.of(1, 1)]],
    ['tiny', few.map((row) => row.map((x) => x * 2 ** -500))],
    ['one alone', [Float64Array.of(3, -4)]],
    ['opposed', [Float64Array.of(1, 0), Float64Array.of(-1, 0)]],
    ['nearly opposed', [Float64Array.of(1, 2 ** -20), Float64Array.of(-1, 2 ** -20), Float64Array.of(1, 1)]],
    ['steep', few.map((row) => row.with(0, 2 ** -30 * nth([...row], 0)))],
  ];
  return named.map(([name, rows]) => ({ name, rows, dimension: rows[0]?.length ?? 0 }));
}

/** The same with rows of zeros among them. */
export function withZeros({ name, rows, dimension }: DrawnRows): DrawnRows {
  return { name: `${name}, and zeros`, rows: [new Float64Array(dimension), ...rows, new Float64Array(dimension)], dimension };
}
