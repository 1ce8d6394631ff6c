/** One run of a network as checkpoints, with the max-margin directions that they are compared with. */

import type { Dataset } from '../data/dataset.js';
import { network } from '../model/network.js';
import { nth } from '../numerics/lists.js';
import { type FeasibleMargin, type MarginProblem, maxMargin, signedRows } from '../oracle/max-margin.js';
import type { Partition } from '../oracle/pattern.js';
import { liftedRows, samplesActedOn } from '../trajectory/network-sides.js';
import { checkpointOf, type NetworkCheckpoint, type PartitionReference, partitionsSeen, samplesOf } from './network-checkpoint.js';
import { type Descent, type Sightings, sight } from './sightings.js';
import { isAwaited, type Trace } from './trace.js';

/**
 * A run of a network. As for a single neuron, with all K*d parameters for w; `margin` is min_i y_i f(x_i) / |W|, `active` are the samples
 * that some neuron acts on, and the reference is the max-margin direction of the rows y_i (v_k A_ik x_i)_k of the last patterns, on which
 * the network is linear in W (Soudry et al. 2017, corollary 8); none where some unit slides.
 */
export interface NetworkTrace extends Omit<Trace, 'checkpoints'> {
  readonly outputWeights: number[];
  readonly partitions: PartitionReference[];
  readonly checkpoints: NetworkCheckpoint[];
}

/** Traces a network with output weights v from W_0, neuron by neuron. */
export function traceNetwork(data: Dataset, v: readonly number[], start: readonly number[], descent: Descent): NetworkTrace {
  return networkTraceOf(data, v, sight(data, network(v), start, descent), start);
}

/** A run of a network as it was seen, with the max-margin directions that it is compared with. */
export function networkTraceOf(data: Dataset, v: readonly number[], seen: Sightings, start: readonly number[]): NetworkTrace {
  const { sightings, end, unknown, limit, stopped, referenceStopped, unaffordable } = seen;
  const feasible = isAwaited(data, seen, v.length) ? feasibleMargin : () => undefined;
  const sides = sightings.map((sighting) => partitionsSeen(data, sighting, v.length));
  const last = nth(sides, sides.length - 1);
  const sliding = nth(sightings, sightings.length - 1).units?.sliding ?? [];
  const partitions = last.partitions.map((partition) => withReference(data, partition, feasible));
  // Where a unit slides the network is linear in W on neither side for good.
  const rows = sliding.length > 0 ? [] : liftedRows(data, v, last.partitions);
  const whole = feasible({ dimension: data.d * v.length, atLeastOne: rows });
  const checkpoints = sightings.map((sighting, at) => checkpointOf(data, v, sighting, nth(sides, at), { partitions, whole }));
  return {
    start: [...start],
    outputWeights: [...v],
    gamma: whole?.margin ?? Number.NaN,
    direction: Array.from(whole?.direction ?? []),
    partitions,
    end,
    ...(limit === undefined
      ? {}
      : {
          limit: { ...limit, active: samplesActedOn(last), sliding: samplesOf(sliding, v.length), direction: Array.from(limit.direction) },
        }),
    checkpoints,
    ...(unknown === undefined ? {} : { unknown }),
    ...(stopped === undefined ? {} : { stopped }),
    ...(referenceStopped === undefined ? {} : { referenceStopped }),
    ...(unaffordable === undefined ? {} : { referenceWork: unaffordable }),
  };
}

/** Answers a max-margin problem; undefined where it has no answer, or is not asked. */
type Margin = (problem: MarginProblem) => FeasibleMargin | undefined;

function withReference(data: Dataset, { members, neurons }: Partition, feasible: Margin): PartitionReference {
  const best = feasible({ dimension: data.d, atLeastOne: signedRows(data, { subset: members }) });
  return { samples: members, neurons, gamma: best?.margin ?? Number.NaN, direction: Array.from(best?.direction ?? []) };
}

function feasibleMargin(problem: MarginProblem): FeasibleMargin | undefined {
  if (problem.atLeastOne.length === 0) return undefined;
  const answer = maxMargin(problem);
  return answer.feasible ? answer : undefined;
}
