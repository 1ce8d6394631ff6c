/** Three to six clusters around 0, in blocks at right angles: XOR and its kin (section 4.2 does not ask for separable data). */

import fc, { type Arbitrary } from 'fast-check';
import { nth } from '../numerics/lists.js';
import { bothClasses, rawClasses } from './classes.js';
import { roomAround } from './cluster-room.js';
import type { DrawnClusters } from './clusters.js';
import { multiple } from './exact-vector.js';
import { latticeVector } from './lattice.js';
import { mirror } from './turn.js';

const MOST_CLUSTERS = 6;
const MOST_IN_CLUSTER = 8;
const MOST_SAMPLES = 40;
const MOST_FEATURES = 8;
const UNIT = 1 / 16;

/** Centres of the clusters of a block, whose sum is 0 where there are several. */
const SINGLE = [[16]];
const PAIR = [[16], [-16]];
const TRIANGLE = [
  [16, 0],
  [-8, 14],
  [-8, -14],
];
const TETRAHEDRON = [
  [10, 10, 10],
  [10, -10, -10],
  [-10, 10, -10],
  [-10, -10, 10],
];
/** Blocks of three to six clusters in all; the first is what data shrink to. */
const LAYOUTS = [
  [PAIR, SINGLE],
  [PAIR, PAIR],
  [TRIANGLE, SINGLE],
  [PAIR, SINGLE, SINGLE],
  [PAIR, PAIR, SINGLE],
  [TRIANGLE, PAIR],
  [TETRAHEDRON, SINGLE],
  [PAIR, PAIR, PAIR],
  [TRIANGLE, TRIANGLE],
  [TETRAHEDRON, PAIR],
] as const;

/** A list with as many entries as data may have samples or clusters. */
const perSample = <T>(each: Arbitrary<T>): Arbitrary<T[]> => fc.array(each, { minLength: MOST_SAMPLES, maxLength: MOST_SAMPLES });
const perCluster = <T>(each: Arbitrary<T>): Arbitrary<T[]> => fc.array(each, { minLength: MOST_CLUSTERS, maxLength: MOST_CLUSTERS });

/**
 * 3 to 6 clusters of 1 to 8 samples, 40 samples at most, in 2 to 8 dimensions: x.x' > 0 within a cluster and x.x' <= 0 across. The samples
 * of a cluster have one label; both labels occur.
 *
 * With "labels:crossed" all clusters of some block have one label and hold multiples of its centres, which add up to 0: no hyperplane
 * through 0 separates the data. XOR is two such pairs.
 */
export function opposedClusters(): Arbitrary<DrawnClusters> {
  return fc
    .record({
      layout: fc.constantFrom(...LAYOUTS),
      crossed: fc.boolean(),
      negative: rawClasses(MOST_CLUSTERS),
      sizes: perCluster(fc.constantFrom(1, 2, 3, 2, 1, 4, MOST_IN_CLUSTER)),
      scales: perSample(fc.constantFrom(1, 2)),
      noise: perSample(latticeVector(4, 1)),
      extra: perCluster(fc.nat({ max: 1 })),
      flips: mirror(MOST_FEATURES),
    })
    .map(({ layout, crossed, negative, sizes, scales, noise, extra, flips }) => {
      const blocks = placed(layout, extra);
      const classes = labelsOf(blocks, crossed, negative);
      const centers = blocks.flatMap((block) => block.centers);
      const largest = Math.floor(MOST_SAMPLES / centers.length);
      const cluster = centers.flatMap((_, h) => new Array<number>(Math.min(nth(sizes, h), largest)).fill(h));
      // Axes stay axes, so that float64 keeps right angles right: a neuron orthogonal to a block is not woken by rounding.
      const flipped = (row: readonly number[]): number[] => row.map((entry, j) => (nth(flips, j) < 0 ? 0 - entry : entry));
      const x = cluster.map((h, i) => {
        // The first sample of a cluster is a multiple of its centre.
        const offset = i === cluster.indexOf(h) ? [] : nth(noise, i);
        const { from, to, room } = blockOf(blocks, h);
        const moved = nth(centers, h).map((entry, j) => entry + (j >= from && j < to ? Math.round((offset[j - from] ?? 0) * room) : 0));
        return flipped(multiple(nth(scales, i) * UNIT, moved));
      });
      return {
        data: { x, y: cluster.map((h) => nth(classes, h)) },
        cluster,
        centers: centers.map((center) => flipped(multiple(UNIT, center))),
        labels: [`clusters:${centers.length}`, `labels:${blocks.some((block) => isCrossed(block, classes)) ? 'crossed' : 'mixed'}`],
      };
    });
}

/** A block in the space of all: its clusters from number `first` on, in features `from` to `to`. */
interface Block {
  readonly centers: readonly (readonly number[])[];
  readonly first: number;
  readonly from: number;
  readonly to: number;
  /** Offsets up to this in each of its features change no sign. */
  readonly room: number;
}

/** The blocks side by side, each with up to one feature more, in which its centres are 0. */
function placed(layout: readonly (readonly (readonly number[])[])[], extra: readonly number[]): Block[] {
  const least = layout.reduce((sum, block) => sum + nth(block, 0).length, 0);
  let spare = MOST_FEATURES - least;
  const widths = layout.map((block, b) => {
    const more = Math.min(nth(extra, b), spare);
    spare -= more;
    return nth(block, 0).length + more;
  });
  const d = widths.reduce((sum, width) => sum + width, 0);
  let [first, from] = [0, 0];
  return layout.map((block, b) => {
    const to = from + nth(widths, b);
    const centers = block.map((center) => Array.from({ length: d }, (_, j) => (j >= from ? (center[j - from] ?? 0) : 0)));
    const room = roomAround(
      block.map((center) => [...center, ...new Array<number>(to - from - center.length).fill(0)]),
      1,
    );
    const one = { centers, first, from, to, room };
    [first, from] = [first + block.length, to];
    return one;
  });
}

/** A label for each cluster: as drawn, or one for each block in turn. */
function labelsOf(blocks: readonly Block[], crossed: boolean, negative: readonly boolean[]): number[] {
  const count = blocks.reduce((sum, { centers }) => sum + centers.length, 0);
  const ofClusters = bothClasses(negative, count);
  const ofBlocks = bothClasses(negative, blocks.length);
  return crossed ? blocks.flatMap(({ centers }, b) => centers.map(() => nth(ofBlocks, b))) : ofClusters;
}

function isCrossed({ centers, first }: Block, classes: readonly number[]): boolean {
  return centers.length > 1 && centers.every((_, h) => classes[first + h] === classes[first]);
}

function blockOf(blocks: readonly Block[], h: number): Block {
  return blocks.findLast(({ first }) => first <= h) ?? nth(blocks, 0);
}
