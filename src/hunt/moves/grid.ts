/** Dyadic lattices: the numbers that searched cases are made of. */

/** The lattice of generated cases. */
export const GRID = 2 ** -6;

/** The multiple of `grid`, a power of two, that is nearest to a value; never -0. */
export function onLattice(value: number, grid: number): number {
  return Math.round(value / grid) * grid + 0;
}

/** The spacing of the lattice on which moves of about `size` are made: 1/64, or finer for small moves. */
export function gridFor(size: number): number {
  let grid = GRID;
  while (grid * 4 > size && grid > 2 ** -40) grid /= 2;
  return grid;
}
