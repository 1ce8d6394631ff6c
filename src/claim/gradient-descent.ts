/** Section 3.2 and appendix B: gradient descent on the ReLU model, the claims about every step and about finite times. */

import fc from 'fast-check';
import { dataset, radius, sample } from '../data/dataset.js';
import { outside } from '../generator/outside.js';
import { separable } from '../generator/separable.js';
import { type StartKind, withStart } from '../generator/start.js';
import { stepSize } from '../generator/steps.js';
import { workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { gamma } from '../numerics/rounding.js';
import { cosine, norm } from '../numerics/vector.js';
import { run } from '../trajectory/run.js';
import type { Claim } from './claim.js';
import { descentSlack, pathSmoothness } from './descent.js';
import { allMet, holds, isSeparable } from './hypotheses.js';
import { slackRecord } from './slack.js';
import { descentRuns } from './small-step.js';
import { eachStep, type Snapshot } from './snapshot.js';
import { onAnyData } from './sources.js';
import { constantSteps, eta, stepCount } from './steps.js';

/** Starts at which some sample is active, mostly. */
const MOVING: readonly StartKind[] = ['separable', 'partial', 'random', 'negatives', 'random'];

/** Runs with a step small at the start, and at most 1. */
const smallStepRuns = (claim: string, count: number): ReturnType<typeof descentRuns> =>
  descentRuns(claim, { slope: 0, most: 1, count, kinds: MOVING });

/** Data with w^+ inside and outside the separable region alike. */
const reluData = fc.oneof(separable(), outside());

const termination: Claim = {
  id: 'thm-3.2/4',
  reading: 'as-printed',
  chapter: 'gradient descent',
  kind: 'finite',
  source: 'Theorem 3.2, case 4',
  statement:
    'Once some w_t has w_t.x_i <= 0 for all i (W_J with J empty), L(w_t) = L* + n+/n = 1 and gradient descent has terminated: every later iterate equals w_t. It terminates nowhere else.',
  margin: 'min(1/2 - n |L(w_t) - 1|, 1/2 - [the run moves on]) in W_J; 1/2 - [the run ends] elsewhere',
  ...onAnyData(reluData, (source) =>
    fc.tuple(withStart(source), stepSize()).map(([{ drawn, start }, rate]) => ({
      claim: 'thm-3.2/4',
      data: drawn.data,
      start,
      steps: constantSteps(rate, 300),
    })),
  ),
  required: { 'end:silent': 0.15, 'end:silent-later': 0.02, 'end:running': 0.2, 'start:kink': 0.05 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const hypotheses = [isSeparable(data, parts), holds('0 < eta', eta(input) > 0)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const start = parts.landscapeRegion(data, input.start);
    let entered = -1;
    let moved = -1;
    let loss = Number.NaN;
    let resting = new Float64Array(data.d);
    const { end, steps } = run({
      data,
      model: parts.relu,
      start: input.start,
      optimizer: parts.gradientDescent,
      stepSize: eta(input),
      steps: stepCount(input),
      observe: ({ k, w, evaluation }) => {
        if (entered < 0) {
          if (parts.landscapeRegion(data, w).kind !== 'silent') return true;
          entered = k;
          loss = evaluation.loss * exp(evaluation.shift);
          resting = w.slice();
          return true;
        }
        if (w.every((value, j) => value === resting[j])) return true;
        moved = k;
        return false;
      },
    });
    if (end === 'diverged') return { hypotheses, undecided: `the run leaves the range of float64 at step ${steps}`, labels: [] };
    const slack = slackRecord();
    const silent = entered >= 0;
    if (silent) {
      slack.record(
        0.5 - data.n * Math.abs(loss - 1),
        gamma(4 * data.n) * data.n,
        entered,
        () => `L(w_t) = ${loss} in W_J, J empty`,
        'loss',
      );
      slack.record(moved >= 0 ? -0.5 : 0.5, 0, entered, () => `w_${moved} differs from w_${entered}, which lies in W_J, J empty`, 'rest');
    } else {
      slack.record(end === 'terminated' ? -0.5 : 0.5, 0, steps, () => 'the run terminates outside W_J, J empty');
    }
    const conclusion = slack.conclusion();
    return {
      hypotheses,
      ...(conclusion === undefined ? { undecided: 'nothing to judge' } : { conclusion }),
      labels: [
        silent ? 'end:silent' : 'end:running',
        ...(entered > 0 ? ['end:silent-later'] : []),
        ...(start.boundaryPositives.length + start.boundaryNegatives.length > 0 ? ['start:kink'] : []),
      ],
    };
  },
};

function negativeChangesActivation(negatives: readonly number[], before: Snapshot, after: Snapshot): boolean {
  return negatives.some((i) => before.preactivation[i]! > 0 !== after.preactivation[i]! > 0);
}

/** Descent in two readings: monotone over all steps, or by the proof's amount over those that no negative sample's kink lies on. */
function descentClaim(fields: Pick<Claim, 'id' | 'reading' | 'statement' | 'margin' | 'reason' | 'required'>, allSteps: boolean): Claim {
  return {
    ...fields,
    chapter: 'gradient descent',
    kind: 'every t',
    source: 'Appendix B, first display',
    ...onAnyData(reluData, smallStepRuns(fields.id, 200)),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const rate = eta(input);
      const slack = slackRecord();
      let within = 0;
      let crossings = 0;
      run({
        data,
        model: parts.relu,
        start: input.start,
        optimizer: parts.gradientDescent,
        stepSize: rate,
        steps: stepCount(input),
        observe: eachStep(data, parts.relu, (before, after) => {
          const crosses = negativeChangesActivation(data.negatives, before, after);
          if (crosses) crossings++;
          if (crosses && !allSteps) return;
          const beta = pathSmoothness(data, before, after, 0);
          if (!(rate * beta < 2)) return;
          within++;
          descentSlack(data, before, after, rate, allSteps ? 0 : 1 - (beta * rate) / 2, slack);
        }),
      });
      const hypotheses = [isSeparable(data, parts), holds('0 < eta < 2/beta at some step that is judged', within > 0)];
      const conclusion = slack.conclusion();
      return {
        hypotheses,
        ...(conclusion === undefined ? { undecided: 'no step with a gradient that rounding leaves visible' } : { conclusion }),
        labels: [crossings > 0 ? 'kinks:crossed' : 'kinks:none'],
      };
    },
  };
}

const descent = descentClaim(
  {
    id: 'thm-3.2/descent',
    reading: 'as-printed',
    statement:
      'ReLU model, 0 < eta < 2/beta with beta the smoothness of L wherever it is smooth: the loss never rises, L(w_{k+1}) <= L(w_k) at every step.',
    margin: '(L(w_k) - L(w_{k+1})) / (eta |grad L(w_k)|^2), smallest over the steps',
    reason:
      'L is not smooth across the kink of a negative sample: its gradient jumps by x_j/n there. A step that carries w.x_j from below 0 to s > 0 pays e^s - 1 for it, which the gradient did not announce; near the kink that exceeds the gain, however small eta is.',
    required: { 'kinks:crossed': 0.1 },
  },
  true,
);

const descentRepaired = descentClaim(
  {
    id: 'thm-3.2/descent@repaired',
    reading: 'repaired',
    statement:
      'ReLU model, 0 < eta < 2/beta along the step: L(w_k) - L(w_{k+1}) >= eta (1 - beta eta / 2) |grad L(w_k)|^2 at every step in which no negative sample changes activation (positive samples may).',
    margin: '(L(w_k) - L(w_{k+1})) / (eta |grad L(w_k)|^2) - (1 - beta eta / 2), smallest over such steps',
    reason:
      'Kinks of positive samples are concave: there the loss stays below its quadratic upper model, so they do not hurt. Between kinks of negatives the usual argument applies.',
    required: { 'kinks:crossed': 0.1, 'kinks:none': 0.1 },
  },
  false,
);

/**
 * The summed form: eta sum_{k<t} (1 - beta eta / 2) |grad L(w_k)|^2 <= L(w_0), over the whole run or afresh from each
 * step in which a negative sample changes activation.
 */
function gradientSumClaim(fields: Pick<Claim, 'id' | 'reading' | 'statement' | 'reason' | 'required'>, wholeRun: boolean): Claim {
  return {
    ...fields,
    chapter: 'gradient descent',
    kind: 'every t',
    source: 'Appendix B, second display',
    margin: '1 - eta sum_k (1 - beta_k eta / 2) |grad L(w_k)|^2 / L(w_0), smallest over t',
    ...onAnyData(reluData, smallStepRuns(fields.id, wholeRun ? 1500 : 400)),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const rate = eta(input);
      const slack = slackRecord();
      let sum = 0;
      const bound = radius(data);
      let ceiling = Number.NaN;
      let tooLarge = false;
      let crossings = 0;
      let gradient = 0;
      let judged = false;
      run({
        data,
        model: parts.relu,
        start: input.start,
        optimizer: parts.gradientDescent,
        stepSize: rate,
        steps: stepCount(input),
        observe: eachStep(data, parts.relu, (before, after) => {
          const crosses = negativeChangesActivation(data.negatives, before, after);
          if (crosses) crossings++;
          if (Number.isNaN(ceiling)) ceiling = before.loss;
          if (crosses && !wholeRun) {
            sum = 0;
            ceiling = after.loss;
            return true;
          }
          const beta = pathSmoothness(data, before, after, 0);
          if (!(rate * beta < 2)) {
            tooLarge = true;
            return false;
          }
          judged = true;
          gradient = norm(before.gradient);
          sum += rate * (1 - (beta * rate) / 2) * gradient * gradient;
          slack.record(
            1 - sum / ceiling,
            gamma(16 * (data.n + data.d) + 2 * after.k) * (2 + sum / ceiling) * (1 + norm(after.w) * bound),
            after.k,
            () =>
              `the sum has reached ${sum / ceiling} times its bound after ${after.k} steps and ${crossings} changes of a negative sample's activation; |grad L| = ${gradient}`,
          );
          return true;
        }),
      });
      const hypotheses = [
        isSeparable(data, parts),
        holds('0 < eta < 2/beta along the path', !tooLarge),
        holds('some step is judged', judged),
      ];
      const conclusion = slack.conclusion();
      return {
        hypotheses,
        ...(conclusion === undefined ? { undecided: 'every sum is lost in rounding' } : { conclusion }),
        labels: [crossings === 0 ? 'kinks:none' : crossings < 10 ? 'kinks:crossed' : 'kinks:chattering'],
      };
    },
  };
}

