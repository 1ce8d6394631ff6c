/** |E wbar_t| grows like ln t: theorem 3.3's lower bound, and the rate that is read off it. */

import { defineClaim } from '../../claim/define.js';
import { averageInRegion } from './average-in-region.js';

/** Between two multiples of ln t. */
export const growth = defineClaim({
  id: 'thm-3.3/omega',
  source: 'Theorem 3.3, "|E wbar_t| >= O(ln t)", and after it "|E wbar_t| -> infinity at a rate of O(ln t)"',
  statement:
    'All iterates in the separable region, or in W_J, for any B: |E wbar_t| is at least and at most a multiple of ln t. Judged by more: |E wbar_t| gamma / ((1 - alpha) ln t) tends to 1.',
  reason:
    "The flow's w grows like ln(tau) / gamma with tau the accumulated step time, which grows like t^(1-alpha); SGD stays within a fixed distance of it in the mean, and averaging over t changes ln t by a bounded number.",
  required: { 'region:local': 0.1, 'region:separable': 0.1 },
  ...averageInRegion(['separable', 'local'], { looksAt: 'growth', anyReach: true }),
});
