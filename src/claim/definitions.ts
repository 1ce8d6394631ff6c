/** The objects that the paper's statements speak of, as claims: each part against its definition, written out afresh. */

import fc, { type Arbitrary } from 'fast-check';
import type { Case } from '../data/case.js';
import { type Dataset, dataset, sample } from '../data/dataset.js';
import type { DrawnData } from '../generator/drawn.js';
import { nonSeparable } from '../generator/non-separable.js';
import { separable } from '../generator/separable.js';
import { withStart } from '../generator/start.js';
import { alpha, outputWeights, samplingSeed, slope, stepSize } from '../generator/steps.js';
import type { Model } from '../model/model.js';
import { workspace } from '../model/model.js';
import { commonExponent, scaledInteger } from '../numerics/dyadic.js';
import { exp, log } from '../numerics/elementary.js';
import { signOfDot } from '../numerics/exact-dot.js';
import { gamma, UNIT_ROUNDOFF } from '../numerics/rounding.js';
import { absoluteDot, dot, norm } from '../numerics/vector.js';
import type { Separability } from '../oracle/separability.js';
import { run } from '../trajectory/run.js';
import type { Claim } from './claim.js';
import { allMet, holds } from './hypotheses.js';
import type { Parts } from './parts.js';
import { type SlackRecord, slackRecord } from './slack.js';
import { eachStep } from './snapshot.js';
import { onAnyData } from './sources.js';
import { constantSteps, eta, stepCount } from './steps.js';

type ModelKind = 'linear' | 'relu' | 'leaky' | 'network';

const KINDS: readonly ModelKind[] = ['linear', 'relu', 'leaky', 'network'];
const MOST_NEURONS = 3;

/** A point for each model: one neuron at a start in any region, networks with copies and mirror images of it. */
const points =
  (claim: string, steps: Arbitrary<Case['steps']>): ((source: Arbitrary<DrawnData>) => Arbitrary<Case>) =>
  (source) =>
    fc
      .tuple(withStart(source), fc.constantFrom(...KINDS), slope(), outputWeights(2, MOST_NEURONS), steps, samplingSeed())
      .map(([{ drawn, start }, kind, a, v, chosen, seed]) => ({
        claim,
        data: drawn.data,
        start:
          kind === 'network' ? v.flatMap((_, k) => start.map((entry) => (k === 0 ? entry : k === 1 ? -entry : entry / 2 - 1 / 4))) : start,
        steps: chosen,
        seed,
        ...(kind === 'leaky' ? { slope: a } : kind === 'linear' ? { slope: 1 } : {}),
        ...(kind === 'network' ? { outputWeights: v } : {}),
      }));

/** The model that a case is about: a network, linear (slope 1), leaky, or ReLU where neither slope nor weights are given. */
function modelOf(input: Case, parts: Parts): { kind: ModelKind; model: Model; slope: number; v: readonly number[] } {
  if (input.outputWeights !== undefined)
    return { kind: 'network', model: parts.network(input.outputWeights), slope: 0, v: input.outputWeights };
  if (input.slope === undefined) return { kind: 'relu', model: parts.relu, slope: 0, v: [1] };
  if (input.slope === 1) return { kind: 'linear', model: parts.linear, slope: 1, v: [1] };
  return { kind: 'leaky', model: parts.leakyRelu(input.slope), slope: input.slope, v: [1] };
}

/** One sample's loss and gradient, written out from the definitions with exact activation. */
function sampleByDefinition(
  data: Dataset,
  i: number,
  w: Float64Array,
  slope: number,
  v: readonly number[],
): { exponent: number; size: number; direction: Float64Array } {
  const { d } = data;
  const x = sample(data, i);
  const direction = new Float64Array(w.length);
  let f = 0;
  let size = 0;
  v.forEach((weight, k) => {
    const wk = w.subarray(k * d, k * d + d);
    const derivative = signOfDot(wk, x) > 0 ? 1 : slope;
    f += weight * derivative * dot(wk, x);
    size += Math.abs(weight) * absoluteDot(wk, x);
    for (let j = 0; j < d; j++) direction[k * d + j] = -data.y[i]! * weight * derivative * x[j]!;
  });
  return { exponent: -data.y[i]! * f, size, direction };
}

