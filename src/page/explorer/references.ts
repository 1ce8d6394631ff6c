/** The max-margin directions that the direction of a run is compared with. */

import { type Dataset, subset } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { maxMargin, signedRows } from '../../oracle/max-margin.js';
import { patternPartition } from '../../oracle/pattern.js';
import { largestMargins, type NormName } from './largest-margins.js';
import { namesOf, type Point, type Scene } from './scene.js';

/** A direction of length 1 that theorems compare with that of the weights. */
export interface Reference {
  readonly name: string;
  readonly at: Point;
  /** The neuron whose weights are compared with it, in a network. */
  readonly neuron?: number;
  /** The norm whose margin it maximises, where there are several. */
  readonly norm?: NormName;
}

/** Samples on which the same neurons of a network act: B_h with the k of A_h,k = 1. */
export interface Partition {
  readonly members: readonly number[];
  readonly neurons: readonly number[];
  /** The max-margin direction of the y x over the members, where they are separable: where theorem 4.1 sends the sum of v_k w_k. */
  readonly best?: Point;
}

/** What the directions of a run are compared with. */
export interface References {
  readonly directions: readonly Reference[];
  /** Of a network, at the end of what was followed; empty for one neuron. */
  readonly partitions: readonly Partition[];
}

/** The max-margin direction of the y x and its margin, where the data are separable through the origin. */
export function bestOf(data: Dataset): { readonly best?: { readonly at: Point; readonly margin: number } } {
  const answer = maxMargin({ dimension: 2, atLeastOne: signedRows(data) });
  return answer.feasible ? { best: { at: pointOf(answer.direction), margin: answer.margin } } : {};
}

/**
 * The directions for a run that ends at `last`.
 *
 * A network's neuron is compared with the max-margin direction of the one partition that it acts on, turned round where its output
 * weight is negative: by eq. 29 it moves as v_k times what moves the sum of v_k w_k.
 */
export function referencesOf(scene: Scene, data: Dataset, last: ArrayLike<number>): References {
  if (scene.optimizer.kind === 'own') {
    const directions = largestMargins(data).map(({ norm, at }) => ({ name: `max margin over the ball of ${norm}`, at, norm }));
    return { directions, partitions: [] };
  }
  if (scene.model.kind !== 'network') return { directions: directionsOfNeuron(scene, data), partitions: [] };
  const { outputWeights } = scene.model;
  const partitions = partitionsOf(data, last, outputWeights.length);
  const directions = outputWeights.flatMap((weight, k): Reference[] => {
    const [one, ...others] = partitions.filter(({ neurons }) => neurons.includes(k));
    if (one?.best === undefined || others.length > 0) return [];
    const [a, b] = one.best;
    const sign = Math.sign(weight);
    return [
      {
        name: `neuron ${k + 1}: ${sign < 0 ? 'minus ' : ''}the max margin over ${namesOf(one.members)}`,
        at: [sign * a, sign * b],
        neuron: k,
      },
    ];
  });
  return { directions, partitions };
}

function partitionsOf(data: Dataset, w: ArrayLike<number>, count: number): Partition[] {
  const { patterns, members } = patternPartition(data, w, count);
  return patterns.map((pattern, h): Partition => {
    const neurons = [...pattern.keys()].filter((k) => pattern[k] === 1);
    const inside = nth(members, h);
    const answer = maxMargin({ dimension: 2, atLeastOne: signedRows(subset(data, inside)) });
    return { members: inside, neurons, ...(answer.feasible ? { best: pointOf(answer.direction) } : {}) };
  });
}

function directionsOfNeuron({ model }: Scene, data: Dataset): Reference[] {
  const found: Reference[] = [];
  const add = (name: string, answer: ReturnType<typeof maxMargin>): void => {
    if (answer.feasible) found.push({ name, at: pointOf(answer.direction) });
  };
  const negatives = data.negatives.map((j) => data.x.subarray(2 * j, 2 * j + 2));
  if (model.kind === 'relu') {
    if (data.positives.length === 0) return [];
    const positives = signedRows(data, { subset: data.positives });
    add('w⁺, of the positives', maxMargin({ dimension: 2, atLeastOne: positives }));
    add('w⁺ under w.x ≤ 0 for the negatives', maxMargin({ dimension: 2, atLeastOne: positives, atMostZero: negatives }));
  } else {
    const slope = model.kind === 'leaky' ? model.slope : 1;
    if (slope > 0) add('max margin', maxMargin({ dimension: 2, atLeastOne: signedRows(data, { slope }) }));
  }
  return found;
}

function pointOf([a = 0, b = 0]: ArrayLike<number> & Iterable<number>): Point {
  return [a, b];
}
