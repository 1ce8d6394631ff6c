/** Appendix I, after eq. 41: the step size with which theorem 3.4 is applied to the combined weights. */

import { networkCertifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { STEP_FACTOR } from '../setting/network-defects.js';
import { SETTLING, settlingCases } from './network-cases.js';
import { STEP_SLACK, stepsBy } from './partition-step.js';
import { prove } from './theorem-4-2.step-factor.certificate.js';
import { inverseFactorForCoq } from './theorem-4-2.step-factor.coq.js';

/** What both readings share. */
const afterEq41 = {
  chapter: 'networks',
  source: 'Appendix I, after eq. 41',
  slack: STEP_SLACK,
  required: { 'partition:moving': 0.5 },
  cases: settlingCases({ steps: 1500 }),
  recipe: SETTLING,
} as const;

/** The step size as printed: refuted, it is the inverse factor. */
export const stochasticStepFactor = defineClaim({
  ...afterEq41,
  id: 'thm-4.2/step-factor',
  defect: STEP_FACTOR,
  statement:
    'SGD, L(W) < 1/n, patterns constant and disjoint: a draw from B_r moves Wt_r as SGD moves the linear model with step size eta_t (sum v_k^2)^(-1), with which theorem 3.4 is applied.',
  reason: 'Eq. 41 has eta_t sum v_k^2; the two agree only where sum v_k^2 = 1.',
  evaluate: stepsBy('stochastic', ({ eta, squares }) => eta / squares),
  certify: networkCertifier(prove),
  coq: inverseFactorForCoq,
});

/** The step size of eq. 41: holds. */
export const stochasticStepFactorIntended = defineClaim({
  ...afterEq41,
  id: 'thm-4.2/step-factor@intended',
  reading: 'as-intended',
  statement:
    'SGD, L(W) < 1/n, patterns constant and disjoint: the step size with which a draw from B_r moves Wt_r as SGD moves the linear model is eta_t sum v_k^2.',
  reason:
    'It is that of thm-4.2/eq-41@intended. It is no power of the number of draws from B_r, as theorem 3.4 has it: those come at random times.',
  evaluate: stepsBy('stochastic', ({ eta, squares }) => eta * squares),
});