/** Judges one loss and gradient against sum_i share e^(exponent_i) direction_i. */
function compareWithDefinition(
  data: Dataset,
  samples: readonly number[],
  share: number,
  point: { w: Float64Array; slope: number; v: readonly number[] },
  got: { loss: number; shift: number; gradient: Float64Array },
  slack: SlackRecord,
): void {
  const expected = new Float64Array(got.gradient.length);
  let loss = 0;
  let terms = 0;
  let rounding = gamma(16);
  for (const i of samples) {
    const { exponent, size, direction } = sampleByDefinition(data, i, point.w, point.slope, point.v);
    const weight = share * exp(exponent - got.shift);
    loss += weight;
    terms += weight * norm(direction);
    rounding = Math.max(rounding, gamma(4 * (data.d + samples.length) + 16) * (2 + size));
    for (let j = 0; j < expected.length; j++) expected[j]! += weight * direction[j]!;
  }
  if (!(loss < Number.POSITIVE_INFINITY)) {
    slack.record(-1, 0, 0, () => 'the loss is scaled so that it overflows');
    return;
  }
  if (loss > 0)
    slack.record(
      -Math.abs(got.loss - loss) / loss,
      rounding,
      0,
      () => `loss ${got.loss}, by definition ${loss} (both times e^${-got.shift})`,
    );
  let error = 0;
  for (let j = 0; j < expected.length; j++) error = Math.max(error, Math.abs(got.gradient[j]! - expected[j]!));
  slack.record(
    terms === 0 ? -Math.abs(error) : -error / terms,
    rounding,
    0,
    () => `gradient (${Array.from(got.gradient).join(', ')}), by definition (${Array.from(expected).join(', ')})`,
  );
}

const gradient: Claim = {
  id: 'def/gradient',
  reading: 'as-printed',
  chapter: 'definitions',
  kind: 'exact',
  source: 'Problem (P), eq. 3 and appendix A, first display',
  statement:
    'L(w) = (1/n) sum_i exp(-y_i f(x_i)), its gradient has one term for each sample with the derivative of the activation at w.x_i (0, or the slope a, at the kink), and the loss of one sample is that term alone without 1/n.',
  margin: '-(relative error of the loss), -(error of the gradient / sum of the sizes of its terms)',
  ...onAnyData(separable(), points('def/gradient', fc.constant({ kind: 'none' }))),
  required: { 'model:linear': 0.1, 'model:relu': 0.1, 'model:leaky': 0.1, 'model:network': 0.1, 'at:kink': 0.05 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { kind, model, slope: a, v } = modelOf(input, parts);
    const w = Float64Array.from(input.start);
    const slack = slackRecord();
    const into = workspace(model, data);
    const all = Array.from({ length: data.n }, (_, i) => i);
    model.evaluate(data, w, into);
    compareWithDefinition(data, all, 1 / data.n, { w, slope: a, v }, into, slack);
    let kink = false;
    for (const i of all) {
      model.evaluateSample(data, i, w, into);
      compareWithDefinition(data, [i], 1, { w, slope: a, v }, into, slack);
      for (let k = 0; k < v.length; k++) if (signOfDot(w.subarray(k * data.d, (k + 1) * data.d), sample(data, i)) === 0) kink = true;
    }
    const conclusion = slack.conclusion();
    return {
      hypotheses: [holds('start fits the model', w.length === data.d * v.length)],
      ...(conclusion === undefined ? { undecided: 'lost in rounding' } : { conclusion }),
      labels: [`model:${kind}`, kink ? 'at:kink' : 'at:smooth'],
    };
  },
};

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
  source: 'Section 3.2, (GD)',
  statement: 'Gradient descent: w_{t+1} = w_t - eta grad L(w_t) at every step.',
  margin: '-(error of w_{t+1}) / (size of the step)',
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
    const hypotheses = [holds('0 < eta', eta(input) > 0)];
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
    hypotheses.push(holds('some step leaves a trace above rounding', conclusion !== undefined));
    return { hypotheses, ...(conclusion === undefined ? {} : { conclusion }), labels: [`model:${kind}`] };
  },
};

