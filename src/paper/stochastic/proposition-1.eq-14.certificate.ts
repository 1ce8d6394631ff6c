/** Refutes eq. 14 on enumerated draws. */

import { displayFails } from '../../certify/display-fails.js';
import { eq14 } from '../../certify/enclosure/distance-displays.js';
import { enumerate } from '../../certify/enclosure/enumeration.js';

/** A step at which the display fails. */
export const prove = displayFails({ display: eq14, expectationsOf: enumerate });
