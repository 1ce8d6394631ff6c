/** The margin of a run on the linear model, in three norms, beside the largest: which of them does the method maximise? */

import type { JSX } from 'preact';
import { smallest } from '../../numerics/lists.js';
import { Chart, type Curve } from './charts.js';
import type { LargestMargin, NormName } from './largest-margins.js';
import type { Moment } from './moments.js';
import type { Scene } from './scene.js';

const SIZES: Readonly<Record<NormName, (a: number, b: number) => number>> = {
  l1: (a, b) => Math.abs(a) + Math.abs(b),
  l2: Math.hypot,
  'l-infinity': (a, b) => Math.max(Math.abs(a), Math.abs(b)),
};
const SHOWN: Readonly<Record<NormName, string>> = { l1: 'l1', l2: 'l2', 'l-infinity': 'l∞' };
/** Shares of the largest margin that are shown. */
const RANGE = [0, 1] as const;

interface Props {
  readonly samples: Scene['samples'];
  readonly largest: readonly LargestMargin[];
  readonly moments: readonly Moment[];
  /** The moment of the slider, and its parameters. */
  readonly at: number;
  readonly now: readonly number[];
  readonly horizon: number;
}

/** A chart with a curve for each norm, each as a share of the largest margin in it, and the margins at the moment of the slider. */
export function Margins({ samples, largest, moments, at, now, horizon }: Props): JSX.Element {
  const curves = largest.map(
    ({ norm, margin }): Curve => ({
      kind: `norm-${norm}`,
      points: moments.filter(({ lnT }) => lnT >= 0).map(({ lnT, w }) => [lnT, marginOf(samples, w, norm) / margin]),
    }),
  );
  return (
    <>
      <Chart
        title="Margin in three norms as a share of the largest, against ln t"
        curves={curves}
        levels={[{ name: 'the largest', kind: 'largest', value: 1 }]}
        at={at}
        horizon={horizon}
        range={RANGE}
      />
      <ul class="legend margins">
        {largest.map(({ norm, margin }) => (
          <li key={norm}>
            <span class={`swatch norm-${norm}`} /> {SHOWN[norm]}: margin {marginOf(samples, now, norm).toPrecision(5)}, the largest is{' '}
            {margin.toPrecision(5)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** min_i y_i w.x_i / |w| in a norm; not a number at w = 0. */
function marginOf(samples: Scene['samples'], [a = 0, b = 0]: readonly number[], norm: NormName): number {
  return smallest(samples.map(({ at, label }) => label * (a * at[0] + b * at[1]))) / SIZES[norm](a, b);
}
