/** One run of a network as checkpoints: each neuron, and the combined weights of each pattern partition (section 4.2). */

import { type Dataset, everySample } from '../data/dataset.js';
import { network } from '../model/network.js';
import { nth, smallest } from '../numerics/lists.js';
import { distance, norm, normalized } from '../numerics/vector.js';
import { type FeasibleMargin, type MarginProblem, maxMargin, signedRows } from '../oracle/max-margin.js';
import { combined, type Group, groupsOf, hasNeuron, liftedRows, outputAt, type Sides, sidesAt } from './network-sides.js';
import { type Descent, type Sighting, type Sightings, sight } from './sightings.js';
import { isAwaited, type Trace, type TraceCheckpoint } from './trace.js';

/** One neuron at a checkpoint. */
export interface NeuronCheckpoint {
  readonly w: number[];
  readonly norm: number;
  readonly direction: number[];
  /** Samples that it acts on. */
  readonly active: number[];
  /** Samples whose kink it slides along or strikes again and again; in log time only. */
  readonly sliding: number[];
}

/** One pattern partition B_h at a checkpoint. */
export interface PartitionCheckpoint {
  readonly samples: readonly number[];
  /** Neurons that act on them: the places of the ones in the activation pattern A_h. */
  readonly neurons: readonly number[];
  /** Combined weights Wt_h = sum of v_k w_k over these neurons. */
  readonly w: number[];
  readonly norm: number;
  readonly direction: number[];
  /** |Wt_h/|Wt_h| - max-margin direction of the y x over B_h|; NaN where the samples are no partition of the last checkpoint. */
  readonly directionError: number;
  /** min over B_h of y f(x) / |Wt_h|. */
  readonly margin: number;
}

/** A checkpoint of a network: that of all parameters as one vector, and its parts. */
export interface NetworkCheckpoint extends TraceCheckpoint {
  readonly neurons: NeuronCheckpoint[];
  readonly partitions: PartitionCheckpoint[];
  /** Whether no neuron acts on two partitions. */
  readonly disjoint: boolean;
}

/** A pattern partition of the last checkpoint with the max-margin direction of its y x; NaN and none where they are not separable. */
export interface PartitionReference {
  readonly samples: readonly number[];
  readonly neurons: readonly number[];
  readonly gamma: number;
  readonly direction: number[];
}

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
  const sides = sightings.map((sighting) => sidesAt(data, sighting, v.length));
  const last = nth(sides, sides.length - 1);
  const partitions = groupsOf(data, last).map((group) => withReference(data, group, feasible));
  const rows = last.sliding.some((on) => on) ? [] : liftedRows(data, v, last);
  const whole = feasible({ dimension: data.d * v.length, atLeastOne: rows });
  const checkpoints = sightings.map((sighting, at) => checkpointOf(data, v, sighting, nth(sides, at), { partitions, whole }));
  const active = everySample(data).filter((i) => hasNeuron(last.active, i, v.length));
  const sliding = everySample(data).filter((i) => hasNeuron(last.sliding, i, v.length));
  return {
    start: [...start],
    outputWeights: [...v],
    gamma: whole?.margin ?? Number.NaN,
    direction: Array.from(whole?.direction ?? []),
    partitions,
    end,
    ...(limit === undefined ? {} : { limit: { ...limit, active, sliding, direction: Array.from(limit.direction) } }),
    checkpoints,
    ...(unknown === undefined ? {} : { unknown }),
    ...(stopped === undefined ? {} : { stopped }),
    ...(referenceStopped === undefined ? {} : { referenceStopped }),
    ...(unaffordable === undefined ? {} : { referenceWork: unaffordable }),
  };
}

/** Answers a max-margin problem; undefined where it has no answer, or is not asked. */
type Margin = (problem: MarginProblem) => FeasibleMargin | undefined;

function withReference(data: Dataset, { samples, neurons }: Group, feasible: Margin): PartitionReference {
  const best = feasible({ dimension: data.d, atLeastOne: signedRows(data, { subset: samples }) });
  return { samples, neurons, gamma: best?.margin ?? Number.NaN, direction: Array.from(best?.direction ?? []) };
}

function feasibleMargin(problem: MarginProblem): FeasibleMargin | undefined {
  if (problem.atLeastOne.length === 0) return undefined;
  const answer = maxMargin(problem);
  return answer.feasible ? answer : undefined;
}

/** What errors at checkpoints refer to. */
interface References {
  readonly partitions: readonly PartitionReference[];
  readonly whole: FeasibleMargin | undefined;
}

function checkpointOf(data: Dataset, v: readonly number[], at: Sighting, sides: Sides, references: References): NetworkCheckpoint {
  const { t, lnT, w, loss, gradientNorm, engine, crossings } = at;
  const { d } = data;
  const count = v.length;
  const outputs = everySample(data).map((i) => nth(data.y, i) * outputAt(data, v, w, i));
  const length = norm(w);
  const direction = normalized(w);
  const groups = groupsOf(data, sides);
  const byNeuron = (flags: readonly boolean[], k: number): number[] => everySample(data).filter((i) => flags[i * count + k]);
  return {
    ...(t === undefined ? {} : { t }),
    lnT,
    w: Array.from(w),
    norm: length,
    direction: Array.from(direction),
    directionError: references.whole === undefined ? Number.NaN : distance(direction, references.whole.direction),
    margin: smallest(outputs) / (length || 1),
    active: everySample(data).filter((i) => hasNeuron(sides.active, i, count)),
    loss,
    gradientNorm,
    engine,
    ...(crossings === undefined ? {} : { crossings: everySample(data).map((i) => sum(crossings.slice(i * count, (i + 1) * count))) }),
    neurons: v.map((_, k) => {
      const own = w.subarray(k * d, (k + 1) * d);
      return { ...vectorOf(own), active: byNeuron(sides.active, k), sliding: byNeuron(sides.sliding, k) };
    }),
    partitions: groups.map(({ samples, neurons }) => {
      const vector = vectorOf(combined(w, neurons, v, d));
      const target = references.partitions.find((known) => known.samples.join() === samples.join())?.direction ?? [];
      return {
        samples,
        neurons,
        ...vector,
        directionError: target.length === 0 ? Number.NaN : distance(vector.direction, target),
        margin: smallest(samples.map((i) => nth(outputs, i))) / (vector.norm || 1),
      };
    }),
    disjoint: v.every((_, k) => groups.filter(({ neurons }) => neurons.includes(k)).length <= 1),
  };
}

function vectorOf(w: Float64Array): { w: number[]; norm: number; direction: number[] } {
  return { w: Array.from(w), norm: norm(w), direction: Array.from(normalized(w)) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
