/** A recorded case as a drawing: in its own plane, in the plane of the limit and the tightest sample, or against ln t alone. */

import type { Case } from '../data/case.js';
import { type Dataset, dataset, sample } from '../data/dataset.js';
import { logLoss, type Model, workspace } from '../model/model.js';
import { exp, log } from '../numerics/elementary.js';
import { dot, type Numbers, norm } from '../numerics/vector.js';
import { gradientDescent } from '../optimizer/gradient-descent.js';
import { maxMargin, signedRows } from '../oracle/max-margin.js';
import type { Drawing, Path, Ray, Sample, Series } from '../picture/drawing.js';
import type { Point } from '../picture/plane.js';
import { NEURON_STYLES } from '../picture/style.js';
import { toSixDigits } from '../text/number.js';
import { run } from '../trajectory/run.js';
import { COORDINATES, type Projection, tightestPlane } from './projection.js';
import type { RecordedIterate, Recording } from './recording.js';

/** Steps drawn of a run that was followed in log time alone. */
const FIRST_STEPS = 300;

/** One moment of the run: the step where it is one that was recorded, ln t, and w. */
interface Moment {
  readonly k?: number;
  readonly s: number;
  readonly w: readonly number[];
  /** ln of the loss, where it is known. */
  readonly logLoss: number;
}

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
  const moments = momentsOf(data, iterates, recording, neurons);
  const end = moments.at(-1)?.w ?? [];
  const projection = data.d === 2 ? COORDINATES : data.d > 2 && neurons === 1 && norm(end) > 0 ? tightestPlane(data, end) : undefined;
  // Of a limit no single step is of interest.
  const isStep = recording.trajectory === undefined && iterates.length > 1 && iterates.some(({ k }) => k === step);
  const marked = isStep ? step : undefined;
  const rays = projection === undefined || neurons > 1 ? [] : raysOf(data, recording, end, projection);
  return {
    title,
    description: description(data, iterates, rays),
    ...(projection === undefined
      ? {}
      : {
          plane: {
            axes: projection.axes,
            hasKinks: data.d === 2,
            samples: Array.from(
              { length: data.n },
              (_, i): Sample => ({ point: seen(sample(data, i), projection), label: data.y[i] ?? 1 }),
            ),
            paths: pathsOf(iterates, data.d, neurons, projection),
            rays,
            ...(marked === undefined ? {} : { marked }),
          },
        }),
    series: seriesOf(moments, data.d, neurons),
    ...(marked === undefined ? {} : { moment: log(Math.max(1, marked)) }),
  };
}

const seen = (vector: Numbers, { across, up }: Projection): Point => [dot(across, vector), dot(up, vector)];

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

function momentsOf(data: Dataset, iterates: readonly RecordedIterate[], { trajectory, models }: Recording, neurons: number): Moment[] {
  const model = [...models.values()].find((one) => one.neurons === neurons);
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

function pathsOf(iterates: readonly RecordedIterate[], d: number, neurons: number, projection: Projection): Path[] {
  const last = iterates.at(-1)?.k ?? 0;
  return Array.from({ length: neurons }, (_, neuron) => ({
    name: `${neurons > 1 ? `neuron ${neuron + 1}` : 'iterates'}${last === 0 ? '' : ` to step ${last}`}`,
    style: `neuron-${neuron % NEURON_STYLES}`,
    points: iterates
      .map(({ k, w }) => ({ k, at: seen(w.slice(d * neuron, d * (neuron + 1)), projection) }))
      .filter(({ at }) => at.every(Number.isFinite)),
  }));
}

/** The direction at the horizon, and the max-margin direction of the positives that ReLU models are compared with. */
function raysOf(data: Dataset, { trajectory, models }: Recording, end: readonly number[], projection: Projection): Ray[] {
  const unit = (vector: Numbers): Point => {
    const at = seen(vector, projection);
    const length = norm(at);
    return [at[0] / length, at[1] / length];
  };
  const rays: Ray[] = [];
  if (trajectory !== undefined && norm(end) > 0) rays.push({ kind: 'limit', name: 'direction at the horizon', at: unit(end) });
  if (models.has('relu') && data.positives.length > 0) {
    const answer = maxMargin({ dimension: data.d, atLeastOne: signedRows(data, { subset: data.positives }) });
    if (answer.feasible && norm(seen(answer.direction, projection)) > 1e-9)
      rays.push({ kind: 'reference', name: 'w^+, max margin of the positives', at: unit(answer.direction) });
  }
  return rays;
}

/** The loss and the angle to the direction at the end, against ln t; in one dimension the weights. */
function seriesOf(moments: readonly Moment[], d: number, neurons: number): Series[] {
  const shown = moments.filter(({ s }) => s >= 0);
  if (shown.length < 3) return [];
  const end = moments.at(-1)?.w ?? [];
  const curve = (neuron: number, value: (w: readonly number[]) => number): Series['curves'][number] => ({
    style: `neuron-${neuron % NEURON_STYLES}`,
    points: shown.map(({ s, w }): Point => [s, value(w.slice(d * neuron, d * (neuron + 1)))]),
  });
  const each = (value: (neuron: number) => (w: readonly number[]) => number): Series['curves'] =>
    Array.from({ length: neurons }, (_, neuron) => curve(neuron, value(neuron)));
  const loss: Series = {
    title: 'loss, against ln t',
    curves: [{ style: 'neuron-0', points: shown.map(({ s, logLoss: value }): Point => [s, exp(Math.min(value, 700))]) }],
  };
  const second: Series =
    d === 1
      ? {
          title: 'w, against ln t',
          curves: each(
            () =>
              ([w]) =>
                w ?? Number.NaN,
          ),
        }
      : {
          title: 'angle to the last iterate in degrees, against ln t',
          curves: each((neuron) => angleTo(end.slice(d * neuron, d * (neuron + 1)))),
        };
  return [loss, second];
}

function angleTo(end: readonly number[]): (w: readonly number[]) => number {
  const size = norm(end);
  return (w) => (Math.acos(Math.min(1, Math.max(-1, dot(w, end) / (size * norm(w))))) * 180) / Math.PI;
}

/** What the picture shows, for those who do not see it. */
function description(data: Dataset, iterates: readonly RecordedIterate[], rays: readonly Ray[]): string {
  const list = (label: number): string =>
    Array.from({ length: data.n }, (_, i) => i)
      .filter((i) => data.y[i] === label)
      .map((i) => `x${i + 1} (${Array.from(sample(data, i)).join(', ')})`)
      .join(', ');
  const [first, last] = [iterates[0], iterates.at(-1)];
  const limit = rays.find(({ kind }) => kind === 'limit');
  return [
    `Samples labelled +1: ${list(1) || 'none'}. Samples labelled -1: ${list(-1) || 'none'}.`,
    ...(data.d === 2 ? ['A dotted line for each sample is its kink, where w.x = 0.'] : []),
    ...(first === undefined ? [] : [`The parameters start at (${first.w.join(', ')}).`]),
    ...(first === last || last === undefined ? [] : [`After ${last.k} steps they are (${last.w.map(toSixDigits).join(', ')}).`]),
    ...(limit === undefined || data.d !== 2
      ? []
      : [`Followed in log time they point to (${limit.at.map(toSixDigits).join(', ')}) at the horizon.`]),
  ].join(' ');
}
