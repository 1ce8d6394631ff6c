/** The legend beside a plane. */

import { wrapped } from '../text/layout.js';
import { element } from '../text/xml.js';
import { type Sector, sectors } from './cells.js';
import type { PlaneDrawing, Ray } from './drawing.js';
import { arrow, dot, marker } from './marks.js';
import { type Point, words } from './plane.js';

const ROW = 22;
/** From a line to the next one of the same text. */
const LINE = 15;
/** Letters that have room in a line beside a sign, and without one. */
const BESIDE_SIGN = 36;
const ALONE = 42;

/** What a sign means; it is drawn about the middle of its place. */
interface Entry {
  readonly sign: (middle: Point) => string[];
  readonly text: string;
}

/** What a legend tells of. */
export interface Told extends Omit<PlaneDrawing, 'axes'> {
  /** What the curve is, where there is one. */
  readonly curve?: string;
  /** What is said of the step of interest besides its number. */
  readonly where?: string;
}

/** Tells the signs that a drawing has, in a column from a place on. */
export function legend(drawing: Told, [left, top]: Point): string[] {
  let y = top - ROW;
  const lines = (texts: readonly string[], x: number): string[] =>
    texts.map((text, i) => {
      y += i === 0 ? ROW : LINE;
      return words(text, [x, y], { class: 'small' });
    });
  return [
    ...entriesFor(drawing).flatMap(({ sign, text }) => [
      ...sign([left + 14, y + ROW - 4]),
      ...lines(wrapped(text, BESIDE_SIGN), left + 36),
    ]),
    ...(drawing.notes ?? []).flatMap((note) => lines(wrapped(note, ALONE), left)),
  ];
}

function entriesFor({ samples, hasKinks, hasRegions, paths, rays, marked, curve, where = '' }: Told): Entry[] {
  const [first] = paths;
  const across = (kind: string, [x, y]: Point): string => element('line', { class: kind, x1: x - 13, y1: y, x2: x + 13, y2: y });
  const kinds = new Set(hasRegions ? sectors(samples).map(({ kind }) => kind) : []);
  const cell = (kind: Sector['kind'], text: string): Entry[] =>
    kinds.has(kind)
      ? [{ sign: ([x, y]) => [element('rect', { class: `cell ${kind}`, x: x - 13, y: y - 7, width: 26, height: 14 })], text }]
      : [];
  return [
    ...[1, -1]
      .filter((label) => samples.some((sample) => sample.label === label))
      .map((label): Entry => ({ sign: (middle) => [marker(label, middle)], text: `sample, y = ${label > 0 ? '+1' : '-1'}` })),
    ...(curve === undefined ? [] : [{ sign: (middle: Point) => [across('landscape', middle)], text: curve }]),
    ...(hasKinks ? [{ sign: (middle: Point) => [across('kink either', middle)], text: 'kink, w.x = 0' }] : []),
    ...cell('separable', 'linearly separable region'),
    ...cell('part', 'W_J, some positives left out'),
    ...cell('dead', 'nothing is active'),
    ...(first === undefined ? [] : [{ sign: (middle: Point) => [dot('start', first.style, middle, 4.5)], text: 'start' }]),
    ...paths
      .filter(({ points }) => points.length > 1)
      .map(
        ({ name, style }): Entry => ({
          sign: ([x, y]) => [across(`path ${style}`, [x, y]), element('path', { class: `iterate ${style}`, d: `M${x} ${y}h0` })],
          text: name,
        }),
      ),
    ...(marked === undefined
      ? []
      : [{ sign: ([cx, cy]: Point) => [element('circle', { class: 'marked', cx, cy, r: 7 })], text: `step ${marked}${where}` }]),
    ...oneOfEachName(rays).map(({ kind, name }): Entry => ({ sign: ([x, y]) => [arrow([x - 13, y], [x + 13, y], kind)], text: name })),
  ];
}

function oneOfEachName(rays: readonly Ray[]): Ray[] {
  return [...new Map(rays.map((ray) => [ray.name, ray])).values()];
}
