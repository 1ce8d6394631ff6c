/** Boundary cases made from an ordinary one: where definitions change their branch and arithmetic its scale. */

import type { Case } from '../../data/case.js';
import { featuresOf, samplesOf, withData, withoutFeature, withoutSample, withSample } from './draft.js';
import { entry } from './vectors.js';

/** Step sizes against the case's own. */
const STEP_FACTORS = [2 ** -20, 2 ** -8, 2 ** 4, 2 ** 8];
const START_FACTORS = [-1, 2 ** -20, 2 ** -6, 2 ** 6];
const DATA_FACTORS = [2 ** -6, 2 ** 4];

/** The corners around a case, in a fixed order: the plainest first. */
export function cornersOf(input: Case): Case[] {
  const { x, y } = input.data;
  const d = featuresOf(input);
  const { steps } = input;
  const features = Array.from({ length: d }, (_, j) => j);
  const start = (map: (value: number, index: number) => number): Case => ({
    ...input,
    start: input.start.map((value, index) => map(value, index) + 0),
  });
  return [
    start(() => 0),
    // On the kink of each sample: its first two features turned by 90 degrees.
    ...(d > 1 ? x.slice(0, 8).map(([a = 0, b = 0]) => start((_, index) => entry([b, -a], index % d))) : []),
    // Along each sample, and against it.
    ...x.slice(0, 8).flatMap((row) => [start((_, index) => entry(row, index % d)), start((_, index) => -entry(row, index % d))]),
    ...START_FACTORS.map((factor) => start((value) => value * factor)),
    ...(steps.kind === 'constant' ? STEP_FACTORS.map((factor) => ({ ...input, steps: { ...steps, eta: steps.eta * factor } })) : []),
    ...(steps.kind === 'constant' ? [1, 2, 1 / 2].map((eta) => ({ ...input, steps: { ...steps, eta } })) : []),
    ...(steps.kind === 'power' ? [33 / 64, 63 / 64, 3 / 4].map((alpha) => ({ ...input, steps: { ...steps, alpha } })) : []),
    ...(input.slope === undefined ? [] : [1 / 64, 63 / 64].map((slope) => ({ ...input, slope }))),
    ...(input.outputWeights === undefined ? [] : [{ ...input, outputWeights: input.outputWeights.map((v) => Math.sign(v)) }]),
    // Duplicate and opposite samples.
    ...samplesOf(input)
      .slice(0, 4)
      .flatMap(({ row, label }) => {
        const opposite = row.map((value) => 0 - value);
        return [withSample(input, row, label), withSample(input, opposite, -label), withSample(input, opposite, label)];
      }),
    ...(x.length > 2 ? x.slice(0, 8).map((_, i) => withoutSample(input, i)) : []),
    ...(d > 1 ? features.map((j) => withoutFeature(input, j)) : []),
    // One coordinate of all samples zero, all samples on signs only, and other scales.
    ...features.map((j) =>
      withData(
        input,
        x.map((row) => row.map((value, k) => (k === j ? 0 : value))),
        y,
      ),
    ),
    withData(
      input,
      x.map((row) => row.map(Math.sign)),
      y,
    ),
    ...DATA_FACTORS.map((factor) =>
      withData(
        input,
        x.map((row) => row.map((value) => value * factor)),
        y,
      ),
    ),
  ];
}
