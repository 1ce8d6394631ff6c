/** Results that the paper cites, judged with the same engine: Soudry et al. 2018 and Nacson et al. 2018a on the linear model. */

import fc, { type Arbitrary } from 'fast-check';
import type { Claim, Conclusion, Hypothesis } from '../../claim/claim.js';
import { allMet, holds, isSeparable, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps, eta, stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, radius } from '../../data/dataset.js';
import type { DrawnData } from '../../generator/drawn.js';
import { separable } from '../../generator/separable.js';
import { withStart } from '../../generator/start.js';
import { FULL_PRECISION, logLoss } from '../../model/model.js';
import { exp, log } from '../../numerics/elementary.js';
import { gamma as roundingGamma } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import { type MaxMargin, signedRows } from '../../oracle/max-margin.js';
import { run } from '../../trajectory/run.js';
import { nearEnough, wideEnough } from '../setting/reach.js';
import { follow, inBothWindows, type SettledRun } from '../setting/settled-run.js';
import { smallStep } from '../setting/small-step.js';

const runs =
  (claim: string, steps: (data: Dataset, start: readonly number[], halvings: number) => Case['steps']) =>
  (source: Arbitrary<DrawnData>): Arbitrary<Case> =>
    fc
      .tuple(withStart(source, ['separable', 'random', 'zero', 'partial']), fc.integer({ min: 1, max: 3 }))
      .map(([{ drawn, start }, halvings]) => ({
        claim,
        data: drawn.data,
        start,
        steps: steps(dataset(drawn.data), start, halvings),
      }));

const small = (data: Dataset, start: readonly number[], halvings: number): Case['steps'] =>
  constantSteps(Math.min(1 / 2, smallStep(data, start, 1, halvings)), 0);

/** What the claims share: separable data of some margin, a start that the horizon can forget. */
function hypothesesOf(input: Case, data: Dataset, parts: Parts): { hypotheses: Hypothesis[]; best: MaxMargin | undefined } {
  const hypotheses = [isSeparable(data, parts), holds(paper('positive-step', '0 < eta'), eta(input) > 0)];
  if (!allMet(hypotheses)) return { hypotheses, best: undefined };
  const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
  hypotheses.push(wideEnough(data, best), nearEnough(data, input.start));
  return { hypotheses, best };
}

/** A claim about the linear model's trajectory to the horizon. */
function linearLimit(
  fields: Pick<Claim, 'id' | 'statement' | 'slack' | 'source'> & Partial<Pick<Claim, 'reason'>>,
  judge: (limit: SettledRun, best: Extract<MaxMargin, { feasible: true }>) => Conclusion,
): Claim {
  return {
    ...fields,
    reading: 'as-printed',
    chapter: 'linear model',
    kind: 'asymptotic',
    method: 'limit',
    ...onAnyData(separable(), runs(fields.id, small)),
    required: {},
    evaluate(input, parts) {
      const data = dataset(input.data);
      const { hypotheses, best } = hypothesesOf(input, data, parts);
      if (best?.feasible !== true || !allMet(hypotheses)) return { hypotheses, labels: [] };
      const limit = follow(data, parts.linear, input.start, eta(input), parts);
      if (limit.kind !== 'settled')
        return { hypotheses, undecided: limit.kind === 'unknown' ? limit.reason : 'the run terminates', labels: [] };
      return {
        hypotheses,
        conclusion: judge(limit, best),
        labels: [best.degenerate.length === 0 ? ['support', 'regular'] : ['support', 'degenerate']],
      };
    },
  };
}

