/** Step sizes that are small for the smoothness at hand. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent } from '../../claim/claim.js';
import { constantSteps } from '../../claim/steps.js';
import { type Dataset, dataset, sample } from '../../data/dataset.js';
import type { DrawnData } from '../../generator/drawn.js';
import { type StartKind, withStart } from '../../generator/start.js';
import { exp } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import { smoothness } from '../../oracle/smoothness.js';

/**
 * The largest power of two below 2 / beta(w), halved `halvings` times, where beta(w) bounds the smoothness of the
 * single-neuron loss (with the given slope on its inactive side) at w.
 */
export function smallStep(data: Dataset, w: ArrayLike<number>, slope: number, halvings: number): number {
  const coefficients = new Float64Array(data.n);
  for (const [i, y] of data.y.entries()) {
    const v = dot(w, sample(data, i));
    const derivative = v > 0 ? 1 : slope;
    coefficients[i] = (derivative * derivative * exp(-y * derivative * v)) / data.n;
  }
  return powerOfTwoBelow(2 / Math.max(smoothness(data, coefficients), 2 ** -20)) * 2 ** -halvings;
}

/** The largest power of two that is at most x > 0. */
function powerOfTwoBelow(x: number): number {
  let power = 1;
  while (power > x) power /= 2;
  while (power * 2 <= x) power *= 2;
  return power;
}

/** What runs of gradient descent are to be drawn. */
interface DescentRuns {
  /** Slope of the activation on its inactive side. */
  readonly slope: number;
  /** Largest step size. */
  readonly most: number;
  /** Number of steps. */
  readonly count: number;
  readonly kinds?: readonly StartKind[];
}

/** Cases of gradient descent with 2^-4 to 1 times the largest power of two below 2/beta at the start, on any data. */
export function descentRuns({ slope, most, count, kinds }: DescentRuns): (source: Arbitrary<DrawnData>) => Arbitrary<CaseContent> {
  return (source) =>
    fc.tuple(withStart(source, kinds), fc.nat({ max: 4 })).map(([{ drawn, start }, halvings]) => ({
      data: drawn.data,
      start,
      steps: constantSteps(Math.min(most, smallStep(dataset(drawn.data), start, slope, halvings)), count),
    }));
}
