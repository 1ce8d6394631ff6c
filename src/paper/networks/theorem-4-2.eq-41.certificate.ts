/** Refutation of eq. 41 as printed: a draw moves the combined weights of its partition the other way. */

import type { Finding } from '../../certify/certificate.js';
import type { NetworkSetting } from '../../certify/enclosure/network-path.js';
import { wrongDraw } from '../../certify/invariant/partition-step.js';

/** A draw over which the patterns are the same and disjoint, and the partition that it moves. */
export function prove(at: NetworkSetting): Finding {
  return wrongDraw(at, { name: 'eq. 41', factor: (squares) => at.arithmetic.negate(squares) });
}
