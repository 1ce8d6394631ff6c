/** Step sizes that are small for the smoothness at hand. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent, Hypothesis } from '../../claim/claim.js';
import { holds, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { constantSteps, eta } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, radius, sample } from '../../data/dataset.js';
import type { DrawnData } from '../../generator/drawn.js';
import { type StartKind, withStart } from '../../generator/start.js';
import { type Model, workspace } from '../../model/model.js';
import { relu } from '../../model/neuron.js';
import { exp } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import { smoothness } from '../../oracle/smoothness.js';

/** Data of less smoothness have the steps of this one. */
const FLATTEST = 2 ** -20;

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
  return powerOfTwoBelow(2 / Math.max(smoothness(data, coefficients), FLATTEST)) * 2 ** -halvings;
}

/**
 * An upper bound on the smoothness of the ReLU model's loss, where it is smooth, on {L <= L(w_0)}: the largest eigenvalue of
 * (1/n) sum_j x_j x_j' over the negatives, and (L(w_0) - n-/n) B^2 for all weights beyond 1 of negatives and those of positives.
 */
function sublevelSmoothness(data: Dataset, start: ArrayLike<number>, model: Model): number {
  const into = workspace(model, data);
  model.evaluate(data, Float64Array.from(start), into);
  const loss = into.loss * exp(into.shift);
  const negatives = Float64Array.from(data.y, (y) => (y === 1 ? 0 : 1 / data.n));
  return smoothness(data, negatives) + Math.max(0, loss - data.negatives.length / data.n) * radius(data) ** 2;
}

/** The largest power of two that is small for the ReLU model wherever the loss is at most that of the start. */
export function smallStepBelow(data: Dataset, start: ArrayLike<number>): number {
  const beta = Math.max(sublevelSmoothness(data, start, relu), FLATTEST);
  const step = powerOfTwoBelow(2 / beta);
  return step * beta < 2 ? step : step / 2;
}

/** The hypothesis of a step that is small for the ReLU model wherever the loss is at most that of the start. */
export function isSmallStep(data: Dataset, input: Case, { relu }: Parts): Hypothesis {
  const rate = eta(input);
  const condition = paper('small-step', '0 < eta < 2/beta, beta a bound on the smoothness where L <= L(w_0)');
  const isSmall = rate > 0 && rate * sublevelSmoothness(data, input.start, relu) < 2;
  return holds(condition, isSmall);
}

/** The largest power of two that is at most x, which is 2 by no less than {@link FLATTEST}. */
function powerOfTwoBelow(x: number): number {
  let power = 2 / FLATTEST;
  while (power > x) power /= 2;
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
