/** Output weights and a start for networks that are given none. */

import { type Dataset, everySample, sample } from '../data/dataset.js';
import { nth } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';
import type { ChosenStart } from './start.js';

/** 1, -1, 1, ... for `count` neurons. */
export function alternatingWeights(count: number): number[] {
  return Array.from({ length: count }, (_, k) => (k % 2 === 0 ? 1 : -1));
}

/**
 * Initial weights from which every neuron moves: each starts at a sample of the label that its output weight has the sign of, scaled by a
 * power of two so that w_k.x is in (1/2, 1] there. Neurons of one sign take the samples that are least along those taken before, so that
 * clusters at obtuse angles get one each; where the samples are used up they are taken in turn again.
 */
export function networkStart(data: Dataset, outputWeights: readonly number[]): ChosenStart {
  const taken: Record<'positive' | 'negative', number[]> = { positive: [], negative: [] };
  const chosen = outputWeights.map((v) => {
    const own = v > 0 ? data.positives : data.negatives;
    const before = taken[v > 0 ? 'positive' : 'negative'];
    const next = before.length < own.length ? farthest(data, own, before) : nth(before, before.length % own.length);
    before.push(next);
    return next;
  });
  return {
    start: chosen.flatMap((i) => scaled(sample(data, i))),
    name: `the neurons at the samples ${chosen.map((i) => i + 1).join(' ')}, each scaled`,
  };
}

/** The sample whose largest cosine with those taken before is smallest; the first of equals, and a zero sample last. */
function farthest(data: Dataset, own: readonly number[], before: readonly number[]): number {
  let best = own.find((i) => !before.includes(i)) ?? everySample(data)[0] ?? 0;
  let least = Number.POSITIVE_INFINITY;
  for (const i of own) {
    if (before.includes(i)) continue;
    const x = sample(data, i);
    const length = Math.sqrt(dot(x, x));
    const largest = before.reduce((most, j) => {
      const other = sample(data, j);
      return Math.max(most, dot(x, other) / (length * Math.sqrt(dot(other, other))));
    }, -1);
    if (length > 0 && largest < least) [least, best] = [largest, i];
  }
  return best;
}

/** x times the power of two that brings |x|^2 times it into (1/2, 1]; 0 as it is. */
function scaled(x: Float64Array): number[] {
  const square = dot(x, x);
  let factor = 1;
  if (square > 0 && square < Number.POSITIVE_INFINITY) {
    while (factor * square > 1) factor /= 2;
    while (factor * square <= 1 / 2) factor *= 2;
  }
  return Array.from(x, (entry) => factor * entry + 0);
}
