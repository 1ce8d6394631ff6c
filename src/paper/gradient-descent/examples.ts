/** Appendix C: the two examples of gradient descent failing on the ReLU model. */

import fc from 'fast-check';
import type { Claim, Hypothesis } from '../../claim/claim.js';
import { allMet, holds, isSeparable, method, paper, signOfProduct } from '../../claim/hypotheses.js';
import { isClear } from '../../claim/outcome.js';
import type { Parts } from '../../claim/parts.js';
import { slackRecord } from '../../claim/slack.js';
import { eachStep } from '../../claim/snapshot.js';
import { constantSteps, eta, stepCount } from '../../claim/steps.js';
import { type Dataset, dataset, sample } from '../../data/dataset.js';
import { stepSize } from '../../generator/steps.js';
import { exp, log } from '../../numerics/elementary.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { absoluteDot, cosine, dot, norm } from '../../numerics/vector.js';
import { run } from '../../trajectory/run.js';
import { example1, example2 } from '../generators/examples.js';
import { sampleAtKink } from '../setting/sample-at-kink.js';

/** Why a run is not judged from a step on: it need not be that of the exact signs. */
const sideUnsure = (step: number, at: number): string =>
  `from step ${step} on rounding decides on which side of its kink sample ${at + 1} lies`;

