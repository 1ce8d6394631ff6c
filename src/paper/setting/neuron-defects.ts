/** The slips that make statements about gradient descent on one neuron false, and what holds all the same. */

import type { Defect } from '../../claim/claim.js';

/** The linear model. */
export const NO_STEP_BOUND: Defect = {
  id: 'no-step-bound',
  slip: 'No bound on the step size is printed, and steps beyond 2/beta may diverge.',
  survives:
    'With 0 < eta < 2/beta along the path L(w_t) -> 0 and |w_t| -> infinity, and the direction converges with error O(ln ln t / ln t).',
};

/** Section 2. */
export const ANY_DATA: Defect = {
  id: 'any-data',
  slip: 'A property of the loss that depends on the data is stated for all data.',
  survives: 'The loss is nonconvex, and not smooth, but for data whose kinks cancel or add up on every line through the origin.',
};

/** Theorem 3.1 and what uses it. */
export const ON_KINK: Defect = {
  id: 'on-kink',
  slip: 'Samples with w.x_i = 0 are counted on one side of their kink, though a small step to either side treats them differently.',
  survives:
    'Theorem 3.1 where no positive has w*.x_i = 0 and J is not all of I+, with all its limits. Elsewhere its first limit, plus the share of positives on their kink. And no negative is active where the gradient is zero.',
};

/** Where w^+ is on the edge. */
export const ON_EDGE: Defect = {
  id: 'edge',
  slip: 'The separable region is open, and a run within it may tend to a direction on its edge.',
  survives: 'The statements where w^+.x_j > 0 for some negative x_j. On the edge as well the direction converges at O(ln ln t / ln t).',
};

/** Theorem 3.2, case 2, and appendix B. */
export const STRIKES: Defect = {
  id: 'strikes',
  slip: 'What strikes on a kink do for ever is left out: they keep w.x_j near 0 while |w| grows, and lift other samples.',
  survives:
    'The direction converges, to the max-margin direction of the active positives under constraints. These are w.x_j <= 0 for the negatives, and w.x_r >= 0 for positives that are struck again and again. Without such positives the error is O(ln ln t / ln t). Cases 1, 3 and 4 keep their rates.',
};

/** Appendix B. */
export const NOT_SMOOTH: Defect = {
  id: 'not-smooth',
  slip: 'L is taken to be beta-smooth, though its gradient jumps across the kink of a negative and grows like exp(w.x_j) beyond.',
  survives:
    'Descent, and the sum of squared gradients, over stretches in which no negative changes activation. Where strikes on negatives never end and the positives settle, the sum grows like ln t.',
};

/** Theorem 3.2, case 4. */
export const NO_DIRECTION: Defect = {
  id: 'no-direction',
  slip: 'w^+_J is named as a limit for J empty, where no direction is defined.',
  survives: 'The run terminates within finitely many steps, in W_J with J empty.',
};

/** Appendix C, eq. 5. */
export const FACTOR_N: Defect = {
  id: 'factor-n',
  slip: 'The factor 1/n of problem (P) is left out of a step.',
  survives: 'The step with 1/n. The direction of example 1 converges all the same.',
};

/** Appendix C and section 4.1. */
export const SWAPPED: Defect = {
  id: 'swapped',
  slip: 'One thing is printed for another: w_t for the line w_t.x = 0 in example 2, and a = 0 for a = 1 in section 4.1.',
  survives: 'Both statements with the other in its place. No rate depends on them.',
};

/** Section 4.1. */
export const TRANSLATION: Defect = {
  id: 'translation',
  slip: 'Translating the data is taken to change nothing, though the model has no offset.',
  survives:
    'Where the classifier with an offset goes through the origin already. The direction through the origin is reached at O(ln ln t / ln t) wherever that is.',
};
