/** Step (iii) with the step sizes of theorem 3.4, eta_{p+1} = (p+2)^(-alpha). */

import { defineClaim } from '../../claim/define.js';
import { power } from '../../numerics/elementary.js';
import { squareSums, stepIii } from './theorem-3-4.step-iii.js';

/** As printed, with eta_k = (k+1)^(-alpha) as the theorem has it. */
export const squaredStepsOfTheorem = defineClaim({
  ...stepIii,
  id: 'thm-3.4/step-iii/theorem',
  source: 'Appendix F.1, last step (iii) of the last display, with eta_k = (k+1)^(-alpha) as in theorem 3.4',
  statement: 'sum_{p=0}^{t-2} eta_{p+1}^2 = sum_{j=2}^{t} j^(-2 alpha) <= (1 - t^(1-2 alpha)) / (2 alpha - 1) for t >= 2.',
  reason:
    'The sum takes the right ends of the unit steps from 1 to t. But step p of SGD has size eta_p = (p+1)^(-alpha), so the proof of lemma F.3 gives eta_p where it prints eta_{p+1} (lem-f3/theorem says whether the lemma holds with the printed index).',
  ...squareSums((t, e) => (1 - power(t, -e)) / e, 1),
});
