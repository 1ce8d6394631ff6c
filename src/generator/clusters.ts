/** Mutually obtuse clusters, on which hidden neurons can act one cluster each (section 4.2). */

import fc, { type Arbitrary } from 'fast-check';
import type { LabelledData } from '../data/dataset.js';
import { nth } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';
import { bothClasses, rawClasses } from './classes.js';
import { roomAround } from './cluster-room.js';
import { axis, combination, multiple } from './exact-vector.js';
import { latticeVector } from './lattice.js';

/** Clusters as drawn; the data need not be separable. */
export interface DrawnClusters {
  readonly data: LabelledData;
  /** Index of each sample's cluster. */
  readonly cluster: readonly number[];
  /** A vector for each cluster, whose inner products with samples have the signs of those between samples. */
  readonly centers: readonly (readonly number[])[];
  readonly labels: readonly string[];
}

const MOST_CLUSTERS = 5;
const MOST_IN_CLUSTER = 3;
const MOST_FEATURES = 5;

/**
 * 2 to 5 clusters of 1 to 3 samples in up to 5 dimensions: x.x' > 0 within a cluster and x.x' < 0 across ("angles:strict"),
 * or x.x' <= 0 across ("angles:weak": opposite pairs along axes, which need half the dimensions). The samples of a cluster
 * have one label; both labels occur.
 */
export function clusters(): Arbitrary<DrawnClusters> {
  return fc
    .record({
      count: fc.integer({ min: 2, max: MOST_CLUSTERS }),
      shape: fc.constantFrom<Shape>('full', 'narrow', 'full', 'wide', 'opposite pairs'),
      negative: rawClasses(MOST_CLUSTERS),
      sizes: fc.array(fc.integer({ min: 1, max: MOST_IN_CLUSTER }), { minLength: MOST_CLUSTERS, maxLength: MOST_CLUSTERS }),
      scales: fc.array(fc.constantFrom(1, 2), { minLength: MOST_CLUSTERS * MOST_IN_CLUSTER, maxLength: MOST_CLUSTERS * MOST_IN_CLUSTER }),
      noise: fc.array(latticeVector(MOST_FEATURES, 1), {
        minLength: MOST_CLUSTERS * MOST_IN_CLUSTER,
        maxLength: MOST_CLUSTERS * MOST_IN_CLUSTER,
      }),
    })
    .map(({ count, shape, negative, sizes, scales, noise }) => {
      const integerCenters = centersOf(count, shape);
      // Halving until the longest center is about 1.5 long keeps exponents moderate.
      const unit = shape === 'opposite pairs' || count === 2 ? 1 : count < 5 ? 1 / 2 : 1 / 4;
      const grain = 1 / (64 * unit);
      const room = shape === 'opposite pairs' ? 0 : roomAround(integerCenters, grain);
      const classes = bothClasses(negative, count);
      const cluster = classes.flatMap((_, h) => new Array<number>(nth(sizes, h)).fill(h));
      const x = cluster.map((h, i) => {
        const offset = nth(integerCenters, h).map((_, j) => Math.round(nth(nth(noise, i), j) * room) * grain);
        return multiple(nth(scales, i) * unit, combination(1, nth(integerCenters, h), 1, offset));
      });
      return {
        data: { x, y: cluster.map((h) => nth(classes, h)) },
        cluster,
        centers: integerCenters.map((center) => multiple(unit, center)),
        labels: [
          `clusters:${count}`,
          `angles:${isStrict(x, cluster) ? 'strict' : 'weak'}`,
          `features:${nth(x, 0).length < count ? 'fewer' : 'enough'}`,
        ],
      };
    });
}

/** Dimension against the number k of clusters: k - 1, k or k + 1 (5 at most) for strictly obtuse ones, half of k for pairs. */
type Shape = 'narrow' | 'full' | 'wide' | 'opposite pairs';

function centersOf(k: number, shape: Shape): number[][] {
  const indices = Array.from({ length: k }, (_, h) => h);
  if (shape === 'opposite pairs') return indices.map((h) => axis(Math.ceil(k / 2), h >> 1, h % 2 === 0 ? 1 : -1));
  // k e_h - 1 has inner products k^2 - k with itself and -k with the others.
  if (shape !== 'narrow') {
    const d = Math.min(MOST_FEATURES, shape === 'wide' ? k + 1 : k);
    return indices.map((h) => Array.from({ length: d }, (_, j) => (j === h ? k - 1 : j < k ? -1 : 0)));
  }
  // k e_h - 1 in one dimension less, and the vector of all -1: inner products -k - 1 and -1.
  return indices.map((h) => Array.from({ length: k - 1 }, (_, j) => (j === h ? k - 1 : -1)));
}

function isStrict(x: readonly (readonly number[])[], cluster: readonly number[]): boolean {
  return x.every((a, i) => x.every((b, j) => cluster[i] === cluster[j] || dot(a, b) < 0));
}
