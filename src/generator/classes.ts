/** Labels of the samples, drawn so that no class is empty. */

import fc, { type Arbitrary } from 'fast-check';
import { nth } from '../numerics/lists.js';

/** Raw draws for the labels of up to n samples; all false (every sample positive) when fully shrunk. */
export function rawClasses(n: number): Arbitrary<boolean[]> {
  return fc.array(fc.boolean(), { minLength: n, maxLength: n });
}

/** Labels of n >= 2 samples or groups: -1 where the raw draw is true; the last one turns where they would all be equal. */
export function bothClasses(raw: readonly boolean[], n: number): number[] {
  const y = raw.slice(0, n).map((negative): number => (negative ? -1 : 1));
  if (y.every((label) => label === y[0])) y[n - 1] = -nth(y, 0);
  return y;
}
