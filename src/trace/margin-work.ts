/** What the exact max-margin direction of a data set takes. */

/**
 * An estimate of the work, in the unit of steps x samples: every sample is looked at, and systems with as many exact equations as
 * support vectors are solved, whose numbers grow with their number.
 */
export function marginWork(samples: number, dimension: number): number {
  const support = Math.min(samples, dimension);
  return samples * dimension + support * support * support * support;
}
