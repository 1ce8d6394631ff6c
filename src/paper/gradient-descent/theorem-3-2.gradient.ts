/** Appendix B, second display: the squared gradients add up to a bounded sum. */

import { certifier } from '../../certify/certifier.js';
import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { eachStepOf } from '../../claim/each-step.js';
import { holds, isSeparable, method, paper } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { eta } from '../../claim/steps.js';
import { dataset, radius } from '../../data/dataset.js';
import { gamma } from '../../numerics/rounding.js';
import { norm } from '../../numerics/vector.js';
import { isBelowBound, pathSmoothness } from '../setting/descent.js';
import { NOT_SMOOTH } from '../setting/neuron-defects.js';
import { negativeChangesActivation, reluSteps } from './relu-runs.js';
import { unboundedSum } from './theorem-3-2.gradient.certificate.js';
import { struckForCoq } from './theorem-3-2.gradient.coq.js';

const shared = {
  chapter: 'gradient descent',
  source: 'Appendix B, second display',
} satisfies Partial<ClaimDefinition>;

/**
 * The summed form: eta sum_{k<t} (1 - beta eta / 2) |grad L(w_k)|^2 <= L(w_0), over the whole run or afresh from each
 * step in which a negative sample changes activation.
 */
function sumIsBounded({ wholeRun }: { readonly wholeRun: boolean }): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const rate = eta(input);
    const slack = slackRecord();
    let sum = 0;
    let squares = 0;
    let largest = 0;
    const bound = radius(data);
    let ceiling = Number.NaN;
    let tooLarge = false;
    let crossings = 0;
    let judged = false;
    eachStepOf(input, { data, model: parts.relu, optimizer: parts.gradientDescent }, (before, after) => {
      const crosses = negativeChangesActivation(data.negatives, before, after);
      if (crosses) crossings++;
      if (Number.isNaN(ceiling)) ceiling = before.loss;
      if (crosses && !wholeRun) {
        sum = 0;
        ceiling = after.loss;
        return true;
      }
      const beta = pathSmoothness(data, before, after, 0);
      if (!isBelowBound(rate, beta)) {
        tooLarge = true;
        return false;
      }
      judged = true;
      const gradient = norm(before.gradient);
      squares += gradient * gradient;
      largest = Math.max(largest, beta);
      sum = wholeRun ? rate * (1 - (largest * rate) / 2) * squares : sum + rate * (1 - (beta * rate) / 2) * gradient * gradient;
      slack.record(
        1 - sum / ceiling,
        gamma(16 * (data.n + data.d) + 2 * after.k) * (2 + sum / ceiling) * (1 + norm(after.w) * bound),
        after.k,
        () =>
          `the sum has reached ${sum / ceiling} times its bound after ${after.k} steps and ${crossings} changes of a negative sample's activation; |grad L| = ${gradient}`,
      );
      return true;
    });
    const hypotheses = [
      isSeparable(data, parts),
      holds(paper('small-step', '0 < eta < 2/beta along the path'), !tooLarge),
      holds(method('judged', 'some step is judged'), judged),
    ];
    return conclude(hypotheses, slack, {
      undecided: 'every sum is lost in rounding',
      labels: [crossings === 0 ? ['kinks', 'none'] : crossings < 10 ? ['kinks', 'crossed'] : ['kinks', 'chattering']],
    });
  };
}

/** Over the whole run. */
export const gradient = defineClaim({
  ...shared,
  id: 'thm-3.2/gradient',
  defect: NOT_SMOOTH,
  slack: '1 - eta (1 - beta eta / 2) sum_k |grad L(w_k)|^2 / L(w_0) with the largest beta up to t, smallest over t',
  statement: 'ReLU model, 0 < eta < 2/beta: sum_k |grad L(w_k)|^2 is bounded (by L(w_0) / (eta (1 - beta eta / 2))), so grad L(w_k) -> 0.',
  reason:
    'Where w^+ is outside the separable region the iterates chatter across the kink of a negative sample for ever. Each strike has a gradient of about |x_j|/n, so the sum grows like the number of strikes. That is about (n / eta) mu_j ln t, with mu_j the multiplier of w.x_j <= 0 in the max-margin problem: without bound, if slowly (thm-3.2/gradient-sum@repaired).',
  ...reluSteps(1500),
  required: { 'kinks:chattering': 0.1 },
  certify: certifier(unboundedSum),
  coq: struckForCoq,
  evaluate: sumIsBounded({ wholeRun: true }),
});

/** Over each stretch between changes of negatives. */
export const gradientRepaired = defineClaim({
  ...shared,
  id: 'thm-3.2/gradient@repaired',
  reading: 'repaired',
  slack: '1 - eta sum_k (1 - beta_k eta / 2) |grad L(w_k)|^2 / L(start of the stretch), smallest over t',
  statement:
    'ReLU model, 0 < eta < 2/beta: over any stretch of steps in which no negative sample changes activation, eta sum_k (1 - beta_k eta / 2) |grad L(w_k)|^2 is at most the loss at its start. So grad L(w_k) -> 0 if activations of negatives change finitely often.',
  reason: 'This is thm-3.2/descent@repaired summed over the stretch.',
  ...reluSteps(400),
  required: { 'kinks:none': 0.1, 'kinks:crossed': 0.02 },
  evaluate: sumIsBounded({ wholeRun: false }),
});
