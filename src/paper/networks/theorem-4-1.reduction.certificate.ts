/** Refutation of eq. 34 as printed: it moves the combined weights of a partition the wrong way. */

import type { Finding } from '../../certify/certificate.js';
import type { NetworkSetting } from '../../certify/enclosure/network-path.js';
import { wrongGradientStep } from '../../certify/invariant/partition-step.js';

/** A step over which the patterns are the same and disjoint, and a partition that moves by another vector than eq. 34 says. */
export function prove(at: NetworkSetting): Finding {
  return wrongGradientStep(at, {
    name: 'eq. 34',
    // eta (n_r/n) S grad L_r is -S times (eta/n) sum exp(-y f) y x.
    factor: (squares) => at.arithmetic.negate(squares),
    instead: 'the step is the opposite of the printed one',
  });
}
