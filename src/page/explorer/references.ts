/** The max-margin directions that the direction of a run is compared with. */

import type { Dataset } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { maxMargin, signedRows } from '../../oracle/max-margin.js';
import { type MarginOver, neuronMargins } from '../../oracle/neuron-margins.js';
import { neuronTargets, partitionMargins } from '../../oracle/partition-margins.js';
import type { Partition as Members } from '../../oracle/pattern.js';
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
export interface Partition extends Members {
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
 * The directions for a run.
 *
 * @param partitionsAtEnd - of a network, those at the end of what was followed.
 */
export function referencesOf(scene: Scene, data: Dataset, partitionsAtEnd: () => readonly Members[]): References {
  if (scene.optimizer.kind === 'own') {
    const directions = largestMargins(data).map(({ norm, at }) => ({ name: `max margin over the ball of ${norm}`, at, norm }));
    return { directions, partitions: [] };
  }
  if (scene.model.kind !== 'network') return { directions: directionsOfNeuron(scene, data), partitions: [] };
  const { outputWeights } = scene.model;
  const partitions = partitionMargins(data, partitionsAtEnd());
  const directions = neuronTargets(partitions, outputWeights).flatMap(({ partition, neurons, sign, direction }) =>
    neurons.map((neuron) => ({
      name: `neuron ${neuron + 1}: ${sign < 0 ? 'minus ' : ''}the max margin over ${namesOf(nth(partitions, partition).members)}`,
      at: pointOf(direction),
      neuron,
    })),
  );
  return {
    directions: directions.sort((a, b) => a.neuron - b.neuron),
    partitions: partitions.map(({ members, neurons, best }) => ({
      members,
      neurons,
      ...(best === undefined ? {} : { best: pointOf(best) }),
    })),
  };
}

const NAMES: Readonly<Record<MarginOver, string>> = {
  all: 'max margin',
  positives: 'w⁺, of the positives',
  'positives, no negative active': 'w⁺ under w.x ≤ 0 for the negatives',
};

function directionsOfNeuron({ model }: Scene, data: Dataset): Reference[] {
  if (model.kind === 'network') return [];
  const slope = model.kind === 'relu' ? 0 : model.kind === 'leaky' ? model.slope : 1;
  if (model.kind === 'leaky' && slope === 0) return [];
  return neuronMargins(data, slope).map(({ over, direction }) => ({ name: NAMES[over], at: pointOf(direction) }));
}

function pointOf([a = 0, b = 0]: ArrayLike<number> & Iterable<number>): Point {
  return [a, b];
}
