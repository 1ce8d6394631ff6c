/** Recognises motion that has come to rest at a minimiser of the loss. */

import { factorLu, solveLu } from '../../numerics/lu.js';
import { norm } from '../../numerics/vector.js';
import type { Motion } from './motion.js';

/** Newton moves w by no more than this, if it was at rest up to the integrator's error. */
const AT_REST = 1e-5;
/** Forces balance when their sum is this small a part of their sizes. */
const BALANCED = 1e-13;

/**
 * True when the forces balance to rounding at a point within 1e-5, to which the trajectory is then moved. Drift along
 * directions that no strong force bends makes the answer false.
 */
export function isStationary(motion: Motion): boolean {
  const { piece, w, r } = motion;
  const n = piece.dimension;
  const matrix = new Float64Array(n * n);
  const move = new Float64Array(n);
  const pivots = new Int32Array(n);
  const moved = Float64Array.from(w);
  for (let round = 0; round < 4; round++) {
    piece.linearize(r, moved, move, matrix);
    let scale = 0;
    for (let j = 0; j < n; j++) scale = Math.max(scale, Math.abs(matrix[j * n + j]!));
    for (let j = 0; j < n * n; j++) matrix[j] = -matrix[j]!;
    // Directions in which no sample lies are left alone.
    for (let j = 0; j < n; j++) matrix[j * n + j]! += 1e-12 * scale;
    if (!factorLu(matrix, n, pivots)) return false;
    solveLu(matrix, n, pivots, move);
    for (let j = 0; j < n; j++) moved[j]! += move[j]!;
    if (!(norm(move) <= AT_REST)) return false;
  }
  if (piece.imbalance(moved) > BALANCED) return false;
  w.set(moved);
  return true;
}
