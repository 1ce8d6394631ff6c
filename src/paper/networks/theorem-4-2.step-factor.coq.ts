/** The refutation for Coq of the step size that appendix I names after eq. 41. */

import { isBelow } from '../../certify/arithmetic/interval.js';
import { otherDraw } from '../../certify/coq/network-runs.js';
import { networkCoqWriter } from '../../certify/coq/proof-file.js';
import { squaredWeights } from '../../certify/enclosure/network-path.js';

/** A partition with sum v_k^2 other than 1. */
export const inverseFactorForCoq = networkCoqWriter((at) =>
  otherDraw(at, (partition) => {
    const squares = squaredWeights(at, partition);
    const { one } = at.arithmetic;
    return isBelow(squares, one) || isBelow(one, squares);
  }),
);
