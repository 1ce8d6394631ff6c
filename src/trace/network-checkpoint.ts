/** A network at one moment of a run: each neuron, and the combined weights of each pattern partition (section 4.2). */

import { type Dataset, everySample, sample } from '../data/dataset.js';
import { nth, smallest } from '../numerics/lists.js';
import { distance, dot, norm, normalized, rowOf } from '../numerics/vector.js';
import type { FeasibleMargin } from '../oracle/max-margin.js';
import { type Partitions, partitionByPattern, partitionsOf, patternPartition } from '../oracle/pattern.js';
import { combinedWeights, partitionsInLogTime, samplesActedOn } from '../trajectory/network-sides.js';
import type { Sighting } from './sightings.js';
import type { TraceCheckpoint } from './trace.js';

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

/** The partitions at a sighting: by exact signs at a step, as far as a run that has left the range of float64 has sides. */
export function partitionsSeen(data: Dataset, { w, units }: Sighting, neurons: number): Partitions {
  if (units !== undefined) return partitionsInLogTime(data, units, neurons);
  if (w.every(Number.isFinite)) return partitionsOf(patternPartition(data, w, neurons));
  const { d } = data;
  const patternOf = everySample(data).map((i) =>
    Uint8Array.from({ length: neurons }, (_, k) => (dot(rowOf(w, k, d), sample(data, i)) > 0 ? 1 : 0)),
  );
  return partitionsOf(partitionByPattern(patternOf));
}

/** The samples of some units i*K + k, ascending. */
export function samplesOf(units: readonly number[], neurons: number): number[] {
  return [...new Set(units.map((unit) => Math.floor(unit / neurons)))];
}

/** What errors at checkpoints refer to. */
export interface References {
  readonly partitions: readonly PartitionReference[];
  readonly whole: FeasibleMargin | undefined;
}

/** A run's checkpoint as it was seen, with the partitions there. */
export function checkpointOf(
  data: Dataset,
  v: readonly number[],
  at: Sighting,
  sides: Partitions,
  references: References,
): NetworkCheckpoint {
  const { t, lnT, w, loss, gradientNorm, engine, crossings, units } = at;
  const { d } = data;
  const count = v.length;
  const outputs = everySample(data).map((i) => nth(data.y, i) * outputAt(data, v, w, i));
  const length = norm(w);
  const direction = normalized(w);
  const sliding = units?.sliding ?? [];
  return {
    ...(t === undefined ? {} : { t }),
    lnT,
    w: Array.from(w),
    norm: length,
    direction: Array.from(direction),
    directionError: references.whole === undefined ? Number.NaN : distance(direction, references.whole.direction),
    margin: smallest(outputs) / (length || 1),
    active: samplesActedOn(sides),
    loss,
    gradientNorm,
    engine,
    ...(crossings === undefined ? {} : { crossings: everySample(data).map((i) => sum(crossings.slice(i * count, (i + 1) * count))) }),
    neurons: v.map((_, k) => {
      const own = rowOf(w, k, d);
      const ownSliding = sliding.filter((unit) => unit % count === k);
      return { ...vectorOf(own), active: samplesActedOn(sides, k), sliding: samplesOf(ownSliding, count) };
    }),
    partitions: sides.partitions.map(({ members: samples, neurons }) => {
      const vector = vectorOf(combinedWeights(w, neurons, v, d));
      const target = references.partitions.find((known) => known.samples.join() === samples.join())?.direction ?? [];
      return {
        samples,
        neurons,
        ...vector,
        directionError: target.length === 0 ? Number.NaN : distance(vector.direction, target),
        margin: smallest(samples.map((i) => nth(outputs, i))) / (vector.norm || 1),
      };
    }),
    disjoint: sides.disjoint,
  };
}

/** f(x_i) at W. */
function outputAt(data: Dataset, v: readonly number[], w: Float64Array, i: number): number {
  return v.reduce((f, weight, k) => f + weight * Math.max(0, dot(rowOf(w, k, data.d), sample(data, i))), 0);
}

function vectorOf(w: Float64Array): { w: number[]; norm: number; direction: number[] } {
  return { w: Array.from(w), norm: norm(w), direction: Array.from(normalized(w)) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
