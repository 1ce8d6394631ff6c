/** Eq. 11: eq. 10 telescoped, path by path. */

import { defineClaim } from '../../claim/define.js';
import { drawnStep } from './path-terms.js';
import { alongPath } from './pathwise.js';

/** Sums of the steps that {@link drawnStep} bounds. */
export const telescopedBound = defineClaim({
  id: 'prop-1/eq-11',
  source: 'Appendix D, eq. 11',
  statement:
    '|w_t - u|^2 <= |w_0 - u|^2 - 2 sum_{k<t} eta_k L(w_k) + 2 (sum eta_k) L(u) + sum eta_k^2 |grad l(w_k, z)|^2 + sum M_k, for u = 0 and a drawn u, on every path in the separable region (or in W_J).',
  slack: '(right side - left side) / (sum of the sizes of all terms), smallest over the steps',
  reason: 'The sum of eq. 10 over the steps.',
  ...alongPath((at, slack) => {
    const vectors = [at.start.map(() => 0), at.vector()];
    const sums = vectors.map(() => ({ gain: 0, size: 0, error: 0 }));
    return (step) => {
      for (const [place, u] of vectors.entries()) {
        const sum = sums[place];
        if (sum === undefined) continue;
        const { begin, left, right, size, error } = drawnStep(step, u);
        sum.gain += right - begin;
        sum.size += size;
        sum.error += error;
        if (step.before.k === 0) sum.gain += begin;
        slack.record((sum.gain - left) / sum.size, sum.error / sum.size, step.before.k, () => `${left} against ${sum.gain}`);
      }
    };
  }),
});
