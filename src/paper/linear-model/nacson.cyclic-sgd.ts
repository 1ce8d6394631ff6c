/** Beyond the paper: SGD that passes over the data in a fixed order at a fixed rate, on the linear model (Nacson et al. 2018b). */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { runOf } from '../../claim/each-step.js';
import { allMet, isPositiveStep, isSeparable, paper } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps, eta, stepCount } from '../../claim/steps.js';
import { type Dataset, dataset, radius } from '../../data/dataset.js';
import type { DrawnData } from '../../generator/drawn.js';
import { separable } from '../../generator/separable.js';
import { withStart } from '../../generator/start.js';
import { FULL_PRECISION, logLoss, workspace } from '../../model/model.js';
import { linear } from '../../model/neuron.js';
import { exp, log, wholePower } from '../../numerics/elementary.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { norm } from '../../numerics/vector.js';
import { maxMargin, signedRows } from '../../oracle/max-margin.js';

/** Passes of one case. */
const PASSES = 400;
/** The start is halved until the first step need not be tiny. */
const LARGEST_LOSS = 4;

/** ln of the largest rate that the proof covers: eta n L(w_0) is at most gamma^2 / (4.4 B^4) and 1 / (8 B^2). */
export function logLargestRate(n: number, bound: number, margin: number, logStartLoss: number): number {
  return log(Math.min(margin ** 2 / (4.4 * wholePower(bound, 4)), 1 / (8 * bound ** 2))) - log(n) - logStartLoss;
}

/** The source asks for a small fixed rate; this says how small is enough. */
export const isSmallRate = paper('small-rate', 'eta n L(w_0) at most gamma^2 / (4.4 B^4) and 1 / (8 B^2)');

function logLossAt(data: Dataset, w: readonly number[]): number {
  const into = workspace(linear, data);
  linear.evaluate(data, Float64Array.from(w), into);
  return logLoss(into);
}

/** A start, halved until its loss is at most 4. */
export function nearStart(data: Dataset, start: readonly number[]): readonly number[] {
  let near = start;
  while (logLossAt(data, near) > log(LARGEST_LOSS)) near = near.map((entry) => entry / 2);
  return near;
}

/** Runs from a start of a loss that is not too large, with 1 to 1/4 times the largest power of two that the proof covers. */
export const cyclicRuns = (source: Arbitrary<DrawnData>): Arbitrary<CaseContent> =>
  fc.tuple(withStart(source, ['separable', 'random', 'zero', 'partial']), fc.nat({ max: 2 })).map(([{ drawn, start }, halvings]) => {
    const data = dataset(drawn.data);
    const best = maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
    const near = nearStart(data, start);
    const largest = best.feasible ? logLargestRate(data.n, radius(data), best.margin, logLossAt(data, near)) : 0;
    const rate = 2 ** (Math.floor(largest / log(2)) - halvings);
    return { data: drawn.data, start: near, steps: constantSteps(rate, PASSES * data.n) };
  });

/** The loss after each pass. */
export const cyclicSgd = defineClaim({
  id: 'nacson/cyclic-sgd',
  chapter: 'linear model',
  source: 'Nacson et al. 2018b, cited in section 1.2, with constants of our own',
  statement:
    'Linear model, SGD that passes over the data cyclically at a fixed rate eta with eta n L(w_0) at most gamma^2 / (4.4 B^4) and 1 / (8 B^2): after e passes L(w) <= 1 / (1/L(w_0) + eta n gamma^2 e / 2), so the loss falls like 1/t.',
  slack: '1 - L(w) (1/L(w_0) + eta n gamma^2 e / 2), smallest over the passes',
  reason:
    'Within a pass no y_i w.x_i moves by more than delta = eta B^2 n L e^delta <= 0.145. So the pass is a step -eta n grad L with an error of at most 1.4 eta^2 n^2 B^3 L^2, and L changes by at most -eta n |grad L|^2 + 2.2 eta^2 n^2 B^4 L^3. Since |grad L| >= gamma L, that is at most -eta n gamma^2 L^2 / 2.',
  ...onAnyData(separable(), cyclicRuns),
  required: { 'passes:told': 0.5 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const rate = eta(input);
    const hypotheses = [isSeparable(data, parts), isPositiveStep(input)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
    if (!best.feasible) return { hypotheses, undecided: 'no max-margin direction', labels: [] };
    const full = workspace(parts.linear, data);
    parts.linear.evaluate(data, Float64Array.from(input.start), full);
    if (full.loss < FULL_PRECISION) return { hypotheses, undecided: 'the loss leaves the full precision of float64', labels: [] };
    const begun = logLoss(full);
    const bound = radius(data);
    const room = logLargestRate(data.n, bound, best.margin, begun) - log(rate);
    hypotheses.push({ ...isSmallRate, slack: room });
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const slack = slackRecord();
    const gain = (rate * data.n * best.margin ** 2) / 2;
    runOf(
      input,
      { data, model: parts.linear, optimizer: parts.stochasticGradientDescent, stepSize: () => rate, sampler: parts.cyclicSampler(data.n) },
      ({ k, w }) => {
        if (k === 0 || k % data.n !== 0) return;
        parts.linear.evaluate(data, w, full);
        const passes = k / data.n;
        const ratio = exp(logLoss(full) - begun) * (1 + exp(begun) * gain * passes);
        slack.record(
          1 - ratio,
          roundingOf(16 * (data.n + data.d) + k) * (2 + norm(w) * bound),
          k,
          () => `after ${passes} passes L is e^${logLoss(full)}, ${ratio} times its bound`,
        );
      },
    );
    return conclude(hypotheses, slack, {
      undecided: 'less than one pass',
      labels: [stepCount(input) >= data.n ? ['passes', 'told'] : ['passes', 'none']],
    });
  },
});
