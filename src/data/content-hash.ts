/** Values by what they are: two with one hash are the same to the bit. */

import { createHash } from 'node:crypto';
import { stringifyCompact } from './json-number.js';

/** A hash of a value that JSON can hold, the order of its fields included. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(stringifyCompact(value)).digest('hex');
}
