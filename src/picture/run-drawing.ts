/** One run as a drawing: in its own plane, in a plane that it is seen in, or against ln t alone. */

import { type Dataset, sample } from '../data/dataset.js';
import { exp, log } from '../numerics/elementary.js';
import { dot, type Numbers, norm } from '../numerics/vector.js';
import { toSixDigits } from '../text/number.js';
import type { Drawing, Path, Ray, Sample, Series } from './drawing.js';
import type { Point } from './plane.js';
import { type Projection, planeOf, seen } from './projection.js';
import { NEURON_STYLES } from './style.js';

/** One moment of a run: the number of steps where it is drawn in the plane, ln t, and w. */
export interface Moment {
  readonly k?: number;
  readonly s: number;
  readonly w: readonly number[];
  /** ln of the loss, NaN where it is not known. */
  readonly logLoss: number;
}

/** A direction of d features that is drawn from the origin, of any length. */
export interface Direction extends Omit<Ray, 'at'> {
  readonly w: Numbers;
}

/** A run as it was followed. */
export interface DrawnRun {
  readonly title: string;
  readonly data: Dataset;
  /** Number of neurons K; a moment's w is K*d numbers. */
  readonly neurons: number;
  /** Ascending; those with a number of steps come first. */
  readonly moments: readonly Moment[];
  readonly directions: readonly Direction[];
  /** The step of interest, where one is. */
  readonly marked?: number;
  /** Charts besides those of the loss, and of the angle to the end or the weights. */
  readonly series?: readonly Series[];
}

/** Samples beyond which the description counts them. */
const MOST_LISTED = 24;
/** Directions shorter than this in the plane are not drawn. */
const ACROSS_THE_PLANE = 1e-9;

/** The drawing of a run. */
export function drawingOfRun({ title, data, neurons, moments, directions, marked, series = [] }: DrawnRun): Drawing {
  const projection = planeOf(data, neurons, moments.at(-1)?.w ?? []);
  const rays = projection === undefined ? [] : raysOf(directions, projection);
  return {
    title,
    description: description(data, moments, rays),
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
            paths: pathsOf(moments, data.d, neurons, projection),
            rays,
            ...(marked === undefined ? {} : { marked }),
          },
        }),
    series: [...seriesOf(moments, data.d, neurons), ...series],
    ...(marked === undefined ? {} : { moment: log(Math.max(1, marked)) }),
  };
}

function raysOf(directions: readonly Direction[], projection: Projection): Ray[] {
  return directions.flatMap(({ kind, name, w }) => {
    const [a, b] = seen(w, projection);
    const length = norm([a, b]);
    return length > ACROSS_THE_PLANE * norm(w) ? [{ kind, name, at: [a / length, b / length] as const }] : [];
  });
}

function pathsOf(moments: readonly Moment[], d: number, neurons: number, projection: Projection): Path[] {
  const steps = moments.flatMap(({ k, w }) => (k === undefined ? [] : [{ k, w }]));
  const last = steps.at(-1)?.k ?? 0;
  return Array.from({ length: neurons }, (_, neuron) => ({
    name: `${neurons > 1 ? `neuron ${neuron + 1}` : 'iterates'}${last === 0 ? '' : ` to step ${last}`}`,
    style: `neuron-${neuron % NEURON_STYLES}`,
    points: steps
      .map(({ k, w }) => ({ k, at: seen(w.slice(d * neuron, d * (neuron + 1)), projection) }))
      .filter(({ at }) => at.every(Number.isFinite)),
  }));
}

/** The loss and the angle to the direction at the end, against ln t; in one dimension the weights. */
function seriesOf(moments: readonly Moment[], d: number, neurons: number): Series[] {
  const shown = moments.filter(({ s }) => s >= 0);
  if (shown.length < 3) return [];
  const end = moments.at(-1)?.w ?? [];
  const each = (value: (neuron: number) => (w: readonly number[]) => number): Series['curves'] =>
    Array.from({ length: neurons }, (_, neuron) => ({
      style: `neuron-${neuron % NEURON_STYLES}`,
      points: shown.map(({ s, w }): Point => [s, value(neuron)(w.slice(d * neuron, d * (neuron + 1)))]),
    }));
  const loss: Series = {
    title: 'loss, against ln t',
    curves: [{ style: 'neuron-0', points: shown.map(({ s, logLoss: value }): Point => [s, exp(Math.min(value, 700))]) }],
  };
  return [
    loss,
    d === 1
      ? {
          title: `w${neurons > 1 ? ' of each neuron' : ''}, against ln t`,
          curves: each(
            () =>
              ([w]) =>
                w ?? Number.NaN,
          ),
        }
      : {
          title: 'angle to the last iterate in degrees, against ln t',
          curves: each((neuron) => angleTo(end.slice(d * neuron, d * (neuron + 1)))),
        },
  ];
}

function angleTo(end: readonly number[]): (w: readonly number[]) => number {
  const size = norm(end);
  return (w) => (Math.acos(Math.min(1, Math.max(-1, dot(w, end) / (size * norm(w))))) * 180) / Math.PI;
}

/** What the picture shows, for those who do not see it. */
function description(data: Dataset, moments: readonly Moment[], rays: readonly Ray[]): string {
  const list = (label: number): string => {
    const own = Array.from({ length: data.n }, (_, i) => i).filter((i) => data.y[i] === label);
    if (data.n > MOST_LISTED) return String(own.length);
    return own.map((i) => `x${i + 1} (${Array.from(sample(data, i)).join(', ')})`).join(', ') || 'none';
  };
  const steps = moments.filter(({ k }) => k !== undefined);
  const [first, last] = [steps[0], steps.at(-1)];
  const limit = rays.find(({ kind }) => kind === 'limit');
  return [
    `Samples labelled +1: ${list(1)}. Samples labelled -1: ${list(-1)}.`,
    ...(data.d === 2 ? ['A dotted line for each sample is its kink, where w.x = 0.'] : []),
    ...(first === undefined ? [] : [`The parameters start at (${first.w.join(', ')}).`]),
    ...(first === last || last === undefined ? [] : [`After ${last.k} steps they are (${last.w.map(toSixDigits).join(', ')}).`]),
    ...(limit === undefined || data.d !== 2
      ? []
      : [`Followed in log time they point to (${limit.at.map(toSixDigits).join(', ')}) at the horizon.`]),
  ].join(' ');
}
