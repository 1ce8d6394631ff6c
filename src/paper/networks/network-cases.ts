/** Cases for the claims about networks. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent } from '../../claim/claim.js';
import { constantSteps, noSteps, powerSteps } from '../../claim/steps.js';
import { bothClasses, rawClasses } from '../../generator/classes.js';
import { clusters } from '../../generator/clusters.js';
import { multiple } from '../../generator/exact-vector.js';
import { latticeVector } from '../../generator/lattice.js';
import { alpha, outputWeights, samplingSeed } from '../../generator/steps.js';
import { nth } from '../../numerics/lists.js';
import { combes } from '../generators/combes.js';
import { sharingNetwork, trainedNetwork } from '../generators/trained-network.js';

const MOST_NEURONS = 5;
const MOST_SPLIT_NEURONS = 4;
const MOST_FEATURES = 5;

/** Recipe of {@link trainedCases} that are followed to their limits. */
export const TRAINED = 'trained networks';

/** Recipe of {@link settlingCases} of 1,500 steps, and of {@link allNetworkCases} of 300. */
export const SETTLING = 'settling networks under SGD';
export const ALL_NETWORKS = 'networks under gradient descent';

/** How many steps a case takes. */
interface Length {
  readonly steps: number;
}

/**
 * Networks on obtuse clusters. Neurons start near a cluster's centre (so that they act on it alone), between clusters
 * (so that patterns overlap) or anywhere.
 */
export const networkCases = ({ steps }: Length): Arbitrary<CaseContent> =>
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
      const start = weights.flatMap((_, k) => {
        const [kind, noise, scale] = nth(raw, k);
        const centre = nth(drawn.centers, (kind + k) % drawn.centers.length);
        return centre.map((entry, j) => (kind === 7 ? nth(noise, j) : (scale / 4) * entry + nth(noise, j) / 16));
      });
      return { data: drawn.data, start, steps: constantSteps(2 ** -halvings, steps), outputWeights: weights };
    });

/** Networks on three to six clusters, separable or not, most of whose patterns settle under training (see {@link trainedNetwork}). */
export const trainedCases = ({ steps }: Length): Arbitrary<CaseContent> =>
  fc
    .tuple(trainedNetwork(), fc.integer({ min: 2, max: 7 }))
    .map(([drawn, halvings]) => ({ ...drawn, steps: constantSteps(2 ** -halvings, steps) }));

/** The same, with neurons that two clusters share, so that patterns overlap (see {@link sharingNetwork}). */
export const sharingCases = ({ steps }: Length): Arbitrary<CaseContent> =>
  fc
    .tuple(sharingNetwork(), fc.integer({ min: 2, max: 7 }))
    .map(([drawn, halvings]) => ({ ...drawn, steps: constantSteps(2 ** -halvings, steps) }));

const MOST_RANDOM = { samples: 8, features: 4, neurons: 6 } as const;

/** Networks of any neurons on any few samples: 2 to 8 samples in 1 to 4 dimensions, 2 to 6 neurons. */
export const randomCases = ({ steps }: Length): Arbitrary<CaseContent> =>
  fc
    .record({
      n: fc.integer({ min: 2, max: MOST_RANDOM.samples }),
      d: fc.integer({ min: 1, max: MOST_RANDOM.features }),
      points: fc.array(latticeVector(MOST_RANDOM.features, 2, 8), { minLength: MOST_RANDOM.samples, maxLength: MOST_RANDOM.samples }),
      negative: rawClasses(MOST_RANDOM.samples),
      outputWeights: outputWeights(2, MOST_RANDOM.neurons),
      neurons: fc.array(latticeVector(MOST_RANDOM.features, 2, 16), { minLength: MOST_RANDOM.neurons, maxLength: MOST_RANDOM.neurons }),
      halvings: fc.integer({ min: 2, max: 5 }),
    })
    .map(({ n, d, points, negative, outputWeights: weights, neurons, halvings }) => ({
      data: { x: points.slice(0, n).map((point) => point.slice(0, d)), y: bothClasses(negative, n) },
      start: weights.flatMap((_, k) => nth(neurons, k).slice(0, d)),
      steps: constantSteps(2 ** -halvings, steps),
      outputWeights: weights,
    }));

/** {@link networkCases} and {@link trainedCases}. */
export const allNetworkCases = (length: Length): Arbitrary<CaseContent> => fc.oneof(networkCases(length), trainedCases(length));

/** {@link networkCases} with the label of one sample turned around in most cases, so that clusters hold both labels. */
export const mixedCases = (length: Length): Arbitrary<CaseContent> =>
  fc.tuple(networkCases(length), fc.nat({ max: 19 })).map(([input, turned]) => {
    const { x, y } = input.data;
    const labels = y.map((label, i) => (i === turned % y.length ? -label : label));
    const keep = turned > 15 || new Set(labels).size === 1;
    return keep ? input : { ...input, data: { x, y: labels } };
  });

/** Networks on data of Combes et al. whose neurons each start on the class that their weight has the sign of, so that no step changes a pattern. */
const splitCases = (): Arbitrary<CaseContent> =>
  fc
    .tuple(
      combes(),
      outputWeights(2, MOST_SPLIT_NEURONS),
      fc.array(fc.integer({ min: 1, max: 8 }), { minLength: MOST_SPLIT_NEURONS, maxLength: MOST_SPLIT_NEURONS }),
    )
    .map(([{ data, separator }, weights, scales]) => ({
      data,
      start: weights.flatMap((v, k) => multiple((Math.sign(v) * nth(scales, k)) / 8, separator)),
      steps: noSteps,
      outputWeights: weights,
    }));

/** Cases taken by SGD, with steps (k+1)^(-alpha). */
export const underSgd = (cases: Arbitrary<CaseContent>, { steps }: Length): Arbitrary<CaseContent> =>
  fc.tuple(cases, alpha(), samplingSeed()).map(([input, exponent, seed]) => ({ ...input, steps: powerSteps(exponent, steps), seed }));

/**
 * Under SGD, {@link splitCases} and networks whose patterns settle under training. Those have alpha below 3/4: with steps that add up to
 * less, the loss of dozens of samples is not below 1/n after any number of steps that can be taken.
 */
export const settlingCases = (length: Length): Arbitrary<CaseContent> => {
  const trained = underSgd(trainedCases({ steps: 0 }), length).map((input) => {
    const { steps } = input;
    return steps.kind === 'power' ? { ...input, steps: powerSteps((1 + 2 * steps.alpha) / 4, steps.count) } : input;
  });
  return fc.oneof(underSgd(splitCases(), length), trained, trained);
};
