/** Appendix C: what its two examples ask of data, start and step size, and runs of them. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent, Hypothesis } from '../../claim/claim.js';
import { holds, isPositiveStep, isSeparable, paper, signOfProduct } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { constantSteps } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, sample } from '../../data/dataset.js';
import { stepSize } from '../../generator/steps.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { sameList } from '../../numerics/lists.js';
import { type DrawnExample, example1, example2 } from '../generators/examples.js';

/** Runs of an example of a number of steps. */
function stepsOf(example: Arbitrary<DrawnExample>, count: number): Arbitrary<CaseContent> {
  return fc.tuple(example, stepSize()).map(([{ data, start }, rate]) => ({ data, start, steps: constantSteps(rate, count) }));
}

/** Runs of an example to be followed to their limits. */
function limitsOf(example: Arbitrary<DrawnExample>): Arbitrary<CaseContent> {
  return fc
    .tuple(example, fc.integer({ min: 1, max: 6 }))
    .map(([{ data, start }, halvings]) => ({ data, start, steps: constantSteps(2 ** -halvings, 0) }));
}

/** Example 1 for a number of steps. */
export const exampleOneSteps = (count: number): Arbitrary<CaseContent> => stepsOf(example1(), count);
/** Example 1 to its limit. */
export const exampleOneRuns = limitsOf(example1());
/** Example 2 for a number of steps. */
export const exampleTwoSteps = (count: number): Arbitrary<CaseContent> => stepsOf(example2(), count);
/** Example 2 to its limit. */
export const exampleTwoRuns = limitsOf(example2());

/** The hypotheses of example 1 on a case. */
export function exampleOneHypotheses(data: Dataset, input: Case, parts: Parts): Hypothesis[] {
  const shape = sameList(data.y, [1, 1, -1]);
  const hypotheses = [holds(paper('labels', 'samples +1, +1, -1'), shape), isPositiveStep(input)];
  if (!shape) return hypotheses;
  const w0 = Float64Array.from(input.start);
  hypotheses.push(
    isSeparable(data, parts),
    holds(paper('x1.x3', 'x1.x3 < 0'), signOfProduct(data, 0, 2) < 0),
    holds(paper('x1.x2', 'x1.x2 < 0'), signOfProduct(data, 0, 1) < 0),
    holds(paper('w_0.x1', 'w_0.x1 > 0'), signOfDot(w0, sample(data, 0)) > 0),
    holds(paper('w_0.x2', 'w_0.x2 < 0'), signOfDot(w0, sample(data, 1)) < 0),
    holds(paper('w_0.x3', 'w_0.x3 < 0'), signOfDot(w0, sample(data, 2)) < 0),
  );
  return hypotheses;
}

/** The hypotheses of example 2 on a case. */
export function exampleTwoHypotheses(data: Dataset, input: Case, parts: Parts): Hypothesis[] {
  const shape = sameList(data.y, [1, -1]);
  const hypotheses = [holds(paper('labels', 'samples +1, -1'), shape), isPositiveStep(input)];
  if (!shape) return hypotheses;
  const w0 = Float64Array.from(input.start);
  const [x1, x2] = [sample(data, 0), sample(data, 1)];
  const half = x2.map((entry) => entry / 2);
  hypotheses.push(
    isSeparable(data, parts),
    holds(paper('x1.x2', '0 < x1.x2'), signOfDot(x1, x2) > 0),
    // x2.(x2/2 - x1) >= 0 as one exact inner product of stacked vectors.
    holds(paper('x1.x2-small', 'x1.x2 <= 0.5 |x2|^2'), signOfDot([...half, ...x1], [...x2, ...x2.map((entry) => -entry)]) >= 0),
    holds(paper('w_0.x1', 'w_0.x1 > 0'), signOfDot(w0, x1) > 0),
    holds(paper('w_0.x2', 'w_0.x2 < 0'), signOfDot(w0, x2) < 0),
  );
  return hypotheses;
}

/** Why a run is not judged from a step on: it need not be that of the exact signs. */
export function sideUnsure(step: number, at: number): string {
  return `from step ${step} on rounding decides on which side of its kink sample ${at + 1} lies`;
}
