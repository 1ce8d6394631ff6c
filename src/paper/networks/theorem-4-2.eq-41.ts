/** Eq. 41: the combined weights of a partition follow SGD on its samples alone. */

import { networkCertifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { SIGN } from '../setting/network-defects.js';
import { SETTLING, settlingCases } from './network-cases.js';
import { STEP_SLACK, stepsBy } from './partition-step.js';
import { prove } from './theorem-4-2.eq-41.certificate.js';
import { drawAscendsForCoq } from './theorem-4-2.eq-41.coq.js';

/** What both readings share. */
const eq41 = {
  chapter: 'networks',
  source: 'Appendix I, eq. 41',
  slack: STEP_SLACK,
  required: { 'partition:moving': 0.5 },
  cases: settlingCases({ steps: 1500 }),
  recipe: SETTLING,
} as const;

/** Eq. 41 with its gradient term as printed: refuted, the step has the other sign. */
export const stochasticReduction = defineClaim({
  ...eq41,
  id: 'thm-4.2/eq-41',
  defect: SIGN,
  statement:
    'SGD, L(W) < 1/n, patterns constant and disjoint: a draw from B_r moves Wt_r by eta_t (sum v_k^2) grad l(Wt_r), as eq. 41 prints it.',
  reason: 'The sign of the gradient term is a misprint, as in eq. 34: the line before it has the right one, written out.',
  evaluate: stepsBy('stochastic', ({ eta, squares }) => -eta * squares),
  certify: networkCertifier(prove),
  coq: drawAscendsForCoq,
});

/** Eq. 41 as a step of SGD: holds. */
export const stochasticReductionIntended = defineClaim({
  ...eq41,
  id: 'thm-4.2/eq-41@intended',
  reading: 'as-intended',
  statement:
    'SGD, L(W) < 1/n, patterns constant and disjoint: a draw from B_r moves Wt_r by -eta_t (sum v_k^2) grad l(Wt_r), as SGD moves the linear model.',
  reason: 'grad by w_k of l is v_k grad l(Wt_r) for the neurons active on B_r, and 0 for the others.',
  evaluate: stepsBy('stochastic', ({ eta, squares }) => eta * squares),
});
