/** The refutation for Coq of the step size that appendix H names after eq. 34. */

import { isBelow } from '../../certify/arithmetic/interval.js';
import { otherGradientStep } from '../../certify/coq/network-runs.js';
import { networkCoqWriter } from '../../certify/coq/proof-file.js';
import { squaredWeights } from '../../certify/enclosure/network-path.js';

/** A partition with n_r sum v_k^2 other than n. */
export const otherFactorForCoq = networkCoqWriter((at) =>
  otherGradientStep(at, (partition) => {
    const product = at.arithmetic.multiply(squaredWeights(at, partition), at.arithmetic.integer(BigInt(partition.members.length)));
    const n = at.arithmetic.integer(BigInt(at.data.n));
    return isBelow(product, n) || isBelow(n, product);
  }),
);