const gradient = gradientSumClaim(
  {
    id: 'thm-3.2/gradient',
    reading: 'as-printed',
    statement:
      'ReLU model, 0 < eta < 2/beta: sum_k |grad L(w_k)|^2 is bounded (by L(w_0) / (eta (1 - beta eta / 2))), so grad L(w_k) -> 0.',
    reason:
      'Where w^+ is outside the separable region the iterates chatter across the kink of a negative sample for ever; each visit to its active side has a gradient of about |x_j|/n, so the sum grows linearly in the number of steps.',
    required: { 'kinks:chattering': 0.1 },
  },
  true,
);

const gradientRepaired = gradientSumClaim(
  {
    id: 'thm-3.2/gradient@repaired',
    reading: 'repaired',
    statement:
      'ReLU model, 0 < eta < 2/beta: over any stretch of steps in which no negative sample changes activation, eta sum_k (1 - beta_k eta / 2) |grad L(w_k)|^2 is at most the loss at its start; if they change finitely often, grad L(w_k) -> 0.',
    reason: 'Sums thm-3.2/descent@repaired over the stretch.',
    required: { 'kinks:none': 0.1, 'kinks:crossed': 0.02 },
  },
  false,
);

/** Where the gradient vanishes, in the two senses of "correctly classified". */
function vanishing(fields: Pick<Claim, 'id' | 'reading' | 'statement' | 'reason' | 'required'>, strict: boolean): Claim {
  return {
    ...fields,
    chapter: 'gradient descent',
    kind: 'exact',
    source: 'Appendix B, after the second display',
    margin: '-(the largest cosine of w with a negative sample); less 2^-20 where it has to be positive',
    ...onAnyData(reluData, (source) =>
      withStart(source, ['silent', 'silent', 'zero', 'partial', 'random']).map(({ drawn, start }) => ({
        claim: fields.id,
        data: drawn.data,
        start,
        steps: { kind: 'none' as const },
      })),
    ),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const w = Float64Array.from(input.start);
      const into = workspace(parts.relu, data);
      parts.relu.evaluate(data, w, into);
      const hypotheses = [
        isSeparable(data, parts),
        holds(
          'grad L(w) = 0',
          into.gradient.every((entry) => entry === 0),
        ),
      ];
      const region = parts.landscapeRegion(data, w);
      const largest = Math.max(...data.negatives.map((i) => (region.boundaryNegatives.includes(i) ? 0 : cosine(w, sample(data, i)))));
      return {
        hypotheses,
        conclusion: {
          margin: -largest - (strict ? 2 ** -20 : 0),
          rounding: gamma(4 * data.d + 8),
          step: 0,
          note: `a negative sample has cosine ${largest} with w`,
        },
        labels: [`region:${region.kind}`, ...(region.boundaryNegatives.length > 0 ? ['boundary:negative'] : [])],
      };
    },
  };
}

const vanishingPrinted = vanishing(
  {
    id: 'thm-3.2/gradient-zero',
    reading: 'as-printed',
    statement: 'ReLU model: grad L(w) = 0 only where all negative samples are correctly classified, w.x_j < 0 as appendix B defines it.',
    reason: 'At w = 0, and wherever the only negatives that are not strictly inactive lie on their kink, the gradient is zero too.',
    required: { 'boundary:negative': 0.1 },
  },
  true,
);

const vanishingIntended = vanishing(
  {
    id: 'thm-3.2/gradient-zero@intended',
    reading: 'as-intended',
    statement: 'ReLU model: grad L(w) = 0 only where no negative sample is active, w.x_j <= 0.',
    reason: 'With a separator u, u.grad L(w) is minus a sum of non-negative terms, one for each active sample, so all must be absent.',
    required: { 'boundary:negative': 0.1 },
  },
  false,
);

/** Claims of theorem 3.2 and its proof that speak of single steps or finite times. */
export const gradientDescentClaims: readonly Claim[] = [
  termination,
  descent,
  descentRepaired,
  gradient,
  gradientRepaired,
  vanishingPrinted,
  vanishingIntended,
];
