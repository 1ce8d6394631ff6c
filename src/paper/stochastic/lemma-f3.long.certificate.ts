/** Refutes lemma F.3 at steps that no enumeration reaches. */

import { displayFails } from '../../certify/display-fails.js';
import { closedRun } from '../../certify/enclosure/closed-run.js';
import { lemF3 } from '../../certify/enclosure/log-loss-display.js';

/** A step at which the display fails. */
export const prove = displayFails({ display: lemF3(), expectationsOf: closedRun });
