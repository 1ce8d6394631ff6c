/** Samples that 64-bit numbers can square: others are refused before anything is computed with them. */

import type { JsonPath } from './json-position.js';

/** The largest entry that can be used: squares and sums of squares of entries stay within 64-bit numbers. */
export const LARGEST_ENTRY = 1e150;

/** What is wrong with an entry beyond {@link LARGEST_ENTRY}, as the end of a sentence. */
export const TOO_LARGE = `must be at most ${LARGEST_ENTRY} in size, so that squares stay within 64-bit numbers`;

/** The least size that the largest entry of a sample can have, unless all are 0: the square of a length is not rounded to 0 then. */
const SMALLEST_SAMPLE = 1e-150;

const TOO_SHORT = `must have an entry of at least ${SMALLEST_SAMPLE} in size, or zeros alone, so that squares stay within 64-bit numbers`;

/**
 * Looks for a sample that is too short, or has an entry that is too large.
 *
 * @param fail - told what is wrong, as the end of a sentence, with the sample, counted from 0, and the entry where it is one.
 */
export function requireUsableSamples(
  x: readonly (readonly number[])[],
  fail: (problem: string, sample: number, entry?: number) => never,
): void {
  for (const [i, row] of x.entries()) {
    const large = row.findIndex((entry) => Math.abs(entry) > LARGEST_ENTRY);
    if (large >= 0) fail(`${TOO_LARGE} (got ${row[large]})`, i, large);
    if (isTooShort(row)) fail(TOO_SHORT, i);
  }
}

/** Whether a sample that is not 0 has entries below {@link SMALLEST_SAMPLE} alone. */
function isTooShort(row: readonly number[]): boolean {
  return row.some((entry) => entry !== 0) && row.every((entry) => Math.abs(entry) < SMALLEST_SAMPLE);
}

/** Where a sample, or an entry of it, lies in the JSON of a data set. */
export function samplePath(i: number, entry?: number): JsonPath {
  return entry === undefined ? ['x', i] : ['x', i, entry];
}
