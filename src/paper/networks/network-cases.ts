/** Cases for the claims about networks. */

import fc, { type Arbitrary } from 'fast-check';
import { constantSteps } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { clusters } from '../../generator/clusters.js';
import { latticeVector } from '../../generator/lattice.js';
import { outputWeights } from '../../generator/steps.js';

const MOST_NEURONS = 5;
const MOST_FEATURES = 5;

/**
 * Networks on obtuse clusters. Neurons start near a cluster's centre (so that they act on it alone), between clusters
 * (so that patterns overlap) or anywhere.
 */
export const networkCases = (claim: string, count: number): Arbitrary<Case> =>
  fc
    .tuple(
      clusters(),
      outputWeights(2, MOST_NEURONS),
      fc.array(fc.tuple(fc.nat({ max: 7 }), latticeVector(MOST_FEATURES, 1), fc.integer({ min: 1, max: 4 })), {
        minLength: MOST_NEURONS,
        maxLength: MOST_NEURONS,
      }),
      fc.integer({ min: 2, max: 7 }),
    )
    .map(([drawn, weights, raw, halvings]) => {
      const d = drawn.data.x[0]!.length;
      const start = weights.flatMap((_, k) => {
        const [kind, noise, scale] = raw[k]!;
        const centre = drawn.centers[(kind + k) % drawn.centers.length]!;
        return Array.from({ length: d }, (_, j) => (kind === 7 ? noise[j]! : (scale / 4) * centre[j]! + noise[j]! / 16));
      });
      return { claim, data: drawn.data, start, steps: constantSteps(2 ** -halvings, count), outputWeights: weights };
    });

/** The same with the label of one sample turned around in most cases, so that clusters hold both labels. */
export const mixedCases = (claim: string, count: number): Arbitrary<Case> =>
  fc.tuple(networkCases(claim, count), fc.nat({ max: 19 })).map(([input, turned]) => {
    const { x, y } = input.data;
    const labels = y.map((label, i) => (i === turned % y.length ? -label : label));
    const keep = turned > 15 || new Set(labels).size === 1;
    return keep ? input : { ...input, data: { x, y: labels } };
  });
