/** Starts w_0 in named regions of given data. */

import fc, { type Arbitrary } from 'fast-check';
import type { LabelledData } from '../data/dataset.js';
import { nth } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';
import { aimed, type StartKind } from './aim.js';
import type { DrawnData } from './drawn.js';
import { multiple, primitive } from './exact-vector.js';
import { latticeVector } from './lattice.js';
import { onKink, regionLabels } from './region.js';
import { edgeFrom, quarterTurn } from './walk.js';

export type { StartKind } from './aim.js';

/** Raw draws of a start, for data of any size. */
export interface RawStart {
  readonly kind: StartKind;
  /** Where the way to the region sets out, and the direction in which its edge is looked for; d entries are taken in turn. */
  readonly vectors: readonly [readonly number[], readonly number[]];
  /** Bits that choose samples. */
  readonly chosen: number;
  /** Go on to the edge of the region, onto the kink of some sample. */
  readonly edge: boolean;
  /** The largest |w.x_i| is between this and twice this. */
  readonly size: number;
}

/** Regions in the shares in which they are aimed at; the first is what starts shrink to. */
const EVERY_KIND: readonly StartKind[] = [
  'zero',
  'random',
  'random',
  ...new Array<StartKind>(3).fill('separable'),
  ...new Array<StartKind>(3).fill('partial'),
  'silent',
  'silent',
  'negatives',
  'against',
];
const RAW_LENGTH = 8;
const MOST_CHOSEN = 255;

/** Raw draws of a start of one of the given kinds, the first of which is the simplest. */
export function rawStart(kinds: readonly StartKind[] = EVERY_KIND): Arbitrary<RawStart> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    vectors: fc.tuple(latticeVector(RAW_LENGTH, 2), latticeVector(RAW_LENGTH, 2)),
    chosen: fc.nat({ max: MOST_CHOSEN }),
    edge: fc.constantFrom(false, false, false, true),
    size: fc.constantFrom(1, 0.5, 2, 4, 0.125),
  });
}

/** The start that raw draws amount to on given data, with the labels of the region it lies in. */
export function start({ data, separator }: Pick<DrawnData, 'data' | 'separator'>, raw: RawStart): { start: number[]; labels: string[] } {
  const d = separator.length;
  const [from, along] = raw.vectors;
  const inside = aimed(raw.kind, data, separator, cycled(from, d), raw.chosen);
  const w = sized(data, raw.edge ? toEdge(data, inside, cycled(along, d), raw.chosen) : inside, raw.size);
  return { start: w, labels: regionLabels(data, w) };
}

/** Drawn data with a start in one of the regions that the kinds name. */
export function withStart(
  drawn: Arbitrary<DrawnData>,
  kinds: readonly StartKind[] = EVERY_KIND,
): Arbitrary<{ drawn: DrawnData; start: number[]; labels: string[] }> {
  return fc.tuple(drawn, rawStart(kinds)).map(([data, raw]) => {
    const begun = start(data, raw);
    return { drawn: data, start: begun.start, labels: [...data.labels, ...begun.labels] };
  });
}

function cycled(vector: readonly number[], d: number): number[] {
  return Array.from({ length: d }, (_, j) => nth(vector, j % vector.length));
}

/** The edge of w's region along a direction; where doubles do not hit it, a point on the kink of a chosen sample. */
function toEdge(data: LabelledData, w: readonly number[], along: readonly number[], chosen: number): readonly number[] {
  const edge = edgeFrom(data, w, along);
  if (edge !== undefined) return edge;
  const turnedRow = quarterTurn(nth(data.x, chosen % data.x.length), chosen);
  return turnedRow !== undefined && onKink(data, turnedRow) ? turnedRow : w;
}

/** w in lowest terms, scaled by a power of two so that the largest |w.x_i| is in (size, 2 size]. */
function sized(data: LabelledData, w: readonly number[], size: number): number[] {
  const lowest = primitive(w);
  const largest = data.x.reduce((size, row) => Math.max(size, Math.abs(dot(row, lowest))), 0);
  if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return lowest;
  let scale = 1;
  while (largest * scale > 2 * size) scale /= 2;
  while (largest * scale <= size && scale < 2 ** 500) scale *= 2;
  return multiple(scale, lowest);
}
