/** Theorem 3.2, case 1: w^+ is in the separable region, and the run goes there. */

import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, paper } from '../../claim/hypotheses.js';
import { ARGMIN } from '../setting/defects.js';
import { definitionSlip, printedDirection } from '../setting/definition-slip.js';
import { RATE_SLACK } from '../setting/limit-direction.js';
import { freeDirection, placeOfBest } from './positives.js';
import { allActive, atReluLimit, towards } from './relu-limit.js';
import { limitsInTheRegion } from './relu-runs.js';
import { limitOfAll } from './theorem-3-2.1.certificate.js';
import { limitOfAllForCoq } from './theorem-3-2.1.coq.js';

const shared = {
  chapter: 'gradient descent',
  kind: 'asymptotic',
  slack: RATE_SLACK,
  ...limitsInTheRegion,
} satisfies Partial<ClaimDefinition>;

/** @param targetOf - w^+ by its definition, from the max-margin direction of the positives. */
function towardsBest(targetOf: (best: Float64Array) => Float64Array): Claim['evaluate'] {
  return atReluLimit({
    further: (data, _, parts) => [holds(paper('w+-inside', 'w^+ is in the separable region'), placeOfBest(data, parts) === 'inside')],
    judge: (limit) => {
      const { data, run, parts } = limit;
      const hypotheses = [allActive(limit)];
      if (!allMet(hypotheses)) return { hypotheses };
      const best = freeDirection(data, data.positives, parts);
      return { hypotheses, conclusion: best && towards(run, targetOf(best)) };
    },
  });
}

/** To the printed argmin. */
export const caseOne = defineClaim({
  ...shared,
  id: 'thm-3.2/1',
  defect: ARGMIN,
  source: 'Theorem 3.2, case 1, with the definition of w^+ before it',
  statement: 'With argmin_{|w|=1} max_{i in I+} w.x_i as the definition of w^+: w_t/|w_t| converges to it with error O(ln ln t / ln t).',
  reason: definitionSlip,
  certify: limitOfAll,
  coq: limitOfAllForCoq,
  evaluate: towardsBest(printedDirection),
});

/** To the max-margin direction of the positives. */
export const caseOneIntended = defineClaim({
  ...shared,
  id: 'thm-3.2/1@intended',
  reading: 'as-intended',
  source: 'Theorem 3.2, case 1',
  statement:
    'Where the max-margin direction w^+ of the positives is in the separable region and gradient descent keeps all positives active: |w_t/|w_t| - w^+| = O(ln ln t / ln t).',
  reason:
    'With w^+ strictly inside, the forces of the positives alone keep all negatives inactive in the end, and the run is that of the linear model on I+ (Soudry et al. 2018).',
  evaluate: towardsBest((best) => best),
});
