/** Refutes the abstract's form of theorem 3.4 with the printed definition of the direction. */

import { averageLeaves } from '../../certify/invariant/average.js';

/** E wbar_t, divided by any positive number, keeps to a side on which the printed direction does not lie. */
export const prove = averageLeaves({ region: 'separable', anyReach: true });
