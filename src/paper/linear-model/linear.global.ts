/** The linear model under any constant step size: the loss goes to 0 and |w| to infinity. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { HorizonReading } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { eachStepOf, runOf } from '../../claim/each-step.js';
import { allMet, isSeparable, paper } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps, eta } from '../../claim/steps.js';
import { dataset, radius } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { withStart } from '../../generator/start.js';
import { stepSize } from '../../generator/steps.js';
import { logLoss } from '../../model/model.js';
import { log } from '../../numerics/elementary.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { norm } from '../../numerics/vector.js';
import { signedRows } from '../../oracle/max-margin.js';
import { pathSmoothness } from '../setting/descent.js';
import { NO_STEP_BOUND } from '../setting/neuron-defects.js';
import { linearDescentRuns } from './descent-runs.js';
import { diverges } from './linear.global.certificate.js';
import { thrownForCoq } from './linear.global.coq.js';

/** Steps before a divergence that are told. */
const LAST_STEPS = 8;

/** Values of the last steps of a run, from step 1 on at the earliest. */
function lastReadings(values: readonly number[]): HorizonReading[] {
  const from = Math.max(1, values.length - LAST_STEPS);
  return values.slice(from).map((value, place) => ({ lnT: log(from + place), value }));
}

/** Any constant step size, as printed. */
export const anyStepSize = defineClaim({
  id: 'linear/global',
  defect: NO_STEP_BOUND,
  chapter: 'linear model',
  kind: 'asymptotic',
  source: 'Section 3.2, before the definition of margins (after Soudry et al. 2017)',
  statement: 'Linear model: gradient descent with any constant step size has L(w_t) -> 0 and |w_t| -> infinity, from any start.',
  slack:
    'ln(2 / (e eta B^2 L(w_t))) at the t where it is largest, which is positive once the loss can only fall; at the last step where the run leaves the range of float64',
  reason:
    'No step-size condition is printed. With a step beyond 2/beta, two samples that nearly oppose each other throw the iterate from side to side with growing exponents, and the loss diverges. With eta < 2/beta along the path the statement holds (linear/global@intended).',
  ...onAnyData(separable(), (source) =>
    fc.tuple(withStart(source), stepSize()).map(([{ drawn, start }, rate]) => ({
      data: drawn.data,
      start,
      steps: constantSteps(rate, 2000),
    })),
  ),
  required: { 'loss:trapped': 0.2 },
  certify: certifier(diverges),
  coq: thrownForCoq,
  evaluate(input, parts) {
    const data = dataset(input.data);
    const rate = eta(input);
    const bound = radius(data);
    const hypotheses = [isSeparable(data, parts)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    // e eta B^2 L < 2 at one step keeps every later step inside the region where the descent inequality holds.
    const logTrap = log(2 / (Math.E * rate * bound * bound));
    let last = Number.NEGATIVE_INFINITY;
    const losses: number[] = [];
    const { end, steps } = runOf(
      input,
      { data, model: parts.linear, optimizer: parts.gradientDescent, stepSize: rate },
      ({ evaluation }) => {
        last = logTrap - logLoss(evaluation);
        losses.push(logTrap - last);
        return !(last > 0);
      },
    );
    const trapped = last > 0;
    if (!trapped && end !== 'diverged')
      return { hypotheses, undecided: 'neither settled nor diverged within the steps', labels: [['loss', 'open']] };
    const rounding = UNIT_ROUNDOFF * 64 * (data.n + data.d) * (1 + Math.abs(last));
    const note = trapped ? undefined : `|w| leaves the range of float64 at step ${steps}; the last finite ln L is ${logTrap - last}`;
    return {
      hypotheses,
      conclusion: {
        slack: last,
        rounding: Math.min(rounding, 1),
        step: steps,
        ...(note === undefined ? {} : { note, horizons: { quantity: 'ln L(w_t)', readings: lastReadings(losses) } }),
      },
      labels: [trapped ? ['loss', 'trapped'] : ['loss', 'diverged']],
    };
  },
});

/** A step size that is small along the path. */
export const smallStepSize = defineClaim({
  id: 'linear/global@intended',
  reading: 'as-intended',
  chapter: 'linear model',
  source: 'Section 3.2 and appendix B (after Soudry et al. 2017)',
  statement:
    'Linear model, 0 < eta < 2/beta along the path: 1/L(w_t) >= 1/L(w_0) + gamma^2 sum_{k<t} eta (1 - beta_k eta / 2) and |w_t| >= -ln L(w_t) / B, hence L(w_t) -> 0 and |w_t| -> infinity.',
  slack: 'the smaller of the relative slacks of the two inequalities, smallest over the steps',
  reason:
    'Descent gives L_k - L_{k+1} >= c_k |grad L_k|^2 with c_k = eta (1 - beta_k eta / 2), and lem-f2 gives |grad L| >= gamma L. Dividing by L_k L_{k+1} and summing gives the first inequality, whose right side grows without bound. The second follows from L(w) >= exp(-B |w|).',
  ...linearDescentRuns(200),
  evaluate(input, parts) {
    const data = dataset(input.data);
    const rate = eta(input);
    const bound = radius(data);
    const separable = isSeparable(data, parts);
    if (!allMet([separable])) return { hypotheses: [separable], labels: [] };
    const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data) });
    if (!best.feasible) return { hypotheses: [separable], undecided: 'no max-margin direction', labels: [] };
    const slack = slackRecord();
    let smallest = Number.POSITIVE_INFINITY;
    let inverse = Number.NaN;
    eachStepOf(input, { data, model: parts.linear, optimizer: parts.gradientDescent }, (before, after) => {
      const beta = pathSmoothness(data, before, after, 1);
      smallest = Math.min(smallest, 2 - rate * beta);
      if (smallest <= 0) return false;
      if (Number.isNaN(inverse)) inverse = 1 / before.loss;
      inverse += best.margin * best.margin * rate * (1 - (beta * rate) / 2);
      const rounding = gamma(16 * (data.n + data.d) + 4 * after.k) * (2 + norm(after.w) * bound);
      slack.record(
        1 / after.loss / inverse - 1,
        rounding,
        after.k,
        () => `1/L(w_${after.k}) falls behind its lower bound ${inverse}`,
        'loss',
      );
      const least = -log(after.loss) / bound;
      // ln L carries the relative error of L whole, and 1/B enlarges it.
      slack.record(
        (norm(after.w) - least) / (1 + Math.abs(least)),
        (rounding / bound + gamma(16 + data.d) * (norm(after.w) + Math.abs(least))) / (1 + Math.abs(least)),
        after.k,
        () => `|w_${after.k}| is below -ln L / B = ${least}`,
        'norm',
      );
      return;
    });
    const hypotheses = [separable, { ...paper('small-step', '0 < eta < 2/beta along the path'), slack: smallest > 0 ? smallest : -1 }];
    return conclude(hypotheses, slack, { undecided: 'every step is lost in rounding' });
  },
});
