/** A separator of large data, where one is easily found. */

import type { Dataset } from '../data/dataset.js';
import { separates } from '../numerics/exact-dot.js';
import { dot, norm } from '../numerics/vector.js';
import { signedRows } from './max-margin.js';

/** Passes over the data. */
const MOST_PASSES = 200;

/**
 * A vector with exactly y_i w.x_i > 0 for all i, by the perceptron on rows of length one.
 *
 * @returns undefined where its passes find none, which says nothing about the data.
 */
export function quickSeparator(data: Dataset): Float64Array | undefined {
  const rows = signedRows(data);
  const lengths = rows.map(norm);
  const w = new Float64Array(data.d);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let mistakes = 0;
    rows.forEach((row, i) => {
      const length = lengths[i] ?? 1;
      if (dot(row, w) > 0) return;
      mistakes++;
      for (const [j, value] of row.entries()) w[j] = (w[j] ?? 0) + value / length;
    });
    if (mistakes === 0) return separates(w, rows) ? w : undefined;
  }
  return undefined;
}
