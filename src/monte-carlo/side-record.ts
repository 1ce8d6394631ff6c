/** How near runs come to the kinks of the samples. */

/** The least w.x_i met of samples that are to be active, and the largest of the others. */
export interface SideRecord {
  readonly isActive: Uint8Array;
  /** The two numbers, Infinity and -Infinity where there was none; in an array, so that writing does not box them. */
  readonly extreme: Float64Array;
}

/** Nothing met yet, of n samples. */
export function noSides(n: number, active: readonly number[]): SideRecord {
  const isActive = new Uint8Array(n);
  for (const i of active) isActive[i] = 1;
  return { isActive, extreme: Float64Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) };
}

/** Takes in w.x_i of sample i, which stands at place i; NaN stays. */
export function noteSide({ isActive, extreme }: SideRecord, i: number, preactivation: Float64Array): void {
  const v = preactivation[i]!;
  if (isActive[i] === 1) {
    if (!(v >= extreme[0]!)) extreme[0] = v;
  } else if (!(v <= extreme[1]!)) extreme[1] = v;
}
