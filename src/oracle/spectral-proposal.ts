/** A matrix of large margin on the ball of the spectral norm, and weights that show how large, as a barrier method proposes them. */

import { nth, pairs } from '../numerics/lists.js';
import { factorLu, solveLu } from '../numerics/lu.js';
import { singularValues } from '../numerics/singular-values.js';
import { addMultiple, dot, type Numbers, rowOf } from '../numerics/vector.js';
import { spectralBarrier } from './spectral-barrier.js';

/** The weight of the barrier: from, to, by which factor it falls, and Newton steps for each value. */
const [FIRST, LAST, FALL, MOST_STEPS] = [1, 2 ** -42, 1 / 8, 30];

/** A Newton decrement below this ends the steps for one weight; above the other one steps are damped. */
const [SMALL, LARGE] = [2 ** -10, 1 / 4];

/**
 * Follows the minimisers of -t - mu (ln det(I - W'W) + sum_i ln(<A_i, W> - t)) as mu falls. At each the weights mu / (<A_i, W> - t) add up
 * to 1, and show that the margin is within about (n + k) mu of t, with n matrices and k the smaller side.
 *
 * @returns the best that were met, which are 0 where float64 does not follow at all.
 */
export function proposeOnSpectralBall(
  matrices: readonly Numbers[],
  rows: number,
  columns: number,
): { readonly direction: Float64Array; readonly weights: Float64Array } {
  const [entries, n] = [rows * columns, matrices.length];
  let largest = 0;
  for (const matrix of matrices) for (let j = 0; j < entries; j++) largest = Math.max(largest, Math.abs(matrix[j]!));
  const size = entries + 1;
  /** The derivatives of <A_i, W> - t by the entries of W and by t, where the largest entry of all A_i is 1. */
  const slopes = matrices.map((matrix) => {
    const slope = new Float64Array(size).fill(-1);
    slope.set(Float64Array.from(matrix, (x) => (largest > 0 ? x / largest : 0)));
    return slope;
  });
  const barrier = spectralBarrier(rows, columns);
  const point = new Float64Array(size);
  point[entries] = -1;
  const [hessian, step, room] = [new Float64Array(size * size), new Float64Array(size), new Float64Array(n)];
  const lines = Array.from({ length: size }, (_, j) => rowOf(hessian, j, size));
  const pivots = new Int32Array(size);
  const best = keeper(
    slopes.map((slope) => slope.subarray(0, entries)),
    rows,
    columns,
  );
  const isWithin = (): boolean => {
    room.set(slopes.map((slope) => dot(slope, point)));
    return room.every((value) => value > 0) && barrier.enter(point);
  };
  if (!isWithin()) return best;
  for (let mu = FIRST; mu >= LAST; mu *= FALL) {
    for (let k = 0; k < MOST_STEPS; k++) {
      hessian.fill(0);
      step.fill(0);
      barrier.add(step, hessian, size);
      // In units of mu, with -1 / mu for the derivative of -t / mu.
      step[entries] = -1 / mu;
      for (const [slope, left] of pairs(slopes, room)) {
        const share = 1 / left;
        addMultiple(step, -share, slope);
        lines.forEach((line, j) => {
          addMultiple(line, share * share * nth(slope, j), slope);
        });
      }
      const gradient = Float64Array.from(step);
      if (!factorLu(hessian, size, pivots)) return best;
      solveLu(hessian, size, pivots, step);
      const decrement = Math.sqrt(Math.max(0, dot(gradient, step)));
      let share = decrement > LARGE ? 1 / (1 + decrement) : 1;
      addMultiple(point, -share, step);
      // Rounding can lead out of the domain, where no step of a Newton method does.
      for (; !isWithin(); share /= 2) {
        if (!(share > 2 ** -20)) return best;
        addMultiple(point, share / 2, step);
      }
      if (!(decrement > SMALL)) break;
    }
    best.offer(point.subarray(0, entries), room);
  }
  return best;
}

/** The matrix of largest margin and the weights with the least bound, of those offered: as mu falls, rounding spoils the weights first. */
function keeper(matrices: readonly Float64Array[], rows: number, columns: number) {
  const factors = singularValues(rows, columns);
  const mixed = new Float64Array(rows * columns);
  let [margin, bound] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return {
    direction: new Float64Array(rows * columns),
    weights: new Float64Array(matrices.length),
    /** A matrix within the ball, and what is inverse to its weights. */
    offer(direction: Float64Array, room: Float64Array): void {
      const own = matrices.reduce((least, matrix) => Math.min(least, dot(matrix, direction)), Number.POSITIVE_INFINITY);
      if (own > margin) {
        margin = own;
        this.direction.set(direction);
      }
      const total = room.reduce((sum, value) => sum + 1 / value, 0);
      mixed.fill(0);
      const weights = room.map((value) => 1 / value / total);
      for (const [matrix, weight] of pairs(matrices, weights)) addMultiple(mixed, weight, matrix);
      factors.decompose(mixed);
      const nuclear = factors.values.reduce((sum, value) => sum + value, 0);
      if (!(nuclear < bound)) return;
      bound = nuclear;
      this.weights.set(weights);
    },
  };
}
