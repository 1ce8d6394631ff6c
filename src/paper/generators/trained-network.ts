/** Networks whose activation patterns settle under training on clusters at obtuse or right angles (section 4.2). */

import fc, { type Arbitrary } from 'fast-check';
import { clusters, type DrawnClusters } from '../../generator/clusters.js';
import { combination, multiple } from '../../generator/exact-vector.js';
import { positiveLattice } from '../../generator/lattice.js';
import { opposedClusters } from '../../generator/opposed-clusters.js';
import { nth, placesOf } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';

/** K at most. */
const MOST_NEURONS = 16;

/** A network before it is trained. */
export interface DrawnNetwork extends Pick<DrawnClusters, 'data'> {
  readonly outputWeights: readonly number[];
  /** W_0, neuron by neuron. */
  readonly start: readonly number[];
}

/** Raw draws of one neuron. */
interface RawNeuron {
  /** Which cluster it starts on, where it is not the first of one. */
  readonly home: number;
  /** How it starts; 'home' is what starts shrink to. */
  readonly kind: 'home' | 'astray' | 'against' | 'shared';
  /** Which other cluster it starts on besides, or alone. */
  readonly other: number;
  readonly scale: number;
  readonly weight: number;
}

/**
 * Networks of as many neurons as clusters at least, 16 at most. Each cluster has a neuron whose output weight has the sign of its label
 * and which starts on it alone ("home") or on a cluster of the other label too ("astray"); further neurons may start on a cluster of the
 * other label alone ("against"). Steps take a neuron from the samples that it is wrong about, so most patterns become disjoint and stay
 * so, many only after some steps.
 *
 * A neuron starts orthogonal to the blocks of several clusters that are not its own: those span a space in which every vector but 0 acts
 * on one of them, so that no step could take it from all.
 */
export function trainedNetwork(): Arbitrary<DrawnNetwork> {
  return networkOfKinds('home', 'astray', 'home', 'against');
}

/**
 * The same with neurons that start on a second cluster of their label at a right angle ("shared"), which no step takes them from: where
 * that has a neuron of its own, the patterns overlap for ever.
 */
export function sharingNetwork(): Arbitrary<DrawnNetwork> {
  return networkOfKinds('home', 'shared');
}

function networkOfKinds(...kinds: readonly RawNeuron['kind'][]): Arbitrary<DrawnNetwork> {
  const opposed = opposedClusters();
  return fc
    .tuple(
      fc.oneof(opposed, opposed, opposed, clusters()),
      fc.constantFrom(0, 1, 2, 3, 0, 1, MOST_NEURONS),
      fc.array(
        fc.record({
          home: fc.nat({ max: 59 }),
          kind: fc.constantFrom(...kinds),
          other: fc.nat({ max: 59 }),
          scale: fc.integer({ min: 1, max: 4 }),
          weight: positiveLattice(2, 8),
        }),
        { minLength: MOST_NEURONS, maxLength: MOST_NEURONS },
      ),
    )
    .map(([drawn, more, raw]) => {
      const labels = drawn.centers.map((_, h) => nth(drawn.data.y, drawn.cluster.indexOf(h)));
      const count = Math.min(labels.length + more, MOST_NEURONS);
      const neurons = raw.slice(0, count).map((neuron, k) => begun(drawn, labels, neuron, k));
      return {
        data: drawn.data,
        outputWeights: neurons.map(({ weight }) => weight),
        start: neurons.flatMap(({ w }) => w),
      };
    });
}

/** Neuron k: its output weight, and where it starts. */
function begun(
  { centers }: DrawnClusters,
  labels: readonly number[],
  { home, kind, other, scale, weight }: RawNeuron,
  k: number,
): { weight: number; w: number[] } {
  const isFirst = k < centers.length;
  const h = isFirst ? k : home % centers.length;
  const label = nth(labels, h);
  const own = nth(centers, h);
  const alike = placesOf(labels, (one) => one === label).filter((g) => dot(nth(centers, g), own) === 0);
  if (kind === 'shared' && alike.length > 0) {
    const second = nth(centers, nth(alike, other % alike.length));
    return { weight: label * weight, w: multiple(scale / 4, combination(1, own, 3 / 4, second)) };
  }
  const wrong = placesOf(labels, (one) => one !== label).filter((g) => isLeft(centers, h, g));
  const strange = wrong.length === 0 ? undefined : nth(centers, nth(wrong, other % wrong.length));
  if (strange === undefined || kind === 'home' || kind === 'shared') return { weight: label * weight, w: multiple(scale / 4, own) };
  if (kind === 'against' && !isFirst) return { weight: label * weight, w: multiple(scale / 16, strange) };
  return { weight: label * weight, w: multiple(scale / 8, combination(1, own, 3 / 4, strange)) };
}

/** Whether a neuron of cluster h that starts on g too can leave it: g is at an obtuse angle to h, or to no cluster. */
function isLeft(centers: DrawnClusters['centers'], h: number, g: number): boolean {
  return dot(nth(centers, h), nth(centers, g)) < 0 || centers.every((center) => dot(center, nth(centers, g)) >= 0);
}
