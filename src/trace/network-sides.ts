/** On which side of its kink each unit of a network is, and what follows: patterns, combined weights, rows of the linear problem. */

import { type Dataset, everySample, labelOf, sample } from '../data/dataset.js';
import { nth, placesOf } from '../numerics/lists.js';
import { dot, plusMultiple } from '../numerics/vector.js';
import { patternPartition } from '../oracle/pattern.js';
import type { Sighting } from './sightings.js';

/** By unit i*K + k: whether neuron k acts on sample i, and whether the run is on that kink. */
export interface Sides {
  readonly neurons: number;
  readonly active: readonly boolean[];
  readonly sliding: readonly boolean[];
}

/** The samples of one activation pattern, and the neurons that act on them. */
export interface Group {
  readonly samples: readonly number[];
  readonly neurons: readonly number[];
}

/** Sides as log time keeps them, which it never reads off signs next to zero; by exact signs at a step. */
export function sidesAt(data: Dataset, { w, units }: Sighting, neurons: number): Sides {
  const { n } = data;
  if (units !== undefined) {
    const flags = (places: readonly number[]): boolean[] => {
      const set = new Set(places);
      return Array.from({ length: n * neurons }, (_, unit) => set.has(unit));
    };
    return { neurons, active: flags(units.active), sliding: flags(units.sliding) };
  }
  const active = w.every(Number.isFinite) ? exactSides(data, w, neurons) : computedSides(data, w, neurons);
  return { neurons, active, sliding: active.map(() => false) };
}

function exactSides(data: Dataset, w: Float64Array, neurons: number): boolean[] {
  const { patterns, of } = patternPartition(data, w, neurons);
  return of.flatMap((h) => Array.from(nth(patterns, h), (bit) => bit === 1));
}

/** As far as a run that has left the range of float64 has sides. */
function computedSides(data: Dataset, w: Float64Array, neurons: number): boolean[] {
  const { d } = data;
  return everySample(data).flatMap((i) =>
    Array.from({ length: neurons }, (_, k) => dot(w.subarray(k * d, (k + 1) * d), sample(data, i)) > 0),
  );
}

/** Whether a flag is set for sample i and any neuron. */
export function hasNeuron(flags: readonly boolean[], i: number, neurons: number): boolean {
  return flags.slice(i * neurons, (i + 1) * neurons).some((flag) => flag);
}

/** The samples by activation pattern, in the order of their first samples. */
export function groupsOf(data: Dataset, { neurons, active }: Sides): Group[] {
  const found = new Map<string, { samples: number[]; neurons: number[] }>();
  for (const i of everySample(data)) {
    const acting = placesOf(active.slice(i * neurons, (i + 1) * neurons), (flag) => flag);
    const group = found.get(acting.join()) ?? { samples: [], neurons: acting };
    group.samples.push(i);
    found.set(acting.join(), group);
  }
  return [...found.values()];
}

/** Wt_h, the sum of v_k w_k over some neurons. */
export function combined(w: Float64Array, neurons: readonly number[], v: readonly number[], d: number): Float64Array {
  return neurons.reduce((total, k) => plusMultiple(total, nth(v, k), w.subarray(k * d, (k + 1) * d)), new Float64Array(d));
}

/** f(x_i) at W. */
export function outputAt(data: Dataset, v: readonly number[], w: Float64Array, i: number): number {
  return v.reduce((f, weight, k) => f + weight * Math.max(0, dot(w.subarray(k * data.d, (k + 1) * data.d), sample(data, i))), 0);
}

/** y_i (v_k A_ik x_i)_k, K*d numbers for each sample that some neuron acts on: y_i f(x_i) is their inner product with W. */
export function liftedRows(data: Dataset, v: readonly number[], { neurons, active }: Sides): Float64Array[] {
  return everySample(data)
    .filter((i) => hasNeuron(active, i, neurons))
    .map((i) => {
      const row = v.flatMap((weight, k) =>
        Array.from(sample(data, i), (x) => (active[i * neurons + k] ? labelOf(data, i) * weight * x + 0 : 0)),
      );
      return Float64Array.from(row);
    });
}
