/** Refutes the display before eq. 15 at steps that no enumeration reaches. */

import { displayFails } from '../../certify/display-fails.js';
import { closedRun } from '../../certify/enclosure/closed-run.js';
import { eq15 } from '../../certify/enclosure/distance-displays.js';

/** A step at which the display fails. */
export const prove = displayFails({ display: eq15, expectationsOf: closedRun, onlySeparable: true });
