/** The field as arrows, and what their lengths mean. */

import type { JSX } from 'preact';
import { polyline } from '../../picture/outline.js';
import type { Field } from './field.js';
import type { Point } from './scene.js';

/** The longest arrow, as a share of the distance from one to the next. */
const LONGEST = 0.86;
/** Sides of a head, in the picture's own units, and their angle. */
const HEAD = 4.5;
const OPENING = 0.5;

interface Props {
  readonly field: Field;
  /** Half the side that the field was made for, and that is shown. */
  readonly spacing: number;
  readonly half: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** The arrows within the frame. */
export function FieldLines({ field, spacing, half, x, y }: Props): JSX.Element {
  const unit = (2 * spacing * LONGEST) / field.side;
  const places = field.arrows
    .filter(({ from }) => Math.abs(from[0]) <= half && Math.abs(from[1]) <= half)
    .map(({ from: [a, b], by }): readonly [Point, Point] => [
      [x(a - (unit / 2) * by[0]), y(b - (unit / 2) * by[1])],
      [x(a + (unit / 2) * by[0]), y(b + (unit / 2) * by[1])],
    ]);
  return (
    <g class="field">
      <path d={places.map(polyline).join('')} />
      <path class="heads" d={places.map(([from, to]) => polyline(headOf(from, to))).join('')} />
    </g>
  );
}

function headOf([a, b]: Point, [c, d]: Point): readonly Point[] {
  const back = Math.atan2(b - d, a - c);
  const side = (angle: number): Point => [c + HEAD * Math.cos(angle), d + HEAD * Math.sin(angle)];
  return [side(back + OPENING), [c, d], side(back - OPENING)];
}

/** What the arrows mean, in words. */
export function fieldText({ arrows, least, most }: Field): string {
  if (arrows.length === 0) return 'no arrows: the gradient is zero everywhere here';
  const range = most > least ? ` from ${power(least)} (shortest) to ${power(most)} (longest)` : ` ${power(least)} everywhere`;
  return `arrows: the directions of descent, their lengths by the logarithm of |∇L|,${range}`;
}

/** e^value, in powers of ten where it is long, or numbers have no room for it. */
function power(value: number): string {
  if (Math.abs(value) > 600) return `10^${(value / Math.LN10).toFixed(0)}`;
  const number = Number(Math.exp(value).toPrecision(2));
  return Math.abs(value) > 9 ? number.toExponential() : String(number);
}
