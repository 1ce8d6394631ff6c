/** One run as a drawing: in its own plane, in a plane that it is seen in, or against ln t alone. */

import { type Dataset, sample } from '../data/dataset.js';
import { log } from '../numerics/elementary.js';
import { norm } from '../numerics/vector.js';
import { toSixDigits } from '../text/number.js';
import type { Direction, Directions } from './directions.js';
import type { Drawing, Path, Ray, Sample, Series } from './drawing.js';
import { lineDrawing } from './line-drawing.js';
import { type Projection, planeOf, seen } from './projection.js';
import { type Moment, seriesOf } from './run-series.js';
import { NEURON_STYLES } from './style.js';

/** A run as it was followed. */
export interface DrawnRun {
  readonly title: string;
  readonly data: Dataset;
  /** Number of neurons K; a moment's w is K*d numbers. */
  readonly neurons: number;
  /** Ascending; those with a number of steps come first. */
  readonly moments: readonly Moment[];
  readonly directions: Directions;
  /** The step of interest, where one is. */
  readonly marked?: number;
  /** ln of the loss at w, where the model is known: what is above weights of one feature. */
  readonly lossAt?: (w: readonly number[]) => number;
  /** What of the plane the model makes: kinks, and the regions of one ReLU neuron. */
  readonly hasKinks: boolean;
  readonly hasRegions: boolean;
  /** Charts besides those of the loss, and of the angle to the end or the weights. */
  readonly series?: readonly Series[];
}

/** Samples beyond which the description counts them. */
const MOST_LISTED = 24;
/** Samples beyond which kinks and regions are left out: they would cover the plane, and take long. */
const MOST_KINKS = 1000;
/** Directions shorter than this in the plane are not drawn. */
const ACROSS_THE_PLANE = 1e-9;

/** The drawing of a run. */
export function drawingOfRun(drawn: DrawnRun): Drawing {
  const { title, data, neurons, moments, directions, marked, lossAt, hasKinks, hasRegions, series = [] } = drawn;
  const projection = planeOf(data, neurons, moments.at(-1)?.w ?? []);
  const rays = projection === undefined ? [] : raysOf(directions.rays, projection);
  const inPlane = data.d === 2 && data.n <= MOST_KINKS;
  return {
    title,
    description: description({ ...drawn, hasKinks: hasKinks && inPlane }, rays),
    ...(projection === undefined
      ? {}
      : {
          plane: {
            axes: projection.axes,
            hasKinks: inPlane && hasKinks,
            hasRegions: inPlane && hasRegions,
            samples: Array.from(
              { length: data.n },
              (_, i): Sample => ({ point: seen(sample(data, i), projection), label: data.y[i] ?? 1 }),
            ),
            paths: pathsOf(moments, data.d, neurons, projection),
            rays,
            notes: directions.notes,
            ...(marked === undefined ? {} : { marked }),
          },
        }),
    ...(data.d === 1
      ? {
          line: lineDrawing({
            data,
            neurons,
            lossAt,
            paths: pathsOf(moments, 1, neurons, ALONG),
            ...(marked === undefined ? {} : { marked }),
          }),
        }
      : {}),
    series: [...seriesOf(moments, data.d, neurons), ...series],
    ...(marked === undefined ? {} : { moment: log(Math.max(1, marked)) }),
  };
}

/** The axis of one feature. */
const ALONG: Projection = { across: Float64Array.of(1), up: Float64Array.of(0), axes: ['w', ''] };

function raysOf(directions: readonly Direction[], projection: Projection): Ray[] {
  return directions.flatMap(({ w, ...ray }) => {
    const [a, b] = seen(w, projection);
    const length = norm([a, b]);
    return length > ACROSS_THE_PLANE * norm(w) ? [{ ...ray, at: [a / length, b / length] as const }] : [];
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

/** What the picture shows, for those who do not see it. */
function description({ data, moments, hasKinks, directions: { notes } }: DrawnRun, rays: readonly Ray[]): string {
  const list = (label: number): string => {
    const own = Array.from({ length: data.n }, (_, i) => i).filter((i) => data.y[i] === label);
    if (data.n > MOST_LISTED) return String(own.length);
    return own.map((i) => `x${i + 1} (${Array.from(sample(data, i)).join(', ')})`).join(', ') || 'none';
  };
  const steps = moments.filter(({ k }) => k !== undefined);
  const [first, last] = [steps[0], steps.at(-1)];
  const directionsOf = (kind: Ray['kind']): readonly Ray[] => (data.d === 2 ? rays.filter((ray) => ray.kind === kind) : []);
  const pointText = ({ at }: Ray): string => `(${at.map(toSixDigits).join(', ')})`;
  const limits = directionsOf('limit');
  return [
    `Samples labelled +1: ${list(1)}. Samples labelled -1: ${list(-1)}.`,
    ...(data.d === 2 && hasKinks ? ['A dotted line for each sample is its kink, where w.x = 0.'] : []),
    ...(first === undefined ? [] : [`The parameters start at (${first.w.join(', ')}).`]),
    ...(first === last || last === undefined ? [] : [`After ${last.k} steps they are (${last.w.map(toSixDigits).join(', ')}).`]),
    ...(limits.length === 0 ? [] : [`Followed in log time they point to ${limits.map(pointText).join(' and ')} at the horizon.`]),
    ...directionsOf('reference').map((ray) => `${ray.name}: ${pointText(ray)}.`),
    ...notes,
  ].join(' ');
}
