/** A quantity against ln t, as a small chart. */

import { largest, smallest } from '../numerics/lists.js';
import { element } from '../text/xml.js';
import type { Series } from './drawing.js';
import { polyline } from './outline.js';
import { type Point, words } from './plane.js';
import { numeral, numerals, ticksBetween } from './ticks.js';

/** A rectangle in pixels. */
export interface Room {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Beyond this ln t the axis is logarithmic in 1 + ln t. */
const LONG = 40;
/** Letters that have room left of the chart. */
const WIDEST = 9;
/** Digits of a number that levels are told less. */
const DIGITS = 12;
const TENS = [0, 1, 10, 100, 1000, 1e4, 1e5, 1e6];

/** The chart; a line stands at the step of interest. */
export function chart({ title, curves, least = 0 }: Series, { left, top, width, height }: Room, moment: number | undefined): string[] {
  const points = curves.flatMap((curve) => curve.points).filter((point) => point.every(Number.isFinite));
  const last = Math.max(1, largest(points.map(([s]) => s)));
  const isLong = last > LONG;
  const place = (s: number): number => (isLong ? Math.log10(1 + Math.max(0, s)) / Math.log10(1 + last) : Math.max(0, s) / last);
  const [low, high] = range(
    points.map(([, value]) => value),
    least,
  );
  const x = (s: number): number => left + width * place(s);
  const y = (value: number): number => top + height * (1 - (value - low) / (high - low));
  const levels = ticksBetween(low, high, 4);
  const { base, texts } = levelTexts(levels);
  const ticks = isLong ? TENS.filter((tick) => tick <= last) : ticksBetween(0, last, 8);
  return [
    words(base === 0 ? title : `${title}, less ${numeral(base, DIGITS)}`, [left, top - 8], { class: 'small' }),
    element('rect', { class: 'frame', x: left, y: top, width, height }),
    ...ticks.map((tick) => words(numeral(tick), [x(tick), top + height + 15], { class: 'small', 'text-anchor': 'middle' })),
    ...levels.map((tick, i) =>
      [
        element('line', { class: 'zero', x1: left, y1: y(tick), x2: left + width, y2: y(tick) }),
        words(texts[i] ?? '', [left - 6, y(tick) + 4], { class: 'small', 'text-anchor': 'end' }),
      ].join(''),
    ),
    ...(moment === undefined || moment > last || moment < 0
      ? []
      : [element('line', { class: 'marked', x1: x(moment), y1: top, x2: x(moment), y2: top + height })]),
    ...curves.map(({ style, points: all }) => element('path', { class: `curve ${style}`, d: outline(all, x, y) })),
  ];
}

/** What stands at the levels: their numbers, or where these have no room, the differences from the lowest of them. */
function levelTexts(levels: readonly number[]): { readonly base: number; readonly texts: readonly string[] } {
  const texts = numerals(levels);
  const [base = 0] = levels;
  if (texts.every((text) => text.length <= WIDEST)) return { base: 0, texts };
  return { base, texts: levels.map((level) => numeral(level - base, 3)) };
}

function range(values: readonly number[], least: number): Point {
  const [low, high] = [smallest(values), largest(values)];
  if (high - low < least) return [low - 0.1 * least, low + least];
  if (!(high > low)) return Number.isFinite(low) ? [low - 0.5, low + 0.5] : [0, 1];
  const air = 0.06 * (high - low);
  return [low - air, high + air];
}

/** The line through the points, with gaps where values are not finite. */
function outline(points: readonly Point[], x: (s: number) => number, y: (value: number) => number): string {
  const pieces: Point[][] = [[]];
  for (const [s, value] of points) {
    if (Number.isFinite(s) && Number.isFinite(value)) pieces.at(-1)?.push([x(s), y(value)]);
    else pieces.push([]);
  }
  return pieces.map(polyline).join('');
}
