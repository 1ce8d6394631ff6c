/** The spectral norm of matrices, which Muon is about: the direction is the polar factor of the gradient, without a Newton-Schulz iteration. */

import * as cc from 'claimcheck/claims';

/**
 * The geometry of matrices of one shape, row by row: the norm is the largest singular value, the dual norm the sum of all. The largest
 * margin is certified by a matrix and by weights on the samples.
 *
 * @param {number} rows
 * @param {number} columns
 * @returns {import('./geometry.js').Geometry}
 */
export function matrices(rows, columns) {
  const { decompose, values, left, right } = cc.singularValues(rows, columns);
  return {
    name: `the spectral norm of ${rows} x ${columns} matrices`,
    norm(w) {
      decompose(w);
      let largest = 0;
      for (let c = 0; c < values.length; c++) largest = Math.max(largest, values[c]);
      return largest;
    },
    dual(g) {
      decompose(g);
      let sum = 0;
      for (let c = 0; c < values.length; c++) sum += values[c];
      return sum;
    },
    direction(g, out) {
      decompose(g);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let entry = 0;
          for (let c = 0; c < values.length; c++) entry += left[c * rows + i] * right[c * columns + j];
          out[i * columns + j] = entry;
        }
      }
    },
    largestMargin: (samples) => cc.spectralMargin(samples, columns)?.low,
  };
}
