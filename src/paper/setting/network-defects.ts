/** The slips that make statements about networks false, and what holds all the same. */

import type { Defect } from '../../claim/claim.js';

/** Eqs. 34 and 41. */
export const SIGN: Defect = {
  id: 'sign',
  slip: 'The gradient term of a step is printed with a plus sign.',
  survives: 'Wt_r descends on the loss of B_r, with the step size of eqs. 34 and 41, at the rates of theorems 4.1 and 4.2.',
};

/** Appendices H and I. */
export const STEP_FACTOR: Defect = {
  id: 'step-factor',
  slip: 'A theorem on one neuron is applied with the reciprocal of the factor that eq. 34 or 41 gives.',
  survives:
    'The reduction with the factor of the displays: eta (n_r / n) sum v_k^2, and eta_t sum v_k^2. The rates are O(ln ln t / ln t) and O(1/ln t) with any factor.',
};

/** Section 4.2. */
export const DISJOINT: Defect = {
  id: 'disjoint',
  slip: 'Disjoint patterns, which theorems 4.1 and 4.2 assume, are presented as what training comes to.',
  survives:
    'Both rates where patterns are disjoint. Where they are not, W/|W| converges to the max-margin direction in the space of all weights, at O(ln ln t / ln t).',
};
