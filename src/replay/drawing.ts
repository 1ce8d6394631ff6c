/** A recorded case as a drawing. */

import type { Case } from '../data/case.js';
import type { StoredOutcome } from '../data/case-file.js';
import { type Dataset, dataset } from '../data/dataset.js';
import { logLoss, type Model, workspace } from '../model/model.js';
import { slopeOf } from '../model/neuron.js';
import { exp, log } from '../numerics/elementary.js';
import { allFinite } from '../numerics/vector.js';
import { gradientDescent } from '../optimizer/gradient-descent.js';
import { type MarginOver, neuronMargins } from '../oracle/neuron-margins.js';
import { neuronTargets, partitionMargins } from '../oracle/partition-margins.js';
import { type Partition, partitionsOf, patternPartition } from '../oracle/pattern.js';
import { type Direction, type Directions, partitionDirections, together } from '../picture/directions.js';
import type { Drawing } from '../picture/drawing.js';
import { drawingOfRun } from '../picture/run-drawing.js';
import type { Moment } from '../picture/run-series.js';
import { partitionsInLogTime } from '../trajectory/network-sides.js';
import { run } from '../trajectory/run.js';
import { type Ending, endingOf } from './limit-direction.js';
import type { RecordedIterate, Recording } from './recording.js';

/** What a picture of a case says above it. */
export function titleOf(id: string, { verdict, step }: Pick<StoredOutcome, 'verdict' | 'step'>): string {
  return step > 0 ? `${id} is ${verdict} at step ${step}` : `${id} is ${verdict}`;
}

/** Steps drawn of a run that was followed in log time alone. */
const FIRST_STEPS = 300;

/**
 * The drawing of a case.
 *
 * @param title - what is broken, in words.
 * @param step - the step of interest.
 */
export function drawingOf(title: string, input: Case, recording: Recording, step: number): Drawing {
  const data = dataset(input.data);
  const iterates = iteratesOf(input, recording);
  const neurons = Math.max(1, Math.round((iterates[0]?.w.length ?? 0) / data.d));
  const model = [...recording.models.values()].find((one) => one.neurons === neurons);
  const moments = momentsOf(data, iterates, recording, model);
  const ending = endingOf(input, recording, neurons);
  // Of a limit no single step is of interest.
  const isStep = recording.trajectory === undefined && iterates.length > 1 && iterates.some(({ k }) => k === step);
  return drawingOfRun({
    title,
    data,
    neurons,
    moments,
    ...(model === undefined ? {} : { lossAt: (w: readonly number[]) => lossAt(model, data, w) }),
    hasKinks: [...recording.models.values()].some(({ name }) => name !== 'linear'),
    hasRegions: recording.models.has('relu') && neurons === 1,
    directions: together(
      ending,
      neurons > 1
        ? ofNetwork(data, input, neurons, lastPartitions(data, neurons, ending, moments))
        : ofNeuron(data, recording.models.get('relu') ?? model),
    ),
    ...(isStep ? { marked: step } : {}),
  });
}

/** The iterates that were recorded, or the first steps of a run that was followed in log time; else the start. */
function iteratesOf(input: Case, { iterates, trajectory, models }: Recording): readonly RecordedIterate[] {
  if (iterates.length > 0) return iterates;
  const { start, steps } = input;
  const data = dataset(input.data);
  const model = [...models.values()].find(({ neurons }) => neurons * data.d === start.length);
  if (trajectory === undefined || model === undefined || steps.kind !== 'constant') return start.length > 0 ? [{ k: 0, w: start }] : [];
  const first: RecordedIterate[] = [];
  const observe = ({ k, w }: { k: number; w: Float64Array }): void => void first.push({ k, w: Array.from(w) });
  run({ data, model, start, optimizer: gradientDescent, stepSize: steps.eta, steps: FIRST_STEPS, observe });
  return first;
}

function momentsOf(data: Dataset, iterates: readonly RecordedIterate[], { trajectory }: Recording, model: Model | undefined): Moment[] {
  const steps = iterates.map(
    ({ k, w }): Moment => ({ k, s: log(k), w, logLoss: model === undefined ? Number.NaN : lossAt(model, data, w) }),
  );
  const last = steps.at(-1)?.s ?? Number.NEGATIVE_INFINITY;
  const later = (trajectory?.checkpoints ?? [])
    .filter(({ s }) => s > last)
    .map(
      ({ s, w, constantLoss, logExcess }): Moment => ({ s, w: Array.from(w), logLoss: log(constantLoss + exp(Math.min(logExcess, 700))) }),
    );
  return [...steps, ...later];
}

function lossAt(model: Model, data: Dataset, w: readonly number[]): number {
  const at = workspace(model, data);
  model.evaluate(data, Float64Array.from(w), at);
  return logLoss(at);
}

const NAMES: Readonly<Record<MarginOver, string>> = {
  all: 'max margin of all y x',
  positives: 'w^+, max margin of the positives',
  'positives, no negative active': 'w^+ under w.x <= 0 for the negatives',
};

/** The max-margin directions that a neuron is compared with. */
function ofNeuron(data: Dataset, model: Model | undefined): Directions {
  const slope = model === undefined ? undefined : slopeOf(model);
  if (slope === undefined) return { rays: [], notes: [] };
  const [first, ...others] = neuronMargins(data, slope);
  const distinct = first === undefined ? [] : [first, ...others.filter(({ direction }) => !isSame(direction, first.direction))];
  const rays = distinct.map(
    ({ over, direction }): Direction => ({
      kind: 'reference',
      name: NAMES[over],
      w: direction,
      ...(distinct.length > 1 && over === 'positives' ? { tip: 'w^+' } : {}),
    }),
  );
  return { rays, notes: [] };
}

const isSame = (a: Float64Array, b: Float64Array): boolean => a.every((entry, j) => entry === b[j]);

/** The max-margin directions that the neurons of a network are compared with, by the partitions at the end of what was followed. */
function ofNetwork(data: Dataset, { outputWeights = [] }: Case, neurons: number, last: readonly Partition[]): Directions {
  if (outputWeights.length !== neurons || last.length === 0) return { rays: [], notes: [] };
  const partitions = partitionMargins(data, last);
  return partitionDirections(partitions, neuronTargets(partitions, outputWeights), outputWeights.length);
}

/** The partitions at the end of what was followed: as log time has them, else by the signs of the last iterate; none where it has none. */
function lastPartitions(data: Dataset, neurons: number, { last }: Ending, moments: readonly Moment[]): readonly Partition[] {
  if (last !== undefined) return partitionsInLogTime(data, last, neurons).partitions;
  const w = moments.at(-1)?.w ?? [];
  return w.length === neurons * data.d && allFinite(w) ? partitionsOf(patternPartition(data, w, neurons)).partitions : [];
}
