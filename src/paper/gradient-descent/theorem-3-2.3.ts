/** Theorem 3.2, case 3: some positives stay active, and w^+_J of these is in their region W_J. */

import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { holds, paper } from '../../claim/hypotheses.js';
import { type Dataset, everySample, sample } from '../../data/dataset.js';
import { dot } from '../../numerics/vector.js';
import { ARGMIN } from '../setting/defects.js';
import { definitionSlip, printedDirection } from '../setting/definition-slip.js';
import { RATE_SLACK, rateSlack } from '../setting/limit-direction.js';
import { freeDirection } from './positives.js';
import { atReluLimit } from './relu-limit.js';
import { reluLimits } from './relu-runs.js';
import { limitOfSome } from './theorem-3-2.3.certificate.js';
import { limitOfSomeForCoq } from './theorem-3-2.3.coq.js';

const shared = {
  chapter: 'gradient descent',
  kind: 'asymptotic',
  slack: `the smaller of ${RATE_SLACK} and 1/2 - n |limit of L - claimed limit|`,
  ...reluLimits,
} satisfies Partial<ClaimDefinition>;

/** No sample outside J is active at w. */
function isInRegion(data: Dataset, J: readonly number[], w: Float64Array): boolean {
  return everySample(data).every((i) => J.includes(i) || dot(w, sample(data, i)) <= 0);
}

/** @param targetOf - w^+_J by its definition, from the max-margin direction of J. */
function towardsBestOfSome(targetOf: (best: Float64Array) => Float64Array): Claim['evaluate'] {
  return atReluLimit({
    judge: ({ data, run, J, parts }) => {
      const proper = J.length > 0 && J.length < data.positives.length;
      const best = proper ? freeDirection(data, J, parts) : undefined;
      const hypotheses = [
        holds(paper('proper-subset', 'J is neither empty nor all of I+'), proper),
        holds(paper('w+_J-inside', 'w^+_J is in W_J'), best !== undefined && isInRegion(data, J, best)),
      ];
      if (best === undefined) return { hypotheses };
      const rate = rateSlack(run, targetOf(best));
      const expected = (data.n - J.length) / data.n;
      const loss = 0.5 - data.n * Math.abs(run.last.constantLoss - expected);
      return {
        hypotheses,
        conclusion: loss < rate.slack ? { ...rate, slack: loss, rounding: 0, note: `the loss tends to ${run.last.constantLoss}` } : rate,
      };
    },
  });
}

/** To the printed argmin. */
export const caseThree = defineClaim({
  ...shared,
  id: 'thm-3.2/3',
  defect: ARGMIN,
  source: 'Theorem 3.2, case 3, with the definition of w^+_J before it',
  statement:
    'With argmin_{|w|=1} max_{i in J} w.x_i as the definition of w^+_J: L(w_t) -> L* + (n+ - |J|)/n and w_t/|w_t| converges to it with error O(ln ln t / ln t).',
  reason: definitionSlip,
  certify: limitOfSome,
  coq: limitOfSomeForCoq,
  evaluate: towardsBestOfSome(printedDirection),
});

/** To the max-margin direction of J. */
export const caseThreeIntended = defineClaim({
  ...shared,
  id: 'thm-3.2/3@intended',
  reading: 'as-intended',
  source: 'Theorem 3.2, case 3',
  statement:
    'Where gradient descent keeps a proper subset J of the positives active and the max-margin direction w^+_J of J is in W_J: L(w_t) -> L* + (n+ - |J|)/n and |w_t/|w_t| - w^+_J| = O(ln ln t / ln t).',
  reason:
    'Where w^+_J is in W_J it is the limit of thm-3.2/classification@repaired, with R empty. Off the kinks the run is that of the linear model on J (Soudry et al. 2018).',
  evaluate: towardsBestOfSome((best) => best),
});
