/** The refutation of eq. 41 as printed for Coq: its step has the other sign. */

import { otherDraw } from '../../certify/coq/network-runs.js';
import { networkCoqWriter } from '../../certify/coq/proof-file.js';

/** Any partition serves. */
export const drawAscendsForCoq = networkCoqWriter((at) => otherDraw(at, () => true));
