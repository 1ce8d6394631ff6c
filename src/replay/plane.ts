/** A square of the plane about the origin as a chart: coordinates to pixels, frame, axes and ticks. */

import { type Attributes, element, xml } from '../text/xml.js';

/** A point of the plane. */
export type Point = readonly [number, number];

/** Side of the square in pixels. */
export const SIDE = 520;
/** Where its upper left corner is. */
export const LEFT = 72;
export const TOP = 44;

/** The frame reaches so far beyond what is drawn, as a share of its size. */
const AIR = 0.15;
/** Ticks are at most so many on each side of 0. */
const MOST_TICKS = 5;
const TICK = 5;

/** A square about the origin with half its side, in the plane's units. */
export interface Plane {
  readonly half: number;
  /** Pixel coordinates of a point. */
  at(point: Point): Point;
}

/** The square that holds all points. */
export function planeAround(points: readonly Point[]): Plane {
  const largest = points.reduce((most, [a, b]) => Math.max(most, Math.abs(a), Math.abs(b)), 0);
  const half = Math.min((largest > 0 ? largest : 1) * (1 + AIR), Number.MAX_VALUE);
  return { half, at: ([a, b]) => [LEFT + (SIDE / 2) * (1 + a / half), TOP + (SIDE / 2) * (1 - b / half)] };
}

/** A straight line between two points of the plane. */
export function segment({ at }: Plane, from: Point, to: Point, attributes: Attributes): string {
  const [x1, y1] = at(from);
  const [x2, y2] = at(to);
  return element('line', { ...attributes, x1, y1, x2, y2 });
}

/** Text at a place in pixels. */
export function words(text: string, [x, y]: Point, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, xml(text));
}

/** Frame, zero lines, ticks with their numbers, and the names of the axes. */
export function axes(plane: Plane): string[] {
  const { half, at } = plane;
  const [bottom, right] = [TOP + SIDE, LEFT + SIDE];
  return [
    element('rect', { class: 'frame', x: LEFT, y: TOP, width: SIDE, height: SIDE }),
    segment(plane, [-half, 0], [half, 0], { class: 'zero' }),
    segment(plane, [0, -half], [0, half], { class: 'zero' }),
    ...ticks(half).flatMap((value) => {
      const [x] = at([value, 0]);
      const [, y] = at([0, value]);
      return [
        element('line', { class: 'tick', x1: x, y1: bottom, x2: x, y2: bottom + TICK }),
        words(numeral(value), [x, bottom + 19], { class: 'small', 'text-anchor': 'middle' }),
        element('line', { class: 'tick', x1: LEFT, y1: y, x2: LEFT - TICK, y2: y }),
        words(numeral(value), [LEFT - 9, y + 4], { class: 'small', 'text-anchor': 'end' }),
      ];
    }),
    words('first coordinate', [right, bottom + 38], { class: 'small', 'text-anchor': 'end' }),
    words('second coordinate', [LEFT, TOP - 10], { class: 'small' }),
  ];
}

/** Multiples of 1, 2 or 5 times a power of ten between -half and half. */
function ticks(half: number): number[] {
  const power = 10 ** Math.floor(Math.log10(half / MOST_TICKS));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((width) => half / width <= MOST_TICKS) ?? half;
  const count = Math.floor(half / step);
  return Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * step);
}

/** A tick's number without the noise of its last digits. */
function numeral(value: number): string {
  const size = Math.abs(value);
  return size === 0 || (size >= 1e-3 && size < 1e5)
    ? String(Number(value.toPrecision(6)))
    : String(Number(value.toPrecision(6)).toExponential());
}
