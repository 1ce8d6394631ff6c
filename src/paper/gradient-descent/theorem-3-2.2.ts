/** Theorem 3.2, case 2: w^+ is outside the separable region. */

import type { Claim, ClaimDefinition, Conclusion } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, paper } from '../../claim/hypotheses.js';
import { RATE_SLACK, WANDER_SLACK, wanderSlack } from '../setting/limit-direction.js';
import { STRIKES } from '../setting/neuron-defects.js';
import { constrainedDirection, placeOfBest } from './positives.js';
import { allActive, atReluLimit, type ReluLimit, towards } from './relu-limit.js';
import { limitsOffTheRegion } from './relu-runs.js';
import { wandersNot } from './theorem-3-2.2.certificate.js';
import { settlesForCoq } from './theorem-3-2.2.coq.js';

const shared = {
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Theorem 3.2, case 2',
  ...limitsOffTheRegion,
} satisfies Partial<ClaimDefinition>;

/** Judges runs with w^+ outside the open separable region, on its edge or beyond, and all positives active in the end. */
function whereAllStayActive(conclusionOf: (limit: ReluLimit) => Conclusion | undefined): Claim['evaluate'] {
  return atReluLimit({
    further: (data, _, parts) => [
      holds(paper('w+-not-inside', 'w^+ is not in the separable region'), ['edge', 'outside'].includes(placeOfBest(data, parts) ?? '')),
    ],
    judge: (limit) => {
      const hypotheses = [allActive(limit)];
      return allMet(hypotheses) ? { hypotheses, conclusion: conclusionOf(limit) } : { hypotheses };
    },
  });
}

/** The direction does not converge. */
export const caseTwo = defineClaim({
  ...shared,
  id: 'thm-3.2/2',
  defect: STRIKES,
  statement: 'Where w^+ is not in the separable region and no other case applies, the direction of w_t does not converge.',
  slack: WANDER_SLACK,
  reason:
    'The iterates do oscillate across the kinks of negatives, but with bounded amplitude, while |w_t| grows like ln t: the direction converges (thm-3.2/2@repaired).',
  certify: wandersNot,
  coq: settlesForCoq,
  evaluate: whereAllStayActive(({ run }) => wanderSlack(run)),
});

/** The direction on the edge of the region that it converges to. */
export const caseTwoRepaired = defineClaim({
  ...shared,
  id: 'thm-3.2/2@repaired',
  reading: 'repaired',
  statement:
    'Where w^+ is not in the separable region and gradient descent keeps all positives active, w_t/|w_t| converges with error O(ln ln t / ln t). The limit is the max-margin direction of the positives under w.x_j <= 0 for all negatives, which is on the edge of the separable region.',
  slack: RATE_SLACK,
  reason: 'See thm-3.2/classification@repaired, with J = I+ and R empty.',
  evaluate: whereAllStayActive(({ data, run, parts }) => towards(run, constrainedDirection(data, data.positives, parts))),
});
