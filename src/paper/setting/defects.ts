/** Slips of the paper that several chapters share, and what holds all the same. */

import type { Defect } from '../../claim/claim.js';

/** The definition of every max-margin direction. */
export const ARGMIN: Defect = {
  id: 'argmin',
  slip: 'The max-margin direction is printed as argmin over |w| = 1 of max_i w.x_i, which is minus the max-margin direction.',
  survives:
    'Every rate, with the max-margin direction in its place: O(ln ln t / ln t) for gradient descent on one neuron, leaky or not, and on a network; O(1/ln t) for SGD.',
};

/** Proposition 2 and appendix I. */
export const IDLE_DRAW: Defect = {
  id: 'idle-draw',
  slip: 'Every draw is taken to move w, though a drawn sample that is not active moves nothing.',
  survives:
    'The displays at draws of active samples, those of B_r in appendix I, and the dichotomy: the separable region, or nothing active if no positive ever was. The rates of theorems 3.3 and 3.4 hold from starts with an active positive.',
};
