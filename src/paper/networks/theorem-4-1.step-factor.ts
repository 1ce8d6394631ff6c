/** Appendix H, after eq. 34: the step size with which theorem 3.2 is applied to the combined weights. */

import { networkCertifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { STEP_FACTOR } from '../setting/network-defects.js';
import { ALL_NETWORKS, allNetworkCases } from './network-cases.js';
import { STEP_SLACK, stepsBy } from './partition-step.js';
import { prove } from './theorem-4-1.step-factor.certificate.js';
import { otherFactorForCoq } from './theorem-4-1.step-factor.coq.js';

/** What both readings share. */
const afterEq34 = {
  chapter: 'networks',
  source: 'Appendix H, after eq. 34',
  slack: STEP_SLACK,
  required: { 'partition:moving': 0.5 },
  cases: allNetworkCases({ steps: 300 }),
  recipe: ALL_NETWORKS,
} as const;

/** The step size as printed: refuted, numerator and denominator have changed places. */
export const stepFactor = defineClaim({
  ...afterEq34,
  id: 'thm-4.1/step-factor',
  defect: STEP_FACTOR,
  statement:
    'Patterns constant and disjoint: Wt_r follows gradient descent on the loss of B_r alone with step size eta n / (n_r sum v_k^2), with which theorem 3.2 is applied.',
  reason:
    'Eq. 34 has eta (n_r / n) sum v_k^2; the two agree only where n_r sum v_k^2 = n. Theorem 3.2 asks for a small enough step, and the printed one is large where n_r sum v_k^2 is small.',
  evaluate: stepsBy('gradient', ({ eta, squares, share }) => eta / (share * squares)),
  certify: networkCertifier(prove),
  coq: otherFactorForCoq,
});

/** The step size of eq. 34: holds. */
export const stepFactorIntended = defineClaim({
  ...afterEq34,
  id: 'thm-4.1/step-factor@intended',
  reading: 'as-intended',
  statement:
    'Patterns constant and disjoint: the step size with which Wt_r follows gradient descent on the loss of B_r alone, and theorem 3.2 is applied, is eta (n_r / n) sum v_k^2.',
  reason: 'It is that of thm-4.1/reduction@intended.',
  evaluate: stepsBy('gradient', ({ eta, squares, share }) => eta * share * squares),
});
