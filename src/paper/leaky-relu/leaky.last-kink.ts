/** Beyond the paper: the step from which a leaky ReLU run classifies all samples correctly and meets no kink again. */

import fc from 'fast-check';
import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { runOf } from '../../claim/each-step.js';
import { allMet, holds, isPositiveStep, isSeparable, method, paper } from '../../claim/hypotheses.js';
import { slopeOf } from '../../claim/read-case.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps, eta } from '../../claim/steps.js';
import { type Dataset, dataset, radius } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { withStart } from '../../generator/start.js';
import { slope as anySlope } from '../../generator/steps.js';
import { exp } from '../../numerics/elementary.js';
import { gamma } from '../../numerics/rounding.js';
import { norm } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';
import { smallStep } from '../setting/small-step.js';

const STEPS = 20_000;

/** The largest step for which eta B^2 <= 2 n. */
const largestStep = (data: Dataset): number => (2 * data.n) / radius(data) ** 2;

/**
 * If L(w_k) <= M up to the first step T with L(w_T) < 1/n, then T <= n (2 a gamma |w_0| + 2 n / e + eta B^2 M) / (a^2 gamma^2 eta), and if
 * eta B^2 <= 2 n, every sample is classified correctly from T on: no kink is met again.
 *
 * Let u be the max-margin direction, m_i = y_i f(x_i) and S = sum_{k<t} L(w_k). As -u.grad L >= a gamma L (leaky/landscape),
 * u.w_t >= -|w_0| + a gamma eta S. As f is homogeneous, -w.grad L = (1/n) sum m_i exp(-m_i) <= 1/e, and |grad L| <= B L, so
 * |w_t|^2 <= |w_0|^2 + 2 eta t / e + eta^2 B^2 M S. While L >= 1/n, t <= n S. Together they bound S, and t by n S.
 * Where L < 1/n all m_i > 0. On the way of the step, as long as L does not rise, this stays so, L has smoothness B^2 L <= B^2/n and falls by
 * at least tau (1 - tau B^2 / (2 n)) |grad L|^2 > 0 up to tau: it never rises.
 */
export const lastKink = defineClaim({
  id: 'leaky/last-kink@repaired',
  reading: 'repaired',
  chapter: 'leaky relu',
  kind: 'finite',
  source: 'Section 4.1, on the convergence of gradient descent: from when on it is that of a linear model',
  statement:
    'Leaky ReLU, eta B^2 <= 2 n, and L(w_k) <= M up to the first step T with L(w_T) < 1/n: then T <= n (2 a gamma |w_0| + 2 n / e + eta B^2 M) / (a^2 gamma^2 eta), and from T on all samples are classified correctly and no kink is met again. Here gamma is the margin of the y_i x_i and B the largest |x_i|.',
  slack:
    'the smaller of 1 - T / (its bound), with M the largest loss before T, and of the least y_i f(x_i) (at most 1) from T on; where the bound is passed without such a T, 1 - t / bound',
  reason:
    'Each step moves w along the max-margin direction by a gamma eta L at least, while |w|^2 grows by 2 eta / e + eta^2 B^2 L^2 at most, since f is homogeneous. So the losses of at least 1/n are few. Below 1/n the loss is smooth enough never to rise again.',
  ...onAnyData(separable(), (source) =>
    fc
      .tuple(withStart(source, ['negatives', 'against', 'random', 'partial', 'zero']), anySlope(), fc.integer({ min: 1, max: 3 }))
      .map(([{ drawn, start }, slope, halvings]) => {
        const data = dataset(drawn.data);
        const small = smallStep(data, start, slope, halvings);
        return { data: drawn.data, start, slope, steps: constantSteps(Math.min(small, largestStep(data)), STEPS) };
      }),
  ),
  required: { 'kinks:met': 0.3 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const a = slopeOf(input);
    const rate = eta(input);
    const hypotheses = [
      isSeparable(data, parts),
      isPositiveStep(input),
      holds(paper('slope', '0 < a < 1'), a > 0 && a < 1),
      { ...paper('step', 'eta B^2 <= 2 n'), slack: largestStep(data) / rate - 1 },
    ];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
    if (!best.feasible) return { hypotheses, undecided: 'no max-margin direction', labels: [] };
    const push = a * best.margin;
    const square = radius(data) ** 2;
    const fixed = 2 * push * norm(input.start) + (2 * data.n) / Math.E;
    const model = parts.leakyRelu(a);
    const slack = slackRecord();
    const before = new Uint8Array(data.n);
    let [largest, first, kinks, passed] = [0, -1, 0, false];
    const bound = (): number => (data.n * (fixed + rate * square * largest)) / (push * push * rate);
    runOf(input, { data, model, optimizer: parts.gradientDescent, stepSize: rate }, ({ k, w, evaluation }) => {
      const { preactivation } = evaluation;
      const loss = evaluation.loss * exp(evaluation.shift);
      for (let i = 0; i < data.n; i++) {
        const side = preactivation[i]! > 0 ? 1 : 0;
        if (k > 0 && side !== before[i]) kinks++;
        before[i] = side;
      }
      if (first < 0 && loss * data.n < 1) {
        first = k;
        slack.record(1 - k / bound(), 1e-9, k, () => `L < 1/n from step ${k} on; at most ${bound()} is claimed`, 'step');
      }
      if (first < 0) {
        largest = Math.max(largest, loss);
        passed = k > bound();
        if (passed) slack.record(1 - k / bound(), 1e-9, k, () => `L >= 1/n still at step ${k}, ${bound()} is claimed`, 'step');
        return !passed;
      }
      let least = 1;
      for (let i = 0; i < data.n; i++) least = Math.min(least, data.y[i]! * model.output(preactivation, i));
      const rounding = gamma(8 * data.d) * (1 + norm(w)) * (1 + Math.sqrt(square));
      slack.record(least, rounding, k, () => `a sample has y f = ${least} at step ${k}, after L < 1/n at step ${first}`, 'right');
      return;
    });
    hypotheses.push(holds(method('reached', 'L < 1/n, or the bound is passed, within the steps of the case'), first >= 0 || passed));
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    return { hypotheses, ...concluded(slack, 'every step is lost in rounding'), labels: [['kinks', kinks > 0 ? 'met' : 'none']] };
  },
});
