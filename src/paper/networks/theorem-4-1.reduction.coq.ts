/** The refutation of eq. 34 as printed for Coq: its step has the other sign. */

import { otherGradientStep } from '../../certify/coq/network-runs.js';
import { networkCoqWriter } from '../../certify/coq/proof-file.js';

/** Any partition serves. */
export const ascendsForCoq = networkCoqWriter((at) => otherGradientStep(at, () => true));
