/** Refutes theorem 3.4 with the printed definition of the direction, for runs in W_J. */

import { averageLeaves } from '../../certify/invariant/average.js';

/** E wbar_t keeps to a side on which the printed direction does not lie. */
export const prove = averageLeaves({ region: 'local' });
