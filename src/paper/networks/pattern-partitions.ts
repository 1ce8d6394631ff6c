/** A network's pattern partitions at a step, and what the claims of section 4.2 ask of output weights. */

import type { Hypothesis } from '../../claim/claim.js';
import { holds, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import type { Dataset } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { type Partitions, partitionsOf } from '../../oracle/pattern.js';

/**
 * The partitions at an iterate, by exact signs. What log time has come to is read by `partitionsInLogTime`.
 *
 * @param w - parameters, neuron by neuron: K*d numbers.
 * @param count - K.
 */
export function partitionsAt(data: Dataset, w: Float64Array, count: number, parts: Parts): Partitions {
  return partitionsOf(parts.patternPartition(data, w, count));
}

/** The hypothesis on v. */
export function hasBothSigns(v: readonly number[]): Hypothesis {
  const signs = new Set(v.map(Math.sign));
  return holds(paper('output-weights', 'output weights are non-zero and of both signs'), signs.size === 2 && !signs.has(0));
}

/** Whether neurons with output weights of either sign are among these. */
export function isOfBothSigns(v: readonly number[], neurons: readonly number[]): boolean {
  return neurons.some((k) => nth(v, k) > 0) && neurons.some((k) => nth(v, k) < 0);
}

/** sum of v_k^2 over some neurons. */
export function sumOfSquares(v: readonly number[], neurons: readonly number[]): number {
  return neurons.reduce((sum, k) => sum + nth(v, k) ** 2, 0);
}
