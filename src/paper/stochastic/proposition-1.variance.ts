/** The display before eq. 13: the mean square of a sampled gradient by the loss. */

import { defineClaim } from '../../claim/define.js';
import { lossAt, stepAt } from './enumerated-amounts.js';
import { atEveryStep, EVERY_STEP_SLACK } from './enumeration.js';
import { recordOrder, side, times } from './sides.js';

/** The mean square is at most B^2 (E L - L*). */
export const variance = defineClaim({
  id: 'prop-1/variance',
  source: 'Appendix D, display before eq. 13',
  statement: 'E|grad l(w_k, z)|^2 <= B^2 E l(w_k, z)^2 <= B^2 E l(w_k, z), with expectations over draws from all n samples.',
  slack: EVERY_STEP_SLACK,
  reason:
    'A draw of a silent sample gives 0 on the left; for the others |grad l| = l |x| with l <= 1 in the region, so the mean over all n is at most B^2 (L - L*).',
  ...atEveryStep((at, t, slack) => {
    const { gradientSquare, bounds } = stepAt(at, t - 1);
    recordOrder(
      slack,
      t,
      side([gradientSquare, bounds.gradientSquare]),
      side(times(at.reach ** 2, lossAt(at, t - 1, 'excess'))),
      'E|grad l|^2 at the step before',
    );
  }),
});
