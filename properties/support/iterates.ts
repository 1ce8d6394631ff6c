/** The first iterates of gradient descent, for the benchmark's claims about a few steps. */

import type { Hypothesis } from '../../src/claim/claim.js';
import { paper } from '../../src/claim/hypotheses.js';
import type { Case } from '../../src/data/case.js';
import { dataset } from '../../src/data/dataset.js';
import type { Model } from '../../src/model/model.js';
import { exp } from '../../src/numerics/elementary.js';
import { dot } from '../../src/numerics/vector.js';
import { gradientDescent } from '../../src/optimizer/gradient-descent.js';
import { run } from '../../src/trajectory/run.js';
import { eta } from './planted.js';

/** One iterate w_k of gradient descent: w_k itself, w_k.x_i for all i, the gradient of L and L there. */
export interface Iterate {
  readonly w: Float64Array;
  readonly heights: Float64Array;
  readonly gradient: Float64Array;
  readonly loss: number;
}

/** w_0 to w_count; NaN from where they leave the range of float64, so that a claim about them is undecided. */
export function iterates(input: Case, model: Model, count: number, stepSize = eta(input)): Iterate[] {
  const path: Iterate[] = [];
  const { end, w } = run({
    data: dataset(input.data),
    model,
    start: input.start,
    optimizer: gradientDescent,
    stepSize,
    steps: count,
    observe({ w, evaluation: { preactivation, gradient, loss, shift } }) {
      const scale = exp(shift);
      path.push({ w: w.slice(), heights: preactivation.slice(), gradient: gradient.map((value) => value * scale), loss: loss * scale });
    },
  });
  const nowhere = w.map(() => Number.NaN);
  const lost = { w: nowhere, gradient: nowhere, heights: new Float64Array(input.data.x.length).fill(Number.NaN), loss: Number.NaN };
  const last = end === 'diverged' ? lost : path.at(-1)!;
  while (path.length <= count) path.push(last);
  return path;
}

/** How much a non-negative amount grows, relative to the larger of the two. */
export const growth = (before: number, after: number): number => (after > before ? 1 - before / after : after / before - 1);

/** B^2 L(w_0), with B the largest |x_i|, bounds the smoothness of L at the start where L is smooth. */
export function smallStep(input: Case, most: number, model: Model): Hypothesis {
  const smoothness = Math.max(...input.data.x.map((row) => dot(row, row))) * iterates(input, model, 0)[0]!.loss;
  return { ...paper('small-step', `eta B^2 L(w_0) <= ${most}`), slack: most - eta(input) * smoothness };
}
