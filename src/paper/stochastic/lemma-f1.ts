/** Lemma F.1: |E wbar_t| by the bound on the loss, on runs along one direction far out and on exact expectations. */

import { certifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import type { IntervalRecord } from '../../claim/interval-record.js';
import { added, known, logarithm as logarithmOf, scaled } from '../../monte-carlo/estimate.js';
import { DIVISOR } from '../setting/sgd-defects.js';
import { averageLength } from './enumerated-amounts.js';
import { enumerated, overSteps, STEPS_SLACK } from './enumeration.js';
import { proveIntended, provePrinted } from './lemma-f1.certificate.js';
import { tooShortForCoq, tooShortIntendedForCoq } from './lemma-f1.coq.js';
import { lossBound, lossBoundWithoutSum } from './loss-bound.js';
import type { Normalisation } from './normalisation.js';
import { alongOneDirection, type OneDirectionView } from './one-direction.js';
import { logarithm, recordOrder, side, times } from './sides.js';

const source = 'Lemma F.1, eq. 18';
const FAR_OUT = {
  source,
  slack: '(right side - left side) / (sum of their sizes), the smallest that the bounds allow and smallest over log-spaced steps',
  required: { 'bound:below-1': 0.1 },
};

/** Steps by which ln ln t, which is what the bound on the loss gives away, is little beside ln t. */
const BEYOND = [1e30, 1e100, 1e300] as const;

/** How the bound under the logarithm is formed. */
interface Form {
  /** The loss in its last term. */
  readonly loss: Normalisation;
  /** Whether the whole is multiplied by n/n+. */
  readonly enlarged: boolean;
}

const record =
  ({ loss, enlarged }: Form) =>
  (at: OneDirectionView, into: IntervalRecord): { readonly informative: boolean } => {
    const factor = (at.reach ** 2 / (2 * at.t)) * (loss === 'excess' ? at.share : 1);
    const { value, error } = lossBoundWithoutSum(at, at.t);
    const bound = scaled(enlarged ? 1 / at.share : 1, added(known(value, error), scaled(factor, at.weightedLosses)));
    into.order(at.step, [scaled(-1 / at.reach, logarithmOf(bound))], [at.averageLength], `the bound on |E wbar_t| at t = ${at.t}`);
    return { informative: bound.high < 1 };
  };

/** With L as eqs. 7 and 8 print it. */
export const averageNorm = defineClaim({
  ...FAR_OUT,
  id: 'lem-f1',
  defect: DIVISOR,
  statement:
    '|E wbar_t| >= -(1/B) ln(bound), where bound is the last display of appendix E before O(...) with L = (1/n+) times the sum over I+. Judged at log-spaced t up to 10^4 where all positives are one vector.',
  reason:
    'Appendix E bounds L - L* from above, and exp(-B |E wbar|) bounds (n/n+) (L - L*) from below. Take one positive among n = 128 with |x|^2 = 1.999 and alpha = 33/64. Then l <= 1 keeps |E wbar_300| at |x| / (300 n) sum_{p<299} (299-p) eta_p = 0.23 or less, while the bound, below 1 by then, asks for 0.28.',
  ...alongOneDirection(record({ loss: 'reduced', enlarged: false })),
  certify: certifier(provePrinted),
  coq: tooShortForCoq,
});

/** With L - L* for L. */
export const averageNormIntended = defineClaim({
  id: 'lem-f1@intended',
  defect: DIVISOR,
  reading: 'as-intended',
  source,
  statement:
    '|E wbar_t| >= -(1/B) ln(bound), where bound is the last display of appendix E with L - L* for L, which is what that display bounds.',
  slack: STEPS_SLACK,
  reason:
    'exp(-B |E wbar|) is at most (1/n+) times the sum over I+ of exp(-E wbar.x), which is (n/n+) (L - L*) and not L - L*. For rare positives the bound on L - L* is below 1 while w has hardly moved.',
  required: { 'bound:below-1': 0.05 },
  ...enumerated(
    (at) => {
      let informative = false;
      const result = overSteps(at, (t, slack) => {
        const { value, error } = lossBound(at, t, 'excess');
        if (value < 1) informative = true;
        const radius = times(-1 / at.reach, logarithm([value, error]));
        recordOrder(slack, t, side(radius), side(averageLength(at, t)), 'the bound on |E wbar_t|');
      });
      return { ...result, labels: [informative ? ['bound', 'below-1'] : ['bound', 'trivial']] };
    },
    { slow: true, regions: ['separable'] },
  ),
  certify: certifier(proveIntended),
  coq: tooShortIntendedForCoq,
});

/** With n/n+ times the bound on L - L*. */
export const averageNormRepaired = defineClaim({
  ...FAR_OUT,
  id: 'lem-f1@repaired',
  reading: 'repaired',
  statement:
    '|E wbar_t| >= -(1/B) ln((n/n+) bound), where bound is the same display with L - L* for L. Judged where all positives are one vector, at log-spaced t up to 10^4 and at t = 10^30, 10^100 and 10^300.',
  reason:
    'thm-3.3/loss bounds E L(wbar_t) - L*, and thm-3.3/norm asks for a bound on (n/n+) times that. Both sides are (1 - alpha) ln t / B + O(ln ln t), so that they come close only far out.',
  ...alongOneDirection(record({ loss: 'excess', enlarged: true }), BEYOND),
});
