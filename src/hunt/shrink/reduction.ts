/** What a reduction is, and the simpler numbers that reductions try. */

import type { Case } from '../../data/case.js';
import { onLattice } from '../moves/grid.js';
import type { Random } from '../search/random.js';

/** A kind of reduction: simpler cases near a given one. @param step - where the claim broke. */
export type Reduction = (input: Case, step: number, random: Random) => Generator<Case>;

/** Simpler numbers near a value: 0, signs, powers of two, then coarser lattices. */
export function simplerThan(value: number): number[] {
  const sign = Math.sign(value);
  const candidates = [0, sign, 2 * sign, sign / 2, -sign];
  for (const grid of [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32]) {
    candidates.push(onLattice(value, grid), Math.trunc(value / grid) * grid + 0, (Math.trunc(value / grid) + sign) * grid + 0);
  }
  let grid = 2 ** -6;
  while (grid > Math.abs(value) / 8 && grid > 2 ** -60) grid /= 2;
  candidates.push(onLattice(value, grid), onLattice(value, grid * 4), value / 2, value * 2);
  return [...new Set(candidates)].filter((candidate) => candidate !== value);
}
