/** What is drawn of every run against ln t. */

import { exp } from '../numerics/elementary.js';
import { distance, norm, normalized, plusMultiple } from '../numerics/vector.js';
import type { Series } from './drawing.js';
import type { Point } from './plane.js';
import { NEURON_STYLES } from './style.js';

/** One moment of a run: the number of steps where it is drawn in the plane, ln t, and w. */
export interface Moment {
  readonly k?: number;
  readonly s: number;
  readonly w: readonly number[];
  /** ln of the loss, NaN where it is not known. */
  readonly logLoss: number;
}

/** ln of the loss beyond which its logarithm is drawn. */
const MOST_LOG_LOSS = 14;
/** Degrees: smaller angles look the same. */
const LEAST_ANGLE = 1e-3;

/** The loss and the angle to the direction at the end, against ln t; in one dimension the weights. */
export function seriesOf(moments: readonly Moment[], d: number, neurons: number): Series[] {
  const shown = moments.filter(({ s }) => s >= 0);
  if (shown.length < 3) return [];
  const end = moments.findLast(({ w }) => Number.isFinite(norm(w)))?.w ?? [];
  const each = (value: (neuron: number) => (w: readonly number[]) => number): Series['curves'] =>
    Array.from({ length: neurons }, (_, neuron) => ({
      style: `neuron-${neuron % NEURON_STYLES}`,
      points: shown.map(({ s, w }): Point => [s, value(neuron)(w.slice(d * neuron, d * (neuron + 1)))]),
    }));
  const isHuge = shown.some(({ logLoss }) => logLoss > MOST_LOG_LOSS);
  const loss: Series = {
    title: isHuge ? 'ln of the loss, against ln t' : 'loss, against ln t',
    curves: [{ style: 'neuron-0', points: shown.map(({ s, logLoss }): Point => [s, isHuge ? logLoss : exp(logLoss)]) }],
  };
  const weights: Series = {
    title: `w${neurons > 1 ? ' of each neuron' : ''}, against ln t`,
    curves: each(
      () =>
        ([w]) =>
          w ?? Number.NaN,
    ),
  };
  const angle: Series = {
    title: 'angle to the last iterate in degrees, against ln t',
    curves: each((neuron) => angleTo(end.slice(d * neuron, d * (neuron + 1)))),
    least: LEAST_ANGLE,
  };
  return [loss, d === 1 ? weights : angle].filter(({ curves }) =>
    curves.some(({ points }) => points.some(([, value]) => Number.isFinite(value))),
  );
}

function angleTo(end: readonly number[]): (w: readonly number[]) => number {
  const to = normalized(end);
  // By half the angle: near 0 its cosine has lost all digits.
  return (w) => {
    const from = normalized(w);
    return (360 / Math.PI) * Math.atan2(distance(from, to), norm(plusMultiple(from, 1, to)));
  };
}
