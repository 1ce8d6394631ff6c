/** How kernels have the features of a data set in their memory: row by row, and by coordinate in blocks of samples. */

import type { Dataset } from '../data/dataset.js';

/** Each row in so many places, whose last ones are left alone. */
export function layRows({ n, d, x }: Dataset, places: number, into: Float64Array): void {
  if (places === d) into.set(x);
  else for (let i = 0, from = 0; i < n; i++) for (let j = 0; j < d; j++) into[i * places + j] = x[from++]!;
}

/** Each block of samples coordinate by coordinate. */
export function layBlocks({ n, d, x }: Dataset, block: number, into: Float64Array): void {
  for (let i = 0, from = 0; i < n; i++) {
    const sample = i % block;
    for (let j = 0, at = (i - sample) * d + sample; j < d; j++, at += block) into[at] = x[from++]!;
  }
}
