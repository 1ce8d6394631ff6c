/** Axes along which a linear map of two dimensions acts plainly. */

import { largest, nth } from '../numerics/lists.js';

/** Eigenvalues count as different where the square of half their difference is above this. */
const APART = 1e-12;

/** The columns are eigenvectors of a map of two dimensions with two real eigenvalues that differ, whose largest entry is 1; else the usual axes. */
export function axesOf(map: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const usual = map.map((_, i) => map.map((__, k) => (i === k ? 1 : 0)));
  if (map.length !== 2) return usual;
  const entry = (i: number, k: number): number => nth(nth(map, i), k);
  const [a, b] = [entry(0, 0), entry(0, 1)];
  const half = (a + entry(1, 1)) / 2;
  const square = half * half - (a * entry(1, 1) - b * entry(1, 0));
  if (!(square > APART) || b === 0) return usual;
  const columns = [Math.sqrt(square), -Math.sqrt(square)].map((root) => {
    const column = [b, half + root - a];
    const size = largest(column.map(Math.abs));
    return column.map((entry) => entry / size);
  });
  return [0, 1].map((i) => columns.map((column) => nth(column, i)));
}
