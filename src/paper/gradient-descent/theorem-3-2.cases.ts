/** Theorem 3.2: the list of what gradient descent can come to. */

import type { ClaimDefinition, Conclusion } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { isOpen, RATE_SLACK, WANDER_SLACK, wanderSlack } from '../setting/limit-direction.js';
import { STRIKES } from '../setting/neuron-defects.js';
import { constrainedDirection, freeDirection } from './positives.js';
import { recurrentMargin, velocitySlack } from './recurrent.js';
import { atReluLimit, towards } from './relu-limit.js';
import { reluLimits, reluLimitsAndLocks } from './relu-runs.js';
import { locks, noneOfTheCases } from './theorem-3-2.cases.certificate.js';
import { locksForCoq, noCaseForCoq } from './theorem-3-2.cases.coq.js';

const RESTS: Conclusion = { slack: 1, rounding: 0, step: 0, note: 'the run terminates, which is case 4' };

const shared = {
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Theorem 3.2',
  ...reluLimits,
} satisfies Partial<ClaimDefinition>;

/** One of the four cases. */
export const fourCases = defineClaim({
  ...shared,
  id: 'thm-3.2/cases',
  defect: STRIKES,
  statement:
    'From any start and with a small step, gradient descent converges to w^+ within the separable region, or its direction does not converge, or it converges to w^+_J within W_J, or it terminates.',
  slack: `the largest of: ${RATE_SLACK} for w^+_J with J the positives active in the end; ${WANDER_SLACK}; 1 where it terminates`,
  reason:
    'Where w^+_J.x_j > 0 for a negative x_j, the iterates chatter across its kink with bounded amplitude while |w_t| grows. So the direction converges after all, to the max-margin direction of J under the constraint w.x_j <= 0, which none of the four cases allows.',
  required: { 'outcome:global': 0.05, 'outcome:terminated': 0.05 },
  certify: noneOfTheCases,
  coq: noCaseForCoq,
  evaluate: atReluLimit({
    terminated: RESTS,
    judge: ({ data, run, J, parts }) => {
      const wander = wanderSlack(run);
      const convergent = J.length === 0 ? undefined : towards(run, freeDirection(data, J, parts));
      return { conclusion: convergent !== undefined && (convergent.slack > wander.slack || isOpen(convergent)) ? convergent : wander };
    },
  }),
});

/** Termination, or the max-margin direction of some positives under the constraint that no negative is active. */
export const fourCasesRepaired = defineClaim({
  ...shared,
  ...reluLimitsAndLocks,
  id: 'thm-3.2/cases@repaired',
  defect: STRIKES,
  reading: 'repaired',
  statement:
    'From any start and with a small step, gradient descent terminates, or w_t/|w_t| converges with error O(ln ln t / ln t). With J the positives active from some step on, the limit is the unit vector that maximises the least w.x_i over J subject to w.x_j <= 0 for all negatives.',
  slack: `${RATE_SLACK}; where positives are active again and again 1/32 - |mean velocity in ln t - p| / |p|, p the max-margin vector of J`,
  reason:
    'It forgets positives that are active infinitely often and inactive infinitely often. Strikes on a negative can lift such a positive x_r over its kink, and it pulls with nu_r x_r on average, nu_r >= 0, though it is not in J. The limit then is that of thm-3.2/classification@repaired, in which w.x_r >= 0.',
  certify: locks,
  coq: locksForCoq,
  evaluate: atReluLimit({
    terminated: RESTS,
    recurrent: (run, data, parts) => velocitySlack(run, recurrentMargin(data, run.J, [], parts)),
    judge: ({ data, run, J, parts }) => ({
      conclusion: J.length === 0 ? undefined : towards(run, constrainedDirection(data, J, parts)),
      undecided: 'no positive is active in the end',
    }),
  }),
});
