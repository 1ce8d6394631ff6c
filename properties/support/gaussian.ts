import seedrandom from 'seedrandom';
import { dot } from '../../src/numerics/vector.js';

/**
 * Rows y_i x_i of separable data: x_i with independent entries that are nearly normal (the sum of twelve uniform ones), y_i the sign of
 * its product with a hidden vector of that kind. The same on every machine.
 */
export function gaussian(seed: string, n: number, d: number): Float64Array[] {
  const next = normals(seed);
  const vector = (): Float64Array => Float64Array.from({ length: d }, next);
  const hidden = vector();
  return Array.from({ length: n }, () => {
    const row = vector();
    return dot(row, hidden) < 0 ? row.map((x) => -x) : row;
  });
}

/** Nearly normal numbers of variance 1, each the sum of twelve uniform ones. */
export function normals(seed: string): () => number {
  const random = seedrandom(`claimcheck/gaussian/${seed}`);
  return () => {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += random();
    return sum;
  };
}
