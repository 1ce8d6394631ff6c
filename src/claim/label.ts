/** Labels as text, for counts by name. */

import type { Label } from './claim.js';

/** A label as `dimension:value`. */
export function labelText([dimension, value]: Label): string {
  return `${dimension}:${value}`;
}
