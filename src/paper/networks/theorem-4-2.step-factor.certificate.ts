/** Refutation of the step size that appendix I names after eq. 41. */

import type { Finding } from '../../certify/certificate.js';
import type { NetworkSetting } from '../../certify/enclosure/network-path.js';
import { wrongDraw } from '../../certify/invariant/partition-step.js';

/** A draw over which the patterns are the same and disjoint, and a partition that it moves by a vector of another length. */
export function prove(at: NetworkSetting): Finding {
  return wrongDraw(at, { name: 'SGD with step size eta_t / sum v_k^2', factor: (squares) => at.arithmetic.reciprocal(squares) });
}
