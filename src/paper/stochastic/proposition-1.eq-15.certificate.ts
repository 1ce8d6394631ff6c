/** Refutes the display before eq. 15 on enumerated draws. */

import { displayFails } from '../../certify/display-fails.js';
import { eq15 } from '../../certify/enclosure/distance-displays.js';
import { enumerate } from '../../certify/enclosure/enumeration.js';

/** A step at which the display fails. */
export const prove = displayFails({ display: eq15, expectationsOf: enumerate, onlySeparable: true });
