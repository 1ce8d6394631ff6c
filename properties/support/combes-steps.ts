/** Data in the sense of Combes et al. (2018), and iterates of SGD on them, for tests whose steps are written down. */

import type { Snapshot } from '../../src/claim/snapshot.js';
import { dataset } from '../../src/data/dataset.js';

/** Inner products: 2, 3, -1 / 3, 5, -2 / -1, -2, 1. */
export const combesData = dataset({
  x: [
    [1, 1],
    [2, 1],
    [-1, 0],
  ],
  y: [1, 1, -1],
});

/** The iterate w_k, at which the sample is drawn. */
export function iterateAt(k: number, w: readonly number[], sample: number): Snapshot {
  return { k, w: Float64Array.from(w), sample } as Snapshot;
}
