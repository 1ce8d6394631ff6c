/** The slips of the paper that make its statements about SGD false, and what holds all the same. */

import type { Defect } from '../../claim/claim.js';

/** What the loss of the proofs is divided by. */
export const DIVISOR: Defect = {
  id: 'divisor',
  slip: 'Eqs. 7 and 8 divide the loss by n+ (or |J|), while SGD draws from all n samples, so that E M_t is not 0.',
  survives: 'All displays with L - L*, which divides by n. The rates of proposition 1 and theorem 3.3 stay; constants change by n/n+.',
};

/** Step 2 of proposition 1. */
export const SQUARED_BOUND: Defect = {
  id: 'squared-bound',
  slip: 'A lower bound that may be negative is squared.',
  survives: 'The bound with its positive part, and the display before eq. 15, for which a negative bound is small enough.',
};

/** Theorems 3.3 and 3.4. */
export const ONE_LIMIT: Defect = {
  id: 'one-limit',
  slip: 'The first displays claim the limit of the separable region for runs in W_J as well ("either ... or").',
  survives: 'Both rates, with the limit of the region that the run is in, for any start, T and B.',
};

/** Step (iii) of theorem 3.4. */
export const STEP_INDEX: Defect = {
  id: 'step-index',
  slip: 'eta_{p+1} is (p+1)^(-alpha) in lemma F.1 and (p+2)^(-alpha) in theorem 3.4; step (iii) holds for the second only.',
  survives: 'The rate of theorem 3.4, which needs a bounded sum only, and the last display itself.',
};

/** B < sqrt 2. */
export const SCALING: Defect = {
  id: 'scaling',
  slip: 'B < sqrt 2 is a loss of generality: scaling the data scales the step sizes, which are fixed.',
  survives: 'The rates for any B, with constants that keep the squares of the gradients as a term of their own.',
};

/** T > 0. */
export const FROM_ZERO: Defect = {
  id: 'from-zero',
  slip: 'Runs settle from some step T on, and the displays sum from k = 0, where negatives may be active.',
  survives: 'The displays summed from T on, given w_T; the rates do not depend on T.',
};

/** What SGD may do besides. */
export const LEFT_OUT: Defect = {
  id: 'left-out',
  slip: 'Stopping at a local minimum, and staying in a W_J, are left out of the possible ends of a run.',
  survives: 'That SGD does not stay in the separable region where w^+ is outside of it.',
};

/** Expectations given that SGD stays. */
export const GIVEN_STAYING: Defect = {
  id: 'given-staying',
  slip: 'Where some draws lead out, the theorems speak of runs that stay, and their proofs average over all draws.',
  survives: 'The rates of theorems 3.3 and 3.4 given that SGD stays, and lemma F.3, with the probability of staying in their constants.',
};
