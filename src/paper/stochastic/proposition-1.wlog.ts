/** "Without loss of generality B < sqrt 2": proposition 1 with its constants on data of any length. */

import { certifier } from '../../certify/certifier.js';
import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { slackRecord } from '../../claim/slack.js';
import { SCALING } from '../setting/sgd-defects.js';
import { budget } from './amounts.js';
import { wlogForCoq } from './displays.coq.js';
import { alongDirection } from './enumerated-amounts.js';
import { atEveryStep, EVERY_STEP_SLACK } from './enumeration.js';
import { recordSquareSum, SQUARE_SUM } from './proposition-1.js';
import { prove } from './proposition-1.wlog.certificate.js';
import { recordAfter } from './settled-amounts.js';
import { afterSettling } from './settling.js';
import { recordOrder, side, squared } from './sides.js';

/** With the constants that are shown for B < sqrt 2. */
export const anyReach = defineClaim({
  id: 'prop-1/wlog',
  defect: SCALING,
  source: 'Appendix D, "without loss of generality, we can assume B < sqrt 2"',
  statement: `For any B, all iterates in the separable region (or in W_J): ${SQUARE_SUM} And (w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2 <= |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha) with L - L* for L.`,
  slack: EVERY_STEP_SLACK,
  reason:
    'Scaling the data by c and w by 1/c keeps every w.x_i, but then eta_k becomes c^2 eta_k, and the step sizes are fixed. One positive of length 10 among two samples has E|grad l(w_0, z)|^2 near 43, where the bound at t = 1 is 28. The rate stays right, with another constant (prop-1/wlog@repaired).',
  ...atEveryStep(
    (at, t, slack) => {
      recordSquareSum(at, t, slack);
      recordOrder(slack, t, side(squared(alongDirection(at, t, 'excess'))), side(...budget(at, t)), 'the squared bound');
    },
    { anyReach: true },
  ),
  certify: certifier(prove),
  coq: wlogForCoq,
});

/** With the squares of the gradients kept as they are. */
export const anyReachRepaired = defineClaim({
  id: 'prop-1/wlog@repaired',
  reading: 'repaired',
  source: 'Appendix D, for any B',
  statement:
    "For any B, all iterates in the separable region (or in W_J), with L' = L less its limit and V = B^2 (|J|/n) sum eta_k^2: sum eta_k^2 E|grad l|^2 <= V, and max(0, w_0.w^+ + gamma sum eta_k E L' - ln t / gamma)^2 <= |w_0|^2 + ln^2 t / gamma^2 + 2 (|J|/n) (sum eta_k) / t + V.",
  slack: EVERY_STEP_SLACK,
  reason: 'As prop-1/from-T@repaired with T = 0.',
  ...afterSettling(
    (at) => {
      const slack = slackRecord();
      for (const end of at.ends) for (let t = 1; t <= at.count; t++) recordAfter(end, t, at.error, slack);
      return { ...concluded(slack, 'no step could be told from rounding'), labels: [] };
    },
    { anyReach: true, anyStart: false },
  ),
});