const lossRate = linearLimit(
  {
    id: 'soudry/loss',
    source: 'Soudry et al. 2018, theorem 5',
    statement: 'Linear model, small step: the loss falls like 1/t; t L(w_t) stays between positive constants.',
    slack: '1 - |change of ln t + ln L(w_t) from ln t = 10^5 to 10^6|',
    reason: 'dL/dt = -eta |grad L|^2, and |grad L| lies between gamma L and B L.',
  },
  (run) =>
    inBothWindows(run, ({ middle, last }) => {
      const change = Math.abs(last.s + last.logExcess - (middle.s + middle.logExcess));
      return { slack: 1 - change, rounding: 1e-3, step: 0, note: `ln(t L) changes by ${change} from ln t = ${middle.s} to ${last.s}` };
    }),
);

const normalized: Claim = {
  id: 'nacson/normalized-gd',
  reading: 'as-printed',
  chapter: 'linear model',
  kind: 'every t',
  method: 'exact',
  source: 'Nacson et al. 2018a, cited in section 1.2',
  statement:
    'Linear model, normalised gradient descent with eta_k = eta / sqrt(k+1): min_i y_i w_t.x_i / |w_t| >= gamma - (gamma |w_0| + ln(n L(w_0)) + (B^2 / 2) e^(B eta) sum_{k<t} eta_k^2) / (|w_0| + sum_{k<t} eta_k) wherever the right side is positive: the margin reaches gamma at the rate ln t / sqrt t.',
  slack: '(margin of w_t - its lower bound) / gamma, smallest over the steps',
  reason:
    'Along a step of length eta_k the loss stays below e^(B eta_k) L, so ln L falls by at least eta_k |grad L| / L - (B^2 / 2) e^(B eta_k) eta_k^2, and |grad L| >= gamma L; the least y_i w.x_i is at least -ln(n L), and |w_t| <= |w_0| + sum eta_k.',
  ...onAnyData(
    separable(),
    runs('nacson/normalized-gd', (data, _, halvings) => constantSteps(2 ** (1 - halvings) / radius(data), 5000)),
  ),
  required: { 'bound:positive': 0.5 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const { hypotheses, best } = hypothesesOf(input, data, parts);
    if (best?.feasible !== true || !allMet(hypotheses)) return { hypotheses, labels: [] };
    const rows = signedRows(data);
    const bound = radius(data);
    const rate = eta(input);
    const { margin: gamma } = best;
    const excess = (bound * bound * exp(bound * rate)) / 2;
    const begun = norm(input.start);
    const slack = slackRecord();
    let initial = Number.NaN;
    let length = 0;
    let squares = 0;
    let positive = false;
    const { end } = run({
      data,
      model: parts.linear,
      start: input.start,
      optimizer: parts.normalizedGradientDescent,
      stepSize: (k) => rate / Math.sqrt(k + 1),
      steps: stepCount(input),
      observe: ({ k, w, evaluation }) => {
        if (evaluation.loss < FULL_PRECISION) return false;
        if (k === 0) initial = log(data.n) + logLoss(evaluation);
        else {
          length += rate / Math.sqrt(k);
          squares += (rate * rate) / k;
        }
        const lower = gamma - (gamma * begun + initial + excess * squares) / (begun + length);
        if (!(lower > 0)) return true;
        positive = true;
        const reached = Math.min(...rows.map((row) => dot(row, w))) / norm(w);
        const rounding = (roundingGamma(8 * (data.n + data.d) + 4 * k) * (2 + bound) * (1 + Math.abs(initial))) / gamma;
        slack.record((reached - lower) / gamma, rounding, k, () => `the margin is ${reached}, its lower bound ${lower}`);
        return true;
      },
    });
    if (end === 'stopped' && !positive) return { hypotheses, undecided: 'the loss leaves the full precision of float64', labels: [] };
    hypotheses.push(holds(method('bound-positive', 'the bound becomes positive within the steps'), positive));
    const conclusion = slack.conclusion();
    return { hypotheses, ...(conclusion === undefined ? {} : { conclusion }), labels: positive ? [['bound', 'positive']] : [] };
  },
};

/** Claims beyond the paper. */
export const beyondClaims: readonly Claim[] = [lossRate, normalized];
