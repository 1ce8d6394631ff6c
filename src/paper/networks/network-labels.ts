/** What kind of network and data a case about patterns that settle has. */

import type { Label } from '../../claim/claim.js';
import type { Parts } from '../../claim/parts.js';
import type { Dataset } from '../../data/dataset.js';
import type { Partition } from '../../oracle/pattern.js';
import { partitionsAt } from './pattern-partitions.js';

/** Labels that such a claim must see. */
export const SETTLED_LABELS = {
  'partitions:three-or-more': 0.4,
  'data:not-separable': 0.2,
  'data:separable': 0.2,
  'patterns:settled-later': 0.3,
} as const;

/** How many partitions some neuron acts on, whether a hyperplane separates the data, and whether the first patterns are the last. */
export function settledLabels(
  data: Dataset,
  start: readonly number[],
  partitions: readonly Partition[],
  count: number,
  parts: Parts,
): Label[] {
  const acted = partitions.filter(({ neurons }) => neurons.length > 0).length;
  const first = partitionsAt(data, Float64Array.from(start), count, parts).partitions;
  return [
    ['partitions', acted === 1 ? 'one' : acted === 2 ? 'two' : 'three-or-more'],
    ['data', parts.separability(data).separable ? 'separable' : 'not-separable'],
    ['patterns', isSame(first, partitions) ? 'settled-at-start' : 'settled-later'],
  ];
}

function isSame(a: readonly Partition[], b: readonly Partition[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
