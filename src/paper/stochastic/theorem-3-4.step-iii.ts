/** Step (iii) of the last display of theorem 3.4's proof: the sum of squared step sizes. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { ClaimDefinition } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, isPaperExponent } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { alphaOf, powerSteps, stepCount } from '../../claim/steps.js';
import { alpha } from '../../generator/steps.js';
import { power } from '../../numerics/elementary.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { STEP_INDEX } from '../setting/sgd-defects.js';
import { prove } from './theorem-3-4.step-iii.certificate.js';
import { exceedsIntegralForCoq } from './theorem-3-4.step-iii.coq.js';

const HORIZONS = [2, 3, 10, 100, 1000] as const;
const OPERATIONS = 64;

/**
 * Judges the sum against a bound, which is given t and 2 alpha - 1; the data take no part.
 *
 * @param first - k of the first step size: eta_{p+1} is eta_p of the theorem where it is 0, and its eta_{p+1} where it is 1.
 */
export function squareSums(bound: (t: number, exponent: number) => number, first = 0): Pick<ClaimDefinition, 'cases' | 'evaluate'> {
  return {
    cases: fc.record({ exponent: alpha(), count: fc.constantFrom(...HORIZONS) }).map(({ exponent, count }) => ({
      data: { x: [[1], [-1]], y: [1, -1] },
      start: [1],
      steps: powerSteps(exponent, count),
    })),
    evaluate(input, parts) {
      const exponent = alphaOf(input);
      const hypotheses = [isPaperExponent(exponent)];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const eta = parts.powerSchedule(exponent);
      const slack = slackRecord();
      let sum = 0;
      for (let t = 2; t <= stepCount(input); t++) {
        sum += eta(first + t - 2) ** 2;
        const right = bound(t, 2 * exponent - 1);
        // 1 - t^(-e) over e keeps an absolute error of an ulp of 1 over e.
        const error = roundingOf(OPERATIONS + t) * (sum + right + 1 / (2 * exponent - 1));
        slack.record((right - sum) / (right + sum), error / (right + sum), t, () => `sum of squares ${sum} against ${right}`);
      }
      return conclude(hypotheses, slack, { undecided: 'fewer than two steps' });
    },
  };
}

/** What both conventions share. */
export const stepIii = {
  chapter: 'stochastic gradient descent',
  slack: '(right side - left side) / (right side + left side), smallest over t = 2, ..., horizon',
};

const SOURCE = 'Appendix F.1, last step (iii) of the last display, with eta_{p+1} = (p+1)^(-alpha) as in lemma F.1';

/** As printed. */
export const squaredSteps = defineClaim({
  ...stepIii,
  source: SOURCE,
  id: 'thm-3.4/step-iii',
  defect: STEP_INDEX,
  statement: 'sum_{p=0}^{t-2} eta_{p+1}^2 = sum_{j=1}^{t-1} j^(-2 alpha) <= (1 - t^(1-2 alpha)) / (2 alpha - 1) for t >= 2.',
  reason:
    'The right side is the integral of x^(-2 alpha) from 1 to t. The sum takes the left ends of unit steps, so it exceeds the integral at every t >= 2. At t = 2 the sum is 1 and the integral is less. With the step sizes of theorem 3.4 it holds (thm-3.4/step-iii/theorem).',
  ...squareSums((t, e) => (1 - power(t, -e)) / e),
  certify: certifier(prove),
  coq: exceedsIntegralForCoq,
});

/** With the first term, which the printed bound lacks. */
export const squaredStepsRepaired = defineClaim({
  ...stepIii,
  source: SOURCE,
  id: 'thm-3.4/step-iii@repaired',
  reading: 'repaired',
  statement: 'sum_{j=1}^{t-1} j^(-2 alpha) <= 1 + (1 - (t-1)^(1-2 alpha)) / (2 alpha - 1) for t >= 2.',
  reason: 'Apart from its first term the sum takes the right ends of unit steps. The rate of theorem 3.4 only needs the sum to be bounded.',
  ...squareSums((t, e) => 1 + (1 - power(t - 1, -e)) / e),
});
