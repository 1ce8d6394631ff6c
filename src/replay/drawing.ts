/** A recorded case as a drawing. */

import type { Case } from '../data/case.js';
import type { StoredOutcome } from '../data/case-file.js';
import { type Dataset, dataset } from '../data/dataset.js';
import { logLoss, type Model, workspace } from '../model/model.js';
import { exp, log } from '../numerics/elementary.js';
import { norm } from '../numerics/vector.js';
import { gradientDescent } from '../optimizer/gradient-descent.js';
import { maxMargin, signedRows } from '../oracle/max-margin.js';
import type { Drawing } from '../picture/drawing.js';
import { type Direction, drawingOfRun } from '../picture/run-drawing.js';
import type { Moment } from '../picture/run-series.js';
import { run } from '../trajectory/run.js';
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
    directions: neurons > 1 ? [] : directionsOf(data, recording, moments.at(-1)?.w ?? []),
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

/** The direction at the horizon, and the max-margin direction of the positives that ReLU models are compared with. */
function directionsOf(data: Dataset, { trajectory, models }: Recording, end: readonly number[]): Direction[] {
  const plus =
    models.has('relu') && data.positives.length > 0
      ? maxMargin({ dimension: data.d, atLeastOne: signedRows(data, { subset: data.positives }) })
      : undefined;
  return [
    ...(trajectory !== undefined && norm(end) > 0 ? [{ kind: 'limit', name: 'direction at the horizon', w: end } as const] : []),
    ...(plus?.feasible ? [{ kind: 'reference', name: 'w^+, max margin of the positives', w: plus.direction } as const] : []),
  ];
}
