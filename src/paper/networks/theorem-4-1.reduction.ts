/** Eq. 34: the combined weights of a partition follow gradient descent on its samples alone. */

import { networkCertifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { SIGN } from '../setting/network-defects.js';
import { ALL_NETWORKS, allNetworkCases } from './network-cases.js';
import { STEP_SLACK, stepsBy } from './partition-step.js';
import { prove } from './theorem-4-1.reduction.certificate.js';
import { ascendsForCoq } from './theorem-4-1.reduction.coq.js';

/** What both readings share. */
const eq34 = {
  chapter: 'networks',
  source: 'Appendix H, eq. 34',
  slack: STEP_SLACK,
  required: { 'partition:moving': 0.5 },
  cases: allNetworkCases({ steps: 300 }),
  recipe: ALL_NETWORKS,
} as const;

/** Eq. 34 with its gradient term as printed: refuted, the step has the other sign. */
export const reduction = defineClaim({
  ...eq34,
  id: 'thm-4.1/reduction',
  defect: SIGN,
  statement: 'Patterns constant and disjoint: Wt_r(t+1) = Wt_r(t) + eta (n_r / n) (sum v_k^2) grad L_r(Wt_r(t)), as eq. 34 prints it.',
  reason: 'The sign of the gradient term is a misprint: the step descends.',
  evaluate: stepsBy('gradient', ({ eta, squares, share }) => -eta * share * squares),
  certify: networkCertifier(prove),
  coq: ascendsForCoq,
});

/** Eq. 34 as a step of gradient descent: holds. */
export const reductionIntended = defineClaim({
  ...eq34,
  id: 'thm-4.1/reduction@intended',
  reading: 'as-intended',
  statement:
    'Patterns constant and disjoint: Wt_r follows gradient descent on the loss of B_r alone with step size eta (n_r / n) sum v_k^2.',
  reason: 'grad by w_k of L is v_k (n_r / n) grad L_r(Wt_r) for the neurons active on B_r alone.',
  evaluate: stepsBy('gradient', ({ eta, squares, share }) => eta * share * squares),
});