const stochasticLaw: Claim = {
  id: 'def/sgd',
  reading: 'as-printed',
  chapter: 'definitions',
  kind: 'every t',
  source: 'Section 3.3, (SGD) and proposition 1',
  statement: 'SGD: w_{t+1} = w_t - eta_t grad l(w_t, z_xi), with eta_k = (k+1)^(-alpha) for k = 0, 1, ...',
  margin: '-(error of w_{t+1}) / (size of the step)',
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
    const exponent = input.steps.kind === 'power' ? input.steps.alpha : Number.NaN;
    const hypotheses = [holds('0.5 < alpha < 1', exponent > 0.5 && exponent < 1)];
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
    hypotheses.push(holds('some step leaves a trace above rounding', conclusion !== undefined));
    return { hypotheses, ...(conclusion === undefined ? {} : { conclusion }), labels: [`model:${kind}`] };
  },
};

const average: Claim = {
  id: 'def/average',
  reading: 'as-printed',
  chapter: 'definitions',
  kind: 'every t',
  source: 'Section 3.3, before theorem 3.3',
  statement: 'The averaged iterate is wbar_t = (1/t) sum_{k=0}^{t-1} w_k: it leaves w_t out.',
  margin: '-|wbar_t - (1/t) sum_{k<t} w_k| / max_{k<=t} |w_k|, smallest over t >= 1',
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
    const exponent = input.steps.kind === 'power' ? input.steps.alpha : Number.NaN;
    const hypotheses = [holds('0.5 < alpha < 1', exponent > 0.5 && exponent < 1)];
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
    hypotheses.push(holds('some iterate is not zero', conclusion !== undefined));
    return { hypotheses, ...(conclusion === undefined ? {} : { conclusion }), labels: [`model:${kind}`] };
  },
};

/** False-alarm probability of each sampling test; a run makes fewer than 1e3 of them. */
const FALSE_ALARM = 1e-13;
const DRAWS = 20_000;

