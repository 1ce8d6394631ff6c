/** A run on data of one feature as a drawing: samples and weights on an axis, the loss above it. */

import type { Dataset } from '../data/dataset.js';
import { exp } from '../numerics/elementary.js';
import { largest, smallest } from '../numerics/lists.js';
import type { LineDrawing, Path } from './drawing.js';
import type { Point } from './plane.js';

/** Points of the curve. */
const POINTS = 49;

/** What of a run stands on the axis. */
export interface LineRun {
  readonly data: Dataset;
  readonly neurons: number;
  /** The neurons' paths, weights across. */
  readonly paths: readonly Path[];
  /** ln of the loss at w. */
  readonly lossAt: ((w: readonly number[]) => number) | undefined;
  readonly marked?: number;
}

/** The drawing; with one neuron each weight stands at the height of its loss, with several at that of its neuron's number. */
export function lineDrawing({ data, neurons, paths, lossAt, marked }: LineRun): LineDrawing {
  const samples = Array.from({ length: data.n }, (_, i) => ({ x: data.x[i] ?? 0, label: data.y[i] ?? 1 }));
  const isLandscape = neurons === 1 && lossAt !== undefined;
  const height = (w: number, neuron: number): number => (isLandscape ? exp(Math.min(lossAt([w]), 700)) : neurons > 1 ? neuron + 1 : 0);
  const raised = paths.map(
    (path, neuron): Path => ({
      ...path,
      points: path.points
        .map(({ k, at: [w] }) => ({ k, at: [w, height(w, neuron)] as const }))
        .filter(({ at }) => at.every(Number.isFinite)),
    }),
  );
  return {
    up: isLandscape ? 'loss' : neurons > 1 ? 'neuron' : '',
    samples,
    curve: isLandscape ? curveOf(samples, raised, (w) => height(w, 0)) : [],
    paths: raised,
    ...(marked === undefined ? {} : { marked }),
  };
}

/** The loss over all that is shown, and at 0, where the kinks are. */
function curveOf(samples: LineDrawing['samples'], paths: readonly Path[], loss: (w: number) => number): Point[] {
  const shown = [0, ...samples.map(({ x }) => x), ...paths.flatMap(({ points }) => points.map(({ at: [w] }) => w))];
  const [least, most] = [smallest(shown), largest(shown)];
  const air = 0.2 * Math.max(most - least, 1);
  const from = least - air;
  const width = most - least + 2 * air;
  const places = Array.from({ length: POINTS }, (_, i) => from + (width * i) / (POINTS - 1));
  return [...places, 0].sort((a, b) => a - b).map((w): Point => [w, loss(w)]);
}
