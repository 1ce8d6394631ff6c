/** What stands in a plane: samples, their names and kinks, paths, rays, the step of interest. */

import { norm } from '../numerics/vector.js';
import { element, hundredths } from '../text/xml.js';
import type { Path, PathPoint, Ray, Sample } from './drawing.js';
import { type Labelled, placed, type Surroundings, together } from './labels.js';
import { dots, polyline } from './outline.js';
import { type Plane, type Point, segment, words } from './plane.js';

/** Samples in more places than this have no names, which would cover each other. */
const MOST_NAMED = 24;

/** The class of a label. */
const side = (label: number): 'positive' | 'negative' => (label > 0 ? 'positive' : 'negative');

/** The line of all w with w.x = 0; none for x = 0. */
export function kink({ point: [a, b], label }: Sample, plane: Plane): string[] {
  const length = norm([a, b]);
  if (length === 0) return [];
  const far = 2 * (plane.half + Math.abs(plane.centre[0]) + Math.abs(plane.centre[1]));
  const end: Point = [(-b / length) * far, (a / length) * far];
  return [segment(plane, end, [-end[0], -end[1]], { class: `kink ${side(label)}` })];
}

/** A neuron's iterates as dots on a line, the start as a ring. */
export function pathMarks({ points, style }: Path, { at }: Pick<Plane, 'at'>): string[] {
  const [start] = points;
  if (start === undefined) return [];
  const places = points.map((point) => at(point.at));
  return [
    element('path', { class: `path ${style}`, d: polyline(places) }),
    element('path', { class: `iterate ${style}`, d: dots(places) }),
    dot('start', style, at(start.at), 4.5),
  ];
}

/** A circle of a kind, in the colour of a neuron. */
export function dot(kind: string, style: string, [cx, cy]: Point, r: number): string {
  return element('circle', { class: `${kind} ${style}`, cx, cy, r });
}

/** The step of interest: a ring about the iterate before it and an arrow to the one after it. */
export function markedStep(from: PathPoint, to: PathPoint | undefined, { at }: Pick<Plane, 'at'>): string[] {
  const [x, y] = at(from.at);
  return [
    element('circle', { class: 'marked', cx: x, cy: y, r: 8 }),
    ...(to === undefined ? [] : [element('line', { class: 'marked', x1: x, y1: y, x2: at(to.at)[0], y2: at(to.at)[1] })]),
  ];
}

/** The iterate of a step, and the one after it where that is known; none where the step is not. */
export function stepAt(points: readonly PathPoint[], step: number): (readonly [PathPoint, PathPoint | undefined])[] {
  const from = points.find(({ k }) => k === step);
  return from === undefined ? [] : [[from, points.find(({ k }) => k === step + 1)]];
}

/** A sample: a disc for +1, a square for -1. */
export function marker(label: number, [x, y]: Point): string {
  const marked = { class: `sample ${side(label)}` };
  return label > 0
    ? element('circle', { ...marked, cx: x, cy: y, r: 6 })
    : element('rect', { ...marked, x: x - 5.5, y: y - 5.5, width: 11, height: 11 });
}

/** The samples' names; none where they would cover each other. */
export function names(samples: readonly Sample[], { at }: Plane): Labelled[] {
  const labels = together(samples.map(({ point }, i) => ({ text: `x${i + 1}`, at: at(point) })));
  return labels.length > MOST_NAMED ? [] : labels;
}

/** Names in their places, with a line to marks that they stand away from. */
export function nameTexts(labels: readonly Labelled[], around: Surroundings): string[] {
  return placed(labels, around).map(({ text, at: [x1, y1], x, y, distance }) => {
    const middle = y - 4;
    const near = Math.max(x, Math.min(x1, x + 7 * text.length));
    const lead = distance > 1 ? element('line', { class: 'lead', x1, y1, x2: near, y2: middle }) : '';
    return `${lead}${words(text, [x, y], { class: 'name' })}`;
  });
}

/** A direction from the origin to near the frame. */
export function ray({ kind, at }: Ray, plane: Plane): string {
  return arrow(plane.at([0, 0]), plane.at(tipOf({ kind, at }, plane)), kind);
}

/** Parts of half the frame at which arrows end: apart, so that one shows where both kinds have one direction. */
const REACH: Readonly<Record<Ray['kind'], number>> = { limit: 0.8, reference: 0.9 };

/** Where a direction's arrow ends. */
export function tipOf({ kind, at: [a, b] }: Pick<Ray, 'kind' | 'at'>, { half }: Pick<Plane, 'half'>): Point {
  return [a * half * REACH[kind], b * half * REACH[kind]];
}

/** An arrow between two places in pixels. */
export function arrow([x1, y1]: Point, [x2, y2]: Point, kind: Ray['kind']): string {
  const length = norm([x2 - x1, y2 - y1]);
  const [a, b] = [(x2 - x1) / length, (y2 - y1) / length];
  const head = [
    [x2, y2],
    [x2 - 11 * a - 5 * b, y2 - 11 * b + 5 * a],
    [x2 - 11 * a + 5 * b, y2 - 11 * b - 5 * a],
  ];
  return element(
    'g',
    { class: `ray ${kind}` },
    element('line', { x1, y1, x2: x2 - 9 * a, y2: y2 - 9 * b }),
    element('polygon', { points: head.map((point) => point.map(hundredths).join(',')).join(' ') }),
  );
}
