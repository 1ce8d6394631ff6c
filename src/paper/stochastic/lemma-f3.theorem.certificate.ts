/** Refutes lemma F.3 with the step sizes of theorem 3.4 on enumerated draws. */

import { displayFails } from '../../certify/display-fails.js';
import { enumerate } from '../../certify/enclosure/enumeration.js';
import { lemF3 } from '../../certify/enclosure/log-loss-display.js';

/** A step at which the display fails. */
export const prove = displayFails({ display: lemF3(1), expectationsOf: enumerate });
