/** Refutation of the step size that appendix H names after eq. 34. */

import type { Finding } from '../../certify/certificate.js';
import type { NetworkSetting } from '../../certify/enclosure/network-path.js';
import { wrongGradientStep } from '../../certify/invariant/partition-step.js';

/** A step over which the patterns are the same and disjoint, and a partition that moves by a vector of another length. */
export function prove(at: NetworkSetting): Finding {
  const { arithmetic, data } = at;
  return wrongGradientStep(at, {
    name: 'gradient descent with step size eta n / (n_r sum v_k^2)',
    // (eta n / (n_r S)) grad L_r is n^2 / (n_r^2 S) times (eta/n) sum exp(-y f) y x.
    factor: (squares, count) =>
      arithmetic.multiply(arithmetic.quotient(BigInt(data.n) ** 2n, BigInt(count) ** 2n), arithmetic.reciprocal(squares)),
  });
}