const sampling: Claim = {
  id: 'def/sampling',
  reading: 'as-printed',
  chapter: 'definitions',
  kind: 'expectation',
  source: 'Section 3.3, (SGD)',
  statement:
    'SGD draws xi_t uniformly from {1, ..., n}, with replacement: each index has frequency 1/n, and so has a repetition of the index just drawn.',
  margin: `1 - |frequency - 1/n| / (Bernstein deviation at false-alarm probability ${FALSE_ALARM}), smallest over the indices and the repetitions`,
  reason:
    'Frequencies of independent indicators with mean p deviate by more than sqrt(2 p (1-p) c / m) + 2 c / (3 m), c = ln(2 / delta), with probability at most delta (Bernstein).',
  cases: fc.tuple(fc.integer({ min: 2, max: 12 }), samplingSeed()).map(([n, seed]) => ({
    claim: 'def/sampling',
    data: { x: Array.from({ length: n }, () => [1]), y: Array.from({ length: n }, (_, i) => (i === 0 ? -1 : 1)) },
    start: [0],
    steps: { kind: 'none' as const },
    seed,
  })),
  required: {},
  evaluate(input, parts) {
    const data = dataset(input.data);
    const hypotheses = [holds('at least two samples', data.n >= 2)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const draw = parts.uniformSampler(input.seed ?? 0, data.n);
    const counts = new Float64Array(data.n);
    let repetitions = 0;
    let outside = 0;
    let previous = -1;
    for (let k = 0; k < DRAWS; k++) {
      const index = draw();
      if (Number.isInteger(index) && index >= 0 && index < data.n) counts[index]!++;
      else outside++;
      if (index === previous) repetitions++;
      previous = index;
    }
    const slack = slackRecord();
    const p = 1 / data.n;
    const c = log(2 / FALSE_ALARM);
    const allowed = Math.sqrt((2 * p * (1 - p) * c) / DRAWS) + (2 * c) / (3 * DRAWS);
    counts.forEach((count, i) => {
      slack.record(1 - Math.abs(count / DRAWS - p) / allowed, gamma(64), 0, () => `index ${i} was drawn ${count} times in ${DRAWS}`);
    });
    slack.record(
      1 - Math.abs(repetitions / (DRAWS - 1) - p) / allowed,
      gamma(64),
      0,
      () => `${repetitions} of ${DRAWS} draws repeat the one before`,
    );
    slack.record(outside === 0 ? 1 : -1, 0, 0, () => `${outside} draws are no index`);
    return { hypotheses, conclusion: slack.conclusion()!, labels: [] };
  },
};

const separation: Claim = {
  id: 'def/separable',
  reading: 'as-printed',
  chapter: 'definitions',
  kind: 'exact',
  source: 'Section 2',
  statement:
    'Data are linearly separable through the origin, y_i w.x_i > 0 for all i for some w, or else some convex combination of the y_i x_i is zero; never both. The answer carries its w, or its combination, and either is checked exactly.',
  margin: '1 where the certificate holds exactly, else -1',
  reason: "Gordan's theorem of the alternative.",
  ...onAnyData(
    fc.oneof(
      separable(),
      nonSeparable().map(({ data, labels }): DrawnData => ({ data, separator: [], labels })),
    ),
    (source) =>
      source.map((drawn) => ({ claim: 'def/separable', data: drawn.data, start: drawn.separator, steps: { kind: 'none' as const } })),
  ),
  required: { 'data:separable': 0.2, 'data:not-separable': 0.2 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const answer = parts.separability(data);
    const rows = Array.from({ length: data.n }, (_, i) => sample(data, i).map((entry) => data.y[i]! * entry));
    const valid = answer.separable ? separates(rows, answer) : isZeroCombination(rows, answer.exactCombination);
    return {
      hypotheses: [],
      conclusion: {
        margin: valid ? 1 : -1,
        rounding: 0,
        step: 0,
        note: answer.separable
          ? `separator (${Array.from(answer.separator).join(', ')})`
          : `combination (${answer.exactCombination.join(', ')})`,
      },
      labels: [answer.separable ? 'data:separable' : 'data:not-separable'],
    };
  },
};

/** Whether a separator has positive products with all rows, exactly; some data have none that doubles can hold. */
function separates(rows: readonly Float64Array[], { separator, exactSeparator }: Extract<Separability, { separable: true }>): boolean {
  if (exactSeparator === undefined) return rows.every((row) => signOfDot(row, separator) > 0);
  const exponent = commonExponent(rows);
  return rows.every((row) => exactSeparator.reduce((sum, entry, j) => sum + entry * scaledInteger(row[j]!, exponent), 0n) > 0n);
}

/** Whether non-negative weights "p/q" with sum 1 combine the rows to zero, in integers. */
function isZeroCombination(rows: readonly Float64Array[], weights: readonly string[]): boolean {
  const parsed = weights.map((text) => {
    const [p, q = '1'] = text.split('/');
    return { p: BigInt(p!), q: BigInt(q) };
  });
  const common = parsed.reduce((product, { q }) => product * q, 1n);
  const scaled = parsed.map(({ p, q }) => p * (common / q));
  if (scaled.some((weight) => weight < 0n) || scaled.reduce((sum, weight) => sum + weight, 0n) !== common) return false;
  const exponent = commonExponent(rows);
  return Array.from({ length: rows[0]!.length }, (_, j) => j).every(
    (j) => rows.reduce((sum, row, i) => sum + scaled[i]! * scaledInteger(row[j]!, exponent), 0n) === 0n,
  );
}

/** Claims about the paper's objects. */
export const definitionClaims: readonly Claim[] = [separation, gradient, gradientDescentLaw, stochasticLaw, average, sampling];
