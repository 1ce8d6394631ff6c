import { smallest } from '../numerics/lists.js';
/** Where names stand beside their marks, so that they cover neither each other nor other marks. */

/** A mark with its name, in pixels. */
export interface Labelled {
  readonly text: string;
  readonly at: readonly [number, number];
}

/** Where a name stands: its baseline's beginning, and how far it is from its mark, in units of the usual distance. */
export interface Placed extends Labelled {
  readonly x: number;
  readonly y: number;
  /** 1 beside the mark; more where a line has to lead to it. */
  readonly distance: number;
}

/** What must not be covered, and where names must stay. */
export interface Surroundings {
  readonly left: number;
  readonly top: number;
  readonly side: number;
  /** Points that are not covered where that can be helped. */
  readonly marks: readonly (readonly [number, number])[];
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Sizes of a font of 13 px. */
const LETTER = 7.4;
const ASCENT = 10;
const DESCENT = 3;
/** From the middle of a mark to a name beside it. */
const BESIDE = 9;
const MARK = 6;
const DISTANCES = [1, 2.4, 4, 6];
/** Above and to the right first; names are read from their left. */
const DIRECTIONS: readonly (readonly [number, number])[] = [
  [1, -1],
  [1, 1],
  [-1, -1],
  [-1, 1],
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
];

/** Places the names one after the other, each where it covers least; one further away only where no place beside its mark is free. */
export function placed(labels: readonly Labelled[], around: Surroundings): Placed[] {
  const taken: Box[] = [];
  const marks = [...labels.map(({ at }) => at), ...around.marks].map(([x, y]) => boxAbout(x, y));
  return labels.map((label) => {
    const options = DISTANCES.flatMap((distance) => DIRECTIONS.map((direction) => option(label, direction, distance)));
    const costs = options.map(({ box }, rank) => cost(box, taken, marks, around) + rank * 1e-3);
    const best = options[costs.indexOf(smallest(costs))] ?? option(label, [1, -1], 1);
    taken.push(best.box);
    return { ...label, x: best.x, y: best.y, distance: best.distance };
  });
}

const boxAbout = (x: number, y: number): Box => ({ left: x - MARK, top: y - MARK, right: x + MARK, bottom: y + MARK });

function option({ text, at: [x, y] }: Labelled, [a, b]: readonly [number, number], distance: number) {
  const width = LETTER * text.length;
  const beside = BESIDE * distance;
  const left = a > 0 ? x + beside : a < 0 ? x - beside - width : x - width / 2;
  const baseline = b < 0 ? y - beside : b > 0 ? y + beside + ASCENT : y + ASCENT / 2;
  return { x: left, y: baseline, distance, box: { left, top: baseline - ASCENT, right: left + width, bottom: baseline + DESCENT } };
}

/** Pixels that a name would cover; those of other names count most. */
function cost(box: Box, taken: readonly Box[], marks: readonly Box[], { left, top, side }: Surroundings): number {
  const inside = overlap(box, { left, top, right: left + side, bottom: top + side });
  const outside = (box.right - box.left) * (box.bottom - box.top) - inside;
  const sum = (boxes: readonly Box[]): number => boxes.reduce((all, other) => all + overlap(box, other), 0);
  return 3 * outside + 3 * sum(taken) + sum(marks);
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Names of one place beyond which they are counted. */
const MOST_TOGETHER = 4;

/** Marks in one place, to a pixel, under one name: `x1, x4`. */
export function together(labels: readonly Labelled[]): Labelled[] {
  const places = new Map<string, { readonly at: Labelled['at']; readonly texts: string[] }>();
  for (const { text, at } of labels) {
    const key = at.map(Math.round).join();
    const there = places.get(key);
    if (there === undefined) places.set(key, { at, texts: [text] });
    else there.texts.push(text);
  }
  return [...places.values()].map(({ at, texts }) => {
    const more = texts.length - MOST_TOGETHER;
    return { at, text: `${texts.slice(0, more > 0 ? 2 : MOST_TOGETHER).join(', ')}${more > 0 ? ` and ${more + 2} more` : ''}` };
  });
}
