/** The legend below a picture. */

import { element } from '../text/xml.js';
import { arrow, dot, marker, type Path, type Sample } from './picture-marks.js';
import { LEFT, type Point, SIDE, TOP, words } from './plane.js';

/** First baseline of the legend, its columns and rows. */
const LEGEND = { top: TOP + SIDE + 68, columns: 2, width: 260, height: 24 } as const;

/** A legend with the height of the picture that ends below it. */
export interface Legend {
  readonly elements: readonly string[];
  readonly bottom: number;
}

/** What a sign means; it is drawn about the middle of its place. */
interface Entry {
  readonly sign: (middle: Point) => string[];
  readonly text: string;
}

/** Tells the signs that a picture of these samples and paths has. */
export function legend(samples: readonly Sample[], paths: readonly Path[], { hasLimit }: { readonly hasLimit: boolean }): Legend {
  const entries = entriesFor(samples, paths, hasLimit);
  return { elements: entries.flatMap(legendEntry), bottom: LEGEND.top + LEGEND.height * Math.ceil(entries.length / LEGEND.columns) };
}

function entriesFor(samples: readonly Sample[], paths: readonly Path[], hasLimit: boolean): Entry[] {
  const [first] = paths;
  const across = (attributes: { class: string }, [x, y]: Point): string =>
    element('line', { ...attributes, x1: x - 12, y1: y, x2: x + 12, y2: y });
  return [
    ...[1, -1]
      .filter((label) => samples.some((sample) => sample.label === label))
      .map((label): Entry => ({ sign: (middle) => [marker(label, middle)], text: `y = ${label > 0 ? '+1' : '-1'}` })),
    { sign: (middle) => [across({ class: 'kink either' }, middle)], text: 'kinks, w.x = 0' },
    ...(first === undefined ? [] : [{ sign: (middle: Point) => [dot('start', first.style, middle, 4.5)], text: 'start' }]),
    ...paths
      .filter(({ points }) => points.length > 1)
      .map(
        ({ name, style }): Entry => ({
          sign: ([x, y]) => [across({ class: `path ${style}` }, [x, y]), element('path', { class: `iterate ${style}`, d: `M${x} ${y}h0` })],
          text: name,
        }),
      ),
    ...(hasLimit ? [{ sign: ([x, y]: Point) => [arrow([x - 12, y], [x + 12, y])], text: 'direction at the horizon' }] : []),
  ];
}

function legendEntry({ sign, text }: Entry, index: number): string[] {
  const x = LEFT + LEGEND.width * (index % LEGEND.columns);
  const y = LEGEND.top + LEGEND.height * Math.floor(index / LEGEND.columns);
  return [...sign([x + 12, y - 4]), words(text, [x + 32, y])];
}
