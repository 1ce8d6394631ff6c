/** Refutes the strict move of appendix G: a draw of an inactive sample moves nothing. */

import type { Finding } from '../../certify/certificate.js';
import { exactSlack } from '../../certify/certificate.js';
import { combesHypotheses, idleDraw, nothingMoves } from '../../certify/enclosure/combes.js';
import type { Setting } from '../../certify/enclosure/setting.js';

/** A step that moves nothing. */
export function prove(at: Setting): Finding {
  const hypotheses = combesHypotheses(at);
  const draw = idleDraw(at);
  return {
    hypotheses,
    step: draw.before.k,
    slack: exactSlack(0),
    argument: [...nothingMoves(at, draw), 'The slack is y_j (w_{t+1} - w_t).x_j = 0, which would have to be positive.'],
  };
}
