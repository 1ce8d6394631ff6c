/** How large and small gradients may get in a precision. */

import type { Subject } from '../check.js';

/** Powers of two of gradients whose squares are normal numbers of the precision, with room for sums. */
const EXTREMES = { float64: [-300, 300], float32: [-50, 50], bfloat16: [-50, 50], float16: [-6, 3] } as const;

/** The least and the largest power of two. */
export function extremesOf({ precision }: Pick<Subject, 'precision'>): readonly [number, number] {
  return EXTREMES[precision];
}

/** Those of some gradient sizes that the precision has room for, or its own where it has room for none. */
export function sizesWithin(subject: Pick<Subject, 'precision'>, sizes: readonly number[]): number[] {
  const [low, high] = extremesOf(subject);
  const within = sizes.filter((size) => size >= 2 ** low && size <= 2 ** high);
  return within.length > 0 ? within : [2 ** low, 1];
}
