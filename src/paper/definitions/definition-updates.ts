import type { Claim } from '../../claim/claim.js';
import { allMet, holds, isPaperExponent, method, paper } from '../../claim/hypotheses.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { eachStep } from '../../claim/snapshot.js';
import { onAnyData } from '../../claim/sources.js';
import { alphaOf, constantSteps, eta, stepCount } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { alpha, stepSize } from '../../generator/steps.js';
import { exp, log } from '../../numerics/elementary.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { norm } from '../../numerics/vector.js';
import { run } from '../../trajectory/run.js';
import { modelOf, points } from './definition-points.js';

/** w_{k+1} against w_k - eta_k g_k at every step. */
function judgeUpdates(dimension: number, rate: (k: number) => number, slack: SlackRecord): Parameters<typeof eachStep>[2] {
  return (before, after) => {
    const step = rate(before.k);
    const scaled = exp(before.shift);
    let error = 0;
    let size = 0;
    let state = 0;
    for (let j = 0; j < dimension; j++) {
      const move = step * (before.gradient[j]! === 0 ? 0 : before.gradient[j]! * scaled);
      error = Math.max(error, Math.abs(after.w[j]! - (before.w[j]! - move)));
      size = Math.max(size, Math.abs(move));
      state = Math.max(state, Math.abs(before.w[j]!) + Math.abs(move));
    }
    // A step of zero must leave every bit alone; other steps may round at the size of the state.
    const scale = size === 0 ? Math.max(state, 1) : size;
    const rounding = size === 0 ? 0 : (4 * UNIT_ROUNDOFF * state) / size + gamma(16) + gamma(4) * Math.abs(log(before.k + 1));
    slack.record(-error / scale, rounding, before.k, () => `w_{k+1} is off w_k - eta_k g_k by ${error}, the step being ${size}`);
  };
}

const gradientDescentLaw: Claim = {
  id: 'def/gd',
  reading: 'as-printed',
  chapter: 'definitions',
  kind: 'every t',
  method: 'exact',
  source: 'Section 3.2, (GD)',
  statement: 'Gradient descent: w_{t+1} = w_t - eta grad L(w_t) at every step.',
  slack: '-(error of w_{t+1}) / (size of the step)',
  ...onAnyData(
    separable(),
    points(
      'def/gd',
      stepSize().map((rate) => constantSteps(rate, 60)),
    ),
  ),
  required: { 'model:relu': 0.1, 'model:network': 0.1 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { kind, model } = modelOf(input, parts);
    const hypotheses = [holds(paper('positive-step', '0 < eta'), eta(input) > 0)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const slack = slackRecord();
    const visit = judgeUpdates(input.start.length, () => eta(input), slack);
    run({
      data,
      model,
      start: input.start,
      optimizer: parts.gradientDescent,
      stepSize: eta(input),
      steps: stepCount(input),
      observe: eachStep(data, model, visit),
    });
    const conclusion = slack.conclusion();
    hypotheses.push(holds(method('visible-step', 'some step leaves a trace above rounding'), conclusion !== undefined));
    return { hypotheses, ...(conclusion === undefined ? {} : { conclusion }), labels: [['model', kind]] };
  },
};

const stochasticLaw: Claim = {
  id: 'def/sgd',
  reading: 'as-printed',
  chapter: 'definitions',
  kind: 'every t',
  method: 'exact',
  source: 'Section 3.3, (SGD) and proposition 1',
  statement: 'SGD: w_{t+1} = w_t - eta_t grad l(w_t, z_xi), with eta_k = (k+1)^(-alpha) for k = 0, 1, ...',
  slack: '-(error of w_{t+1}) / (size of the step)',
  ...onAnyData(
    separable(),
    points(
      'def/sgd',
      alpha().map((exponent) => ({ kind: 'power' as const, alpha: exponent, count: 60 })),
    ),
  ),
  required: { 'model:relu': 0.1, 'model:network': 0.1 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { kind, model } = modelOf(input, parts);
    const exponent = alphaOf(input);
    const hypotheses = [isPaperExponent(exponent)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const slack = slackRecord();
    run({
      data,
      model,
      start: input.start,
      optimizer: parts.stochasticGradientDescent,
      stepSize: parts.powerSchedule(exponent),
      sampler: parts.uniformSampler(input.seed ?? 0, data.n),
      steps: stepCount(input),
      observe: eachStep(
        data,
        model,
        judgeUpdates(input.start.length, (k) => exp(-exponent * log(k + 1)), slack),
      ),
    });
    const conclusion = slack.conclusion();
    hypotheses.push(holds(method('visible-step', 'some step leaves a trace above rounding'), conclusion !== undefined));
    return { hypotheses, ...(conclusion === undefined ? {} : { conclusion }), labels: [['model', kind]] };
  },
};

const average: Claim = {
  id: 'def/average',
  reading: 'as-printed',
  chapter: 'definitions',
  kind: 'every t',
  method: 'exact',
  source: 'Section 3.3, before theorem 3.3',
  statement: 'The averaged iterate is wbar_t = (1/t) sum_{k=0}^{t-1} w_k: it leaves w_t out.',
  slack: '-|wbar_t - (1/t) sum_{k<t} w_k| / max_{k<=t} |w_k|, smallest over t >= 1',
  ...onAnyData(
    separable(),
    points(
      'def/average',
      alpha().map((exponent) => ({ kind: 'power' as const, alpha: exponent, count: 40 })),
    ),
  ),
  required: {},
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { kind, model } = modelOf(input, parts);
    const exponent = alphaOf(input);
    const hypotheses = [isPaperExponent(exponent)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const mean = parts.iterateAverage(input.start.length);
    const sum = new Float64Array(input.start.length);
    const slack = slackRecord();
    let largest = 0;
    let previous = new Float64Array(input.start.length);
    run({
      data,
      model,
      start: input.start,
      optimizer: parts.stochasticGradientDescent,
      stepSize: parts.powerSchedule(exponent),
      sampler: parts.uniformSampler(input.seed ?? 0, data.n),
      steps: stepCount(input),
      observe: ({ k, w }) => {
        if (k > 0) {
          // wbar_k averages w_0 .. w_{k-1}; the average is told each iterate once the step from it has been taken.
          mean.add(previous);
          for (let j = 0; j < sum.length; j++) sum[j]! += previous[j]!;
          const got = mean.mean();
          let error = 0;
          for (let j = 0; j < sum.length; j++) error = Math.max(error, Math.abs(got[j]! - sum[j]! / k));
          if (largest > 0) slack.record(-error / largest, gamma(4 * k + 8), k, () => `wbar_${k} is off by ${error}`);
        }
        previous = w.slice();
        largest = Math.max(largest, norm(w));
      },
    });
    const conclusion = slack.conclusion();
    hypotheses.push(holds(method('nonzero-iterate', 'some iterate is not zero'), conclusion !== undefined));
    return { hypotheses, ...(conclusion === undefined ? {} : { conclusion }), labels: [['model', kind]] };
  },
};

/** def/gd, def/sgd and def/average. */
export const updateClaims: readonly Claim[] = [gradientDescentLaw, stochasticLaw, average];
