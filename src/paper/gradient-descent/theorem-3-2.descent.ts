/** Appendix B, first display: the loss falls at every step. */

import { certifier } from '../../certify/certifier.js';
import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { eachStepOf } from '../../claim/each-step.js';
import { holds, isSeparable, paper } from '../../claim/hypotheses.js';
import type { Measured } from '../../claim/quantity.js';
import { slackRecord } from '../../claim/slack.js';
import { eta } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { descentSlack, isBelowBound, lossRise, pathSmoothness } from '../setting/descent.js';
import { NOT_SMOOTH } from '../setting/neuron-defects.js';
import { negativeChangesActivation, reluSteps } from './relu-runs.js';
import { largestRise, rise } from './theorem-3-2.descent.certificate.js';
import { riseForCoq } from './theorem-3-2.descent.coq.js';

const shared = {
  chapter: 'gradient descent',
  source: 'Appendix B, first display',
  ...reluSteps(200),
} satisfies Partial<ClaimDefinition>;

/** A loss that never rises. */
const NO_RISE: Measured = { value: 0, rounding: 0 };

/** Over all steps or those alone that no negative sample's kink lies on: monotone descent, or that by the proof's amount. */
interface Descent {
  readonly across: boolean;
  readonly amount: 'any' | 'as proved';
}

function descends({ across, amount }: Descent): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const rate = eta(input);
    const slack = slackRecord();
    let within = 0;
    let crossings = 0;
    let largest = NO_RISE;
    eachStepOf(input, { data, model: parts.relu, optimizer: parts.gradientDescent }, (before, after) => {
      const crosses = negativeChangesActivation(data.negatives, before, after);
      if (crosses) crossings++;
      if (crosses && !across) return;
      const beta = pathSmoothness(data, before, after, 0);
      if (!isBelowBound(rate, beta)) return;
      within++;
      const risen = lossRise(data, before, after, 0);
      if (risen.value > largest.value) largest = risen;
      descentSlack(data, before, after, { eta: rate, c: amount === 'any' ? 0 : 1 - (beta * rate) / 2, slope: 0 }, slack);
    });
    const hypotheses = [isSeparable(data, parts), holds(paper('small-step', '0 < eta < 2/beta at some step that is judged'), within > 0)];
    const evaluation = conclude(hypotheses, slack, {
      undecided: 'no step with a gradient that rounding leaves visible',
      labels: [crossings > 0 ? ['kinks', 'crossed'] : ['kinks', 'none']],
    });
    return { ...evaluation, measured: { 'loss-rise': largest } };
  };
}

/** The loss never rises. */
export const descent = defineClaim({
  ...shared,
  id: 'thm-3.2/descent',
  defect: NOT_SMOOTH,
  statement:
    'ReLU model, 0 < eta < 2/beta with beta the smoothness of L wherever it is smooth: the loss never rises, L(w_{k+1}) <= L(w_k) at every step.',
  slack: '(L(w_k) - L(w_{k+1})) / (eta |grad L(w_k)|^2), smallest over the steps',
  reason:
    'L is not smooth across the kink of a negative sample: its gradient jumps by x_j/n there. A step that carries w.x_j from just below 0 to s > 0 raises the loss of that sample by e^s - 1, and s is near -eta grad L.x_j. That is of the order of eta, like the gain eta |grad L|^2, and exceeds it where -grad L.x_j > n |grad L|^2, as it is late in a run: however small eta is.',
  required: { 'kinks:crossed': 0.1 },
  certify: certifier(rise),
  quantities: {
    'loss-rise': {
      about: 'the largest rise L(w_{k+1}) - L(w_k) of the loss in one step with eta beta < 2',
      certify: certifier(largestRise),
    },
  },
  coq: riseForCoq,
  evaluate: descends({ across: true, amount: 'any' }),
});

/** The loss falls by the proof's amount between the kinks of negatives. */
export const descentRepaired = defineClaim({
  ...shared,
  id: 'thm-3.2/descent@repaired',
  reading: 'repaired',
  statement:
    'ReLU model, 0 < eta < 2/beta along the step: L(w_k) - L(w_{k+1}) >= eta (1 - beta eta / 2) |grad L(w_k)|^2 at every step in which no negative sample changes activation (positive samples may).',
  slack: '(L(w_k) - L(w_{k+1})) / (eta |grad L(w_k)|^2) - (1 - beta eta / 2), smallest over such steps',
  reason:
    'At the kinks of positive samples the loss is concave, so it stays below its quadratic upper bound. Between the kinks of negatives the usual argument applies.',
  required: { 'kinks:crossed': 0.1, 'kinks:none': 0.1 },
  evaluate: descends({ across: false, amount: 'as proved' }),
});
