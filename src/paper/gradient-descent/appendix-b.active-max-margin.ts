/** Appendix B, citing Soudry et al. 2017: the max-margin classifier of the active samples. */

import type { ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, paper } from '../../claim/hypotheses.js';
import { RATE_SLACK } from '../setting/limit-direction.js';
import { STRIKES } from '../setting/neuron-defects.js';
import { notThatOfTheActive } from './appendix-b.active-max-margin.certificate.js';
import { otherLimitForCoq } from './appendix-b.active-max-margin.coq.js';
import { freeDirection } from './positives.js';
import { atReluLimit, towards } from './relu-limit.js';
import { reluLimits } from './relu-runs.js';

const shared = {
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Appendix B, after its displays, citing theorem 3 of Soudry et al. 2017',
  slack: `${RATE_SLACK}; the target is the max-margin direction of the positives active in the end`,
  ...reluLimits,
} satisfies Partial<ClaimDefinition>;

/** Whenever |w_t| -> infinity. */
export const activeMaxMargin = defineClaim({
  ...shared,
  id: 'app-b/active-max-margin',
  defect: STRIKES,
  statement:
    'Whenever gradient descent diverges to infinity, w_t/|w_t| converges to the max-margin direction of the samples with w_t.x_i > 0.',
  reason:
    'The cited theorem is about the linear model, and a sample that is active again and again is none of it. Where the max-margin direction of the active positives makes a negative active, the strikes of that negative hold the limit at a right angle to it. See app-b/active-max-margin@repaired.',
  certify: notThatOfTheActive,
  coq: otherLimitForCoq,
  evaluate: atReluLimit({
    judge: ({ data, run, J, parts }) => ({
      conclusion: J.length === 0 ? undefined : towards(run, freeDirection(data, J, parts)),
      undecided: 'no positive is active in the end',
    }),
  }),
});

/** Where the activation settles. */
export const activeMaxMarginRepaired = defineClaim({
  ...shared,
  id: 'app-b/active-max-margin@repaired',
  reading: 'repaired',
  statement:
    'Whenever gradient descent does not terminate and from some step on no sample changes activation, the active samples are positives and w_t/|w_t| converges to their max-margin direction.',
  reason:
    'From there on the model is linear on the active samples and constant on the others, and theorem 3 of Soudry et al. 2017 applies: y_i w.x_i -> infinity for each of them, which a negative that stays active does not allow.',
  required: { 'outcome:global': 0.1, 'outcome:local': 0.05 },
  evaluate: atReluLimit({
    judge: ({ data, run, J, sliding, parts }) => {
      const hypotheses = [holds(paper('settled', 'from some step on no sample changes activation'), sliding.length === 0)];
      if (!allMet(hypotheses)) return { hypotheses };
      if (run.last.active.some((i) => data.y[i] !== 1))
        return { hypotheses, conclusion: { slack: -0.5, rounding: 0, step: 0, note: 'a negative stays active' } };
      return { hypotheses, conclusion: J.length === 0 ? undefined : towards(run, freeDirection(data, J, parts)) };
    },
  }),
});
