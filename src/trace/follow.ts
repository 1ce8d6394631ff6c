/** One run from the choice of its start to what it is compared with, told piece by piece. */

import type { Dataset } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import { network } from '../model/network.js';
import { leakyRelu, linear, relu } from '../model/neuron.js';
import { marginWork } from './margin-work.js';
import { type NetworkTrace, networkTraceOf } from './network.js';
import { networkStart } from './network-start.js';
import { type Descent, type Sighting, type Sightings, sight } from './sightings.js';
import { type ChosenStart, movingStart } from './start.js';
import { type Trace, traceOf } from './trace.js';

/** A model by what it is made from: a neuron by its slope, a network by its output weights. */
export type ModelParts = { readonly slope: number } | { readonly outputWeights: readonly number[] };

/** A run by value. */
export interface TracedRun {
  readonly data: Dataset;
  readonly model: ModelParts;
  /** Chosen where absent. */
  readonly start?: readonly number[];
  readonly descent: Descent;
  /** Work (see `marginWork`) up to which separators and max-margin directions are found. */
  readonly most: number;
}

/** What is told, in this order: the start where it was chosen, each sighting when it is made, all of them, and the trace. */
export type Told =
  | { readonly chosen: ChosenStart }
  | { readonly sighting: Sighting }
  | { readonly seen: Sightings }
  | { readonly trace: Trace | NetworkTrace };

/** The model that is made of these. */
export function modelOf(parts: ModelParts): Model {
  if ('outputWeights' in parts) return network(parts.outputWeights);
  return parts.slope === 0 ? relu : parts.slope === 1 ? linear : leakyRelu(parts.slope);
}

/** Follows a run, and tells what comes of it. */
export function follow(run: TracedRun, tell: (told: Told) => void): void {
  const { data, model: parts, descent, most } = run;
  const model = modelOf(parts);
  const chosen =
    run.start !== undefined
      ? undefined
      : 'outputWeights' in parts
        ? networkStart(data, parts.outputWeights)
        : movingStart(data, model, most);
  if (chosen !== undefined) tell({ chosen });
  const start = run.start ?? chosen?.start ?? [];
  const seen = sight(data, model, start, descent, (sighting) => tell({ sighting }));
  tell({ seen });
  tell({ trace: traceOfSeen(run, seen, start) });
}

/** The trace of what was seen of a run from this start. */
export function traceOfSeen({ data, model, descent, most }: TracedRun, seen: Sightings, start: readonly number[]): Trace | NetworkTrace {
  const neurons = 'outputWeights' in model ? model.outputWeights.length : 1;
  const work = marginWork(data.n, data.d * neurons);
  const within = work > most ? { ...seen, unaffordable: work } : seen;
  if ('outputWeights' in model) return networkTraceOf(data, model.outputWeights, within, start);
  return traceOf(data, modelOf(model), within, start, descent);
}
