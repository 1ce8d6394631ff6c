/** The loss and the direction against ln t, with the moment of the slider. */

import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { JSX } from 'preact';
import { largest, smallest } from '../../numerics/lists.js';
import type { Moment } from './moments.js';

const WIDTH = 480;
const HEIGHT = 150;
const LEFT = 52;
const BOTTOM = 26;
/** Places of numbers below the axis, as far as ln t goes; the last one is the end of the axis. */
const TICKS = [0, 1, 10, 100, 1000];
const SHORT_TICKS = [0, 1, 2, 4];

/** Where ln t stands on an axis to `horizon`, which is logarithmic in 1 + ln t. */
export const placeOf = (lnT: number, horizon: number): number => Math.log10(1 + Math.max(0, lnT)) / Math.log10(1 + horizon);
/** ln t at a place of the axis. */
export const lnTAt = (place: number, horizon: number): number => (1 + horizon) ** place - 1;

/** A line of a chart. */
export interface Curve {
  readonly kind: string;
  readonly points: readonly (readonly [lnT: number, value: number])[];
}

interface Props {
  readonly title: string;
  readonly curves: readonly Curve[];
  /** Values that curves are compared with. */
  readonly levels: readonly { readonly name: string; readonly kind: string; readonly value: number }[];
  readonly at: number;
  /** ln t at the end of the axis. */
  readonly horizon: number;
  /** The values that are shown; by default all. */
  readonly range?: readonly [low: number, high: number];
}

/** A chart against ln t. */
export function Chart({ title, curves, levels, at, horizon, range }: Props): JSX.Element {
  const values = [...curves.flatMap(({ points }) => points.map(([, value]) => value)), ...levels.map(({ value }) => value)].filter(
    Number.isFinite,
  );
  const [low, high] = range ?? (values.length === 0 ? [0, 1] : [smallest(values), largest(values)]);
  const air = high > low ? 0.08 * (high - low) : 0.5;
  const y = scaleLinear([low - air, high + air], [HEIGHT - BOTTOM, 8]);
  const x = (lnT: number): number => LEFT + placeOf(lnT, horizon) * (WIDTH - LEFT - 8);
  const shape = line<readonly [number, number]>(
    ([lnT]) => x(lnT),
    ([, value]) => y(value),
  ).defined(([, value]) => value >= low && value <= high);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        {y.ticks(4).map((tick) => (
          <g key={tick} class="tick">
            <line x1={LEFT} x2={WIDTH - 8} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 5} y={y(tick) + 4} text-anchor="end">
              {Number(tick.toPrecision(6))}
            </text>
          </g>
        ))}
        {(horizon > 100 ? TICKS : SHORT_TICKS).map((tick) => (
          <text key={tick} class="below" x={x(tick)} y={HEIGHT - 8} text-anchor="middle">
            {tick}
          </text>
        ))}
        <text class="below" x={x(horizon)} y={HEIGHT - 8} text-anchor="end">
          ln t = {horizon === 1e4 ? '10⁴' : horizon.toPrecision(3)}
        </text>
        {levels.map(({ name, kind, value }) => (
          <line key={name} class={`level ${kind}`} x1={LEFT} x2={WIDTH - 8} y1={y(value)} y2={y(value)}>
            <title>{name}</title>
          </line>
        ))}
        {curves.map(({ kind, points }) => (
          <path key={kind} class={`curve ${kind}`} d={shape(points) ?? ''} />
        ))}
        <line class="moment" x1={x(at)} x2={x(at)} y1={4} y2={HEIGHT - BOTTOM} />
      </svg>
    </figure>
  );
}

/** Angles of a neuron's weights in degrees, without jumps of a whole turn. */
export function angles(moments: readonly Moment[], neuron: number): (readonly [number, number])[] {
  let before: number | undefined;
  return moments.flatMap(({ lnT, w }) => {
    const [a = 0, b = 0] = w.slice(2 * neuron, 2 * neuron + 2);
    if (lnT < 0 || (a === 0 && b === 0)) return [];
    let angle = (Math.atan2(b, a) * 180) / Math.PI;
    while (before !== undefined && angle - before > 180) angle -= 360;
    while (before !== undefined && angle - before < -180) angle += 360;
    before = angle;
    return [[lnT, angle] as const];
  });
}
