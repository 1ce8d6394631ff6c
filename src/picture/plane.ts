/** A square of the plane as a chart: coordinates to pixels, frame, axes and ticks. */

import { type Attributes, element, xml } from '../text/xml.js';
import { numeral, ticksBetween } from './ticks.js';

/** A point of the plane. */
export type Point = readonly [number, number];

const TICK = 5;

/** A square in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** A square of the plane in a square of the paper. */
export interface Plane extends Box {
  readonly centre: Point;
  /** Half its side, in the plane's units. */
  readonly half: number;
  /** Pixel coordinates of a point. */
  at(point: Point): Point;
}

/** A square of the plane about a centre, placed on the paper. */
export function planeIn(box: Box, centre: Point, half: number): Plane {
  const { left, top, side } = box;
  const at = ([a, b]: Point): Point => [left + (side / 2) * (1 + (a - centre[0]) / half), top + (side / 2) * (1 - (b - centre[1]) / half)];
  return { ...box, centre, half, at };
}

/** What is drawn within a plane, cut at its frame. */
export function within({ left, top, side }: Box, content: readonly string[]): string {
  return element('svg', { x: left, y: top, width: side, height: side, viewBox: `${left} ${top} ${side} ${side}` }, content.join(''));
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
export function axes(plane: Plane, [across, up]: readonly [string, string]): string[] {
  const { left, top, side } = plane;
  const [bottom, right] = [top + side, left + side];
  return [
    ...frame(plane),
    ...ticksOf(plane, 0).map(({ value, place }) =>
      [
        element('line', { class: 'tick', x1: place, y1: bottom, x2: place, y2: bottom + TICK }),
        words(numeral(value), [place, bottom + 19], { class: 'small', 'text-anchor': 'middle' }),
      ].join(''),
    ),
    ...ticksOf(plane, 1).map(({ value, place }) =>
      [
        element('line', { class: 'tick', x1: left, y1: place, x2: left - TICK, y2: place }),
        words(numeral(value), [left - 9, place + 4], { class: 'small', 'text-anchor': 'end' }),
      ].join(''),
    ),
    words(across, [right, bottom + 38], { class: 'small', 'text-anchor': 'end' }),
    words(up, [left, top - 10], { class: 'small' }),
  ];
}

/** The frame with the zero lines alone. */
export function frame(plane: Plane): string[] {
  const { left, top, side, centre, half } = plane;
  const far = half * 2 + Math.max(Math.abs(centre[0]), Math.abs(centre[1]));
  const zeros = [segment(plane, [-far, 0], [far, 0], { class: 'zero' }), segment(plane, [0, -far], [0, far], { class: 'zero' })];
  return [within(plane, zeros), element('rect', { class: 'frame', x: left, y: top, width: side, height: side })];
}

function ticksOf(plane: Plane, axis: 0 | 1): { value: number; place: number }[] {
  const { centre, half } = plane;
  return ticksBetween(centre[axis] - half, centre[axis] + half).map((value) => ({
    value,
    place: plane.at(axis === 0 ? [value, centre[1]] : [centre[0], value])[axis],
  }));
}
