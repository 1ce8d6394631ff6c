/** Labels: as text, for counts by name, and as lists, for evaluations. */

import type { Label } from './claim.js';

/** A label as `dimension:value`. */
export function labelText([dimension, value]: Label): string {
  return `${dimension}:${value}`;
}

/** A label for the cases of which the condition is true, to spread into a list. */
export function labelIf(isTrue: boolean, ...label: Label): readonly Label[] {
  return isTrue ? [label] : [];
}