/** The hypotheses of example 1 on a case. */
export function exampleOneHypotheses(data: Dataset, w0: Float64Array, rate: number, parts: Parts): Hypothesis[] {
  const shape = data.n === 3 && data.y[0] === 1 && data.y[1] === 1 && data.y[2] === -1;
  const hypotheses = [holds(paper('labels', 'samples +1, +1, -1'), shape), holds(paper('positive-step', '0 < eta'), rate > 0)];
  if (!shape) return hypotheses;
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

const exampleOne: Claim = {
  id: 'ex-1',
  reading: 'as-printed',
  chapter: 'gradient descent',
  kind: 'every t',
  method: 'exact',
  source: 'Appendix C, example 1',
  statement:
    'Two positives x1, x2 and one negative x3 with x1.x3 < 0, x1.x2 < 0; w_0.x1 > 0, w_0.x2 < 0, w_0.x3 < 0: for every t w_t.x2 < 0, w_t.x3 < 0 and w_t - w_0 is a multiple of x1.',
  slack: 'the smaller of -cos(w_t, x2), -cos(w_t, x3) and -(distance of w_t - w_0 from the line of x1) / |w_t|, over t',
  cases: fc
    .tuple(example1(), stepSize())
    .map(([{ data, start }, rate]) => ({ claim: 'ex-1', data, start, steps: constantSteps(rate, 1000) })),
  required: {},
  evaluate(input, parts) {
    const data = dataset(input.data);
    const w0 = Float64Array.from(input.start);
    const hypotheses = exampleOneHypotheses(data, w0, eta(input), parts);
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const [x1, x2, x3] = [sample(data, 0), sample(data, 1), sample(data, 2)];
    const square = dot(x1, x1);
    const slack = slackRecord();
    const rest = new Float64Array(data.d);
    let unsure: string | undefined;
    run({
      data,
      model: parts.relu,
      start: w0,
      optimizer: parts.gradientDescent,
      stepSize: eta(input),
      steps: stepCount(input),
      observe: ({ k, w }) => {
        const rounding = gamma(4 * data.d + 8) + UNIT_ROUNDOFF * 4 * k;
        slack.record(-cosine(w, x2), rounding, k, () => 'x2 is not misclassified', 'x2');
        slack.record(-cosine(w, x3), rounding, k, () => 'x3 is active', 'x3');
        for (let j = 0; j < data.d; j++) rest[j] = w[j]! - w0[j]!;
        const multiple = dot(rest, x1) / square;
        for (let j = 0; j < data.d; j++) rest[j]! -= multiple * x1[j]!;
        slack.record(-norm(rest) / norm(w), rounding * (1 + norm(w0) / norm(w)), k, () => 'w_t - w_0 leaves the line of x1', 'line');
        // Where a computed sign is not sure, the run from there on need not be that of the exact sign.
        const near = sampleAtKink(data, w);
        if (near !== undefined) unsure = sideUnsure(k, near);
        return near === undefined;
      },
    });
    const conclusion = slack.conclusion()!;
    return { hypotheses, ...(unsure === undefined || isClear(conclusion) ? { conclusion } : { undecided: unsure }), labels: [] };
  },
};

/** The hypotheses of example 2 on a case. */
export function exampleTwoHypotheses(data: Dataset, w0: Float64Array, rate: number, parts: Parts): Hypothesis[] {
  const shape = data.n === 2 && data.y[0] === 1 && data.y[1] === -1;
  const hypotheses = [holds(paper('labels', 'samples +1, -1'), shape), holds(paper('positive-step', '0 < eta'), rate > 0)];
  if (!shape) return hypotheses;
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

const exampleTwoCases = (claim: string, count: number): Claim['cases'] =>
  fc.tuple(example2(), stepSize()).map(([{ data, start }, rate]) => ({ claim, data, start, steps: constantSteps(rate, count) }));

const enters: Claim = {
  id: 'ex-2/enters',
  reading: 'as-printed',
  chapter: 'gradient descent',
  kind: 'finite',
  method: 'exact',
  source: 'Appendix C, example 2',
  statement:
    'One positive x1, one negative x2 with 0 < x1.x2 <= 0.5 |x2|^2; w_0.x1 > 0, w_0.x2 < 0: some t has w_t.x2 > 0, at the latest 2 + n (e^v - e^(w_0.x1)) / (eta |x1|^2) with v the value of w.x1 at which w.x2 reaches 0.',
  slack: '1 - t / (that bound) at the first t with w_t.x2 > 0; negative when the bound passes without one',
  reason: 'While x2 is inactive e^(w.x1) grows by at least eta |x1|^2 / n a step, since e^(a + h) >= e^a (1 + h).',
  cases: exampleTwoCases('ex-2/enters', 20_000),
  required: {},
  evaluate(input, parts) {
    const data = dataset(input.data);
    const w0 = Float64Array.from(input.start);
    const rate = eta(input);
    const hypotheses = exampleTwoHypotheses(data, w0, rate, parts);
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const [x1, x2] = [sample(data, 0), sample(data, 1)];
    const square = dot(x1, x1);
    const v0 = dot(w0, x1);
    const target = v0 - (dot(w0, x2) / dot(x1, x2)) * square;
    // ln of the number of steps, since the number itself can be beyond float64.
    const logBound = target + log(1 - exp(v0 - target)) + log(data.n / (rate * square));
    const bound = 2 + exp(logBound);
    // Inner products keep the error of what cancels in them, and every step of the run that of the entries of w.
    const kept = absoluteDot(w0, x2) / Math.abs(dot(w0, x2)) + absoluteDot(x1, x2) / dot(x1, x2);
    const rounding = gamma(64) * (1 + absoluteDot(w0, x1) + (target - v0) * kept + bound * kept);
    hypotheses.push({ ...method('enough-steps', 'the bound is within the steps of the case'), slack: stepCount(input) / bound - 1 });
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    if (rounding > 1 / 16) return { hypotheses, undecided: 'rounding blurs the bound', labels: [] };
    let entered = false;
    let near: number | undefined;
    const { steps } = run({
      data,
      model: parts.relu,
      start: w0,
      optimizer: parts.gradientDescent,
      stepSize: rate,
      steps: Math.ceil(bound) + 1,
      observe: ({ w }) => {
        entered = signOfDot(w, x2) > 0;
        if (!entered) near = sampleAtKink(data, w);
        return !entered && near === undefined;
      },
    });
    if (near !== undefined) return { hypotheses, undecided: sideUnsure(steps, near), labels: [] };
    return {
      hypotheses,
      conclusion: {
        slack: entered ? 1 - steps / bound : -1,
        rounding,
        step: steps,
        note: `w_t.x2 <= 0 up to step ${steps}`,
      },
      labels: [steps > 10 ? ['enters', 'late'] : ['enters', 'early']],
    };
  },
};

const leaves: Claim = {
  id: 'ex-2/leaves',
  reading: 'as-printed',
  chapter: 'gradient descent',
  kind: 'every t',
  method: 'exact',
  source: 'Appendix C, example 2, eq. 6',
  statement:
    'Data of example 2, loss without the factor 1/n: while w_t.x1 > 0 and w_t.x2 > 0, (w_{t+1} - w_t).x2 <= -0.5 eta |x2|^2, so w_t.x2 <= 0 again within w.x2 / (0.5 eta |x2|^2) + 1 steps.',
  slack: '-0.5 - (w_{t+1} - w_t).x2 / (eta |x2|^2), smallest over the steps with both samples active',
  cases: exampleTwoCases('ex-2/leaves', 2000),
  required: { 'x2:often': 0.2 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const w0 = Float64Array.from(input.start);
    const rate = eta(input);
    const hypotheses = exampleTwoHypotheses(data, w0, rate, parts);
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const [x1, x2] = [sample(data, 0), sample(data, 1)];
    const square = dot(x2, x2);
    const slack = slackRecord();
    let deadline = Number.POSITIVE_INFINITY;
    let visits = 0;
    run({
      data,
      model: parts.relu,
      start: w0,
      optimizer: parts.gradientDescent,
      // (P) carries 1/n; the claim is about the sum of the losses.
      stepSize: rate * data.n,
      steps: stepCount(input),
      observe: eachStep(data, parts.relu, (before, after) => {
        const active = before.preactivation[0]! > 0 && before.preactivation[1]! > 0;
        if (!active) {
          deadline = Number.POSITIVE_INFINITY;
          return true;
        }
        visits++;
        const unit = rate * square;
        const move = dot(after.w, x2) - dot(before.w, x2);
        const rounding =
          (gamma(4 * data.d + 8) * (norm(before.w) + norm(after.w)) * norm(x2)) / unit +
          gamma(32) * (2 + norm(before.w) * (norm(x1) + norm(x2)));
        slack.record(
          -0.5 - move / unit,
          rounding,
          before.k,
          () => `(w_{t+1} - w_t).x2 = ${move}, claimed is at most ${-0.5 * unit}`,
          'move',
        );
        if (deadline === Number.POSITIVE_INFINITY) deadline = before.k + before.preactivation[1]! / (0.5 * unit) + 1;
        if (after.preactivation[1]! > 0)
          slack.record((deadline - after.k) / (1 + deadline), rounding, after.k, () => 'x2 is still active', 'leaves');
        return true;
      }),
    });
    hypotheses.push(holds(method('x2-active', 'x2 becomes active within the steps'), visits > 0));
    const conclusion = slack.conclusion();
    return {
      hypotheses,
      ...(conclusion === undefined ? { undecided: 'every step is lost in rounding' } : { conclusion }),
      labels: [['x2', visits > 10 ? 'often' : 'seldom']],
    };
  },
};

/** Claims of the two examples about every step and finite times. */
export const exampleClaims: readonly Claim[] = [exampleOne, enters, leaves];
