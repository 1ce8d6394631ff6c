/** Reading what a case must have beside data and start. */

import type { Case } from '../data/case.js';
import { NotACase } from './not-a-case.js';

/**
 * The vector that a case names.
 *
 * @param length - how many numbers it must have; any number by default.
 * @throws NotACase naming the key where there is no such vector, or it has another length.
 */
export function vectorOf({ vectors }: Case, name: string, length?: number): readonly number[] {
  const vector = vectors?.[name];
  if (vector === undefined) throw new NotACase(`vectors.${name} is missing`);
  if (length !== undefined && vector.length !== length)
    throw new NotACase(`vectors.${name} must have ${length} numbers (got ${vector.length})`);
  return vector;
}

/**
 * The slope of the leaky ReLU that a case has.
 *
 * @throws NotACase where it has none.
 */
export function slopeOf({ slope }: Case): number {
  if (slope === undefined) throw new NotACase('slope is missing');
  return slope;
}
