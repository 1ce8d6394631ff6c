/** Example 1 of appendix C, eq. 5: what a step adds. */

import { certifier } from '../../certify/certifier.js';
import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { eachStepOf } from '../../claim/each-step.js';
import { allMet } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { eta } from '../../claim/steps.js';
import { dataset, sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { nth } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { absoluteDot, dot, norm } from '../../numerics/vector.js';
import { FACTOR_N } from '../setting/neuron-defects.js';
import { sampleAtKink } from '../setting/sample-at-kink.js';
import { addsWithoutShare } from './example-1.eq-5.certificate.js';
import { addsWithoutShareForCoq } from './example-1.eq-5.coq.js';
import { exampleOneHypotheses, exampleOneSteps } from './examples.js';

const shared = {
  chapter: 'gradient descent',
  source: 'Appendix C, example 1, eq. 4 and 5',
  cases: exampleOneSteps(400),
} satisfies Partial<ClaimDefinition>;

/** @param shareOf - the factor in front of exp(-w_t.x1) x1, for n samples, beside eta. */
function adds(shareOf: (n: number) => number): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const hypotheses = exampleOneHypotheses(data, input, parts);
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const x1 = sample(data, 0);
    const rate = eta(input) * shareOf(data.n);
    const slack = slackRecord();
    eachStepOf(input, { data, model: parts.relu, optimizer: parts.gradientDescent }, (before, after) => {
      // Where a computed sign is not sure, the step need not be that of the exact signs.
      if (sampleAtKink(data, before.w) !== undefined) return false;
      const size = rate * exp(-dot(before.w, x1));
      let error = 0;
      for (let j = 0; j < data.d; j++) error += (nth(after.w, j) - nth(before.w, j) - size * nth(x1, j)) ** 2;
      const length = size * norm(x1);
      const rounding =
        gamma(4) * ((norm(before.w) + norm(after.w)) / length) + gamma(8 * (data.n + data.d)) * (2 + absoluteDot(before.w, x1));
      slack.record(
        -Math.sqrt(error) / length,
        rounding,
        before.k,
        () => `w_{t+1} - w_t is (${Array.from(after.w, (entry, j) => entry - nth(before.w, j)).join(', ')}), claimed is ${size} x1`,
      );
      return true;
    });
    return conclude(hypotheses, slack, { undecided: 'every step is lost in rounding' });
  };
}

/** With eta itself. */
export const addedAtEachStep = defineClaim({
  ...shared,
  id: 'ex-1/eq-5',
  defect: FACTOR_N,
  statement: 'Data and starts of example 1, loss of problem (P): w_{t+1} = w_t + eta exp(-w_t.x1) x1 for all t.',
  slack: '-|w_{t+1} - w_t - eta exp(-w_t.x1) x1| / (eta exp(-w_t.x1) |x1|), smallest over the steps',
  reason:
    'Only x1 acts, and problem (P) has the factor 1/n, n = 3, in front of its loss: a step adds a third of that (ex-1/eq-5@intended).',
  certify: certifier(addsWithoutShare),
  coq: addsWithoutShareForCoq,
  evaluate: adds(() => 1),
});

/** With eta/n. */
export const addedAtEachStepIntended = defineClaim({
  ...shared,
  id: 'ex-1/eq-5@intended',
  reading: 'as-intended',
  statement:
    'Data and starts of example 1: w_{t+1} = w_t + (eta/n) exp(-w_t.x1) x1 for all t, which is eq. 5 for the sum of the losses instead of their mean.',
  slack: '-|w_{t+1} - w_t - (eta/n) exp(-w_t.x1) x1| / ((eta/n) exp(-w_t.x1) |x1|), smallest over the steps',
  reason: 'x2 and x3 stay inactive for ever (ex-1), so the gradient is that of x1 alone.',
  evaluate: adds((n) => 1 / n),
});
