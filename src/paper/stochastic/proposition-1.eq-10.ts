/** Eq. 10: one step of SGD against any u, path by path. */

import { defineClaim } from '../../claim/define.js';
import { drawnStep } from './path-terms.js';
import { alongPath } from './pathwise.js';

/** Before any expectation is taken, so that the divisor of L does not matter. */
export const oneStepBound = defineClaim({
  id: 'prop-1/eq-10',
  source: 'Appendix D, eq. 10',
  statement:
    '|w_{k+1} - u|^2 <= |w_k - u|^2 - 2 eta_k (L(w_k) - L(u)) + eta_k^2 |grad l(w_k, z)|^2 + M with M = 2 eta_k (grad L(w_k) - grad l(w_k, z)).(w_k - u), for u = 0 and a drawn u, on every path in the separable region (or in W_J).',
  slack: '(right side - left side) / (sum of the sizes of all terms), smallest over the steps',
  reason:
    'Expanding the square gives equality with grad L(w_k).(w_k - u) for L(w_k) - L(u), and L is convex. M takes up whatever L is divided by; that E M = 0 is used from eq. 12 on only.',
  ...alongPath((at, slack) => (step) => {
    for (const u of [at.start.map(() => 0), at.vector()]) {
      const { left, right, size, error } = drawnStep(step, u);
      slack.record((right - left) / size, error / size, step.before.k, () => `${left} against ${right}`);
    }
  }),
});
