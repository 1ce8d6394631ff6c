/** Data of one feature: samples and weights on an axis, and the loss of each weight above it. */

import { largest, smallest } from '../numerics/lists.js';
import { element } from '../text/xml.js';
import type { LineDrawing } from './drawing.js';
import { legend } from './legend.js';
import { markedStep, marker, names, nameTexts, pathMarks, stepAt } from './marks.js';
import { polyline } from './outline.js';
import { type Plane, type Point, words } from './plane.js';
import { numerals, ticksBetween } from './ticks.js';

/** Where it stands on the paper. */
const ROOM = { left: 72, top: 44, side: 520, height: 220 } as const;
/** Pixels that it takes, its axis included. */
export const LINE_HEIGHT: number = ROOM.top + ROOM.height + 66;
const LEGEND: Point = [640, ROOM.top + 12];

/** The axis with all that is on it, and the legend beside it. */
export function line(drawing: LineDrawing): string[] {
  const { up, samples, curve, paths, marked } = drawing;
  const box = boundsOf(drawing);
  const at = ([a, b]: Point): Point => [
    ROOM.left + (ROOM.side * (a - box.left)) / (box.right - box.left),
    ROOM.top + ROOM.height * (1 - (b - box.low) / (box.high - box.low)),
  ];
  const ground = ROOM.top + ROOM.height;
  // Samples stand on the axis, whatever is above it.
  const plane: Plane = { ...ROOM, centre: [0, 0], half: 1, at: ([a]) => [at([a, 0])[0], ground - 10] };
  const marks = samples.map(({ x, label }) => ({ point: [x, 0] as const, label }));
  const [across, upwards] = [
    ticksBetween(box.left, box.right),
    ticksBetween(box.low, box.high, 6).filter((tick) => up !== 'neuron' || (tick > 0 && Number.isInteger(tick))),
  ];
  const [texts, heights] = [numerals(across), numerals(upwards)];
  const steps = marked === undefined ? [] : paths.flatMap(({ points }) => stepAt(points, marked));
  return [
    element(
      'svg',
      { x: ROOM.left, y: ROOM.top, width: ROOM.side, height: ROOM.height, viewBox: `${ROOM.left} ${ROOM.top} ${ROOM.side} ${ROOM.height}` },
      element('line', { class: 'zero', x1: at([0, 0])[0], y1: ROOM.top, x2: at([0, 0])[0], y2: ground }),
      ...(curve.length === 0 ? [] : [element('path', { class: 'landscape', d: polyline(above(curve, at)) })]),
      ...paths.flatMap((path) => pathMarks(path, { at })),
      ...steps.flatMap(([from, to]) => markedStep(from, to, { at })),
    ),
    ...marks.map(({ point, label }) => marker(label, plane.at(point))),
    ...nameTexts(names(marks, plane), { left: ROOM.left, top: ROOM.top, side: ROOM.side, marks: [] }),
    element('rect', { class: 'frame', x: ROOM.left, y: ROOM.top, width: ROOM.side, height: ROOM.height }),
    ...across.map((tick, i) => words(texts[i] ?? '', [at([tick, 0])[0], ground + 19], { class: 'small', 'text-anchor': 'middle' })),
    ...(up === ''
      ? []
      : upwards.map((tick, i) => words(heights[i] ?? '', [ROOM.left - 9, at([0, tick])[1] + 4], { class: 'small', 'text-anchor': 'end' }))),
    words('samples x and weights w', [ROOM.left + ROOM.side, ground + 38], { class: 'small', 'text-anchor': 'end' }),
    words(up, [ROOM.left, ROOM.top - 10], { class: 'small' }),
    ...legend(
      {
        samples: marks,
        hasKinks: false,
        hasRegions: false,
        paths,
        rays: [],
        ...(marked === undefined ? {} : { marked }),
        ...(curve.length === 0 ? {} : { curve: `${up} at w` }),
      },
      LEGEND,
    ),
  ];
}

interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

/** Iterates that the frame holds where no step is of interest. */
const EARLY = 300;

/** The frame about samples, 0, and the run until a little after the step of interest; the curve may leave it above. */
function boundsOf({ samples, paths, marked, curve }: LineDrawing): Bounds {
  const until = marked === undefined ? EARLY : Math.max(marked + 3, 20);
  const shown = paths.flatMap(({ points }) => points.filter(({ k }) => k <= until).map(({ at }) => at));
  const across = [0, ...samples.map(({ x }) => x), ...shown.map(([w]) => w)];
  const [least, most] = [smallest(across), largest(across)];
  const air = most > least ? 0.15 * (most - least) : 1;
  const top = largest([0, ...shown.map(([, value]) => value), ...(curve.length === 0 ? [] : [1])]);
  // Weights without a loss lie on the axis.
  const high = top > 0 ? 1.25 * top : 1;
  return { left: least - air, right: most + air, low: -0.15 * high, high };
}

/** The curve in pixels; what leaves the frame does so not too far for a drawing program. */
function above(curve: readonly Point[], at: (point: Point) => Point): Point[] {
  return curve.filter(([, value]) => Number.isFinite(value)).map((point): Point => [at(point)[0], Math.max(-999, at(point)[1])]);
}
