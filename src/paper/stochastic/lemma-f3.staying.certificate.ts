/** Refutes lemma F.3 given that SGD stays, on the sequences of draws that do. */

import { displayFails } from '../../certify/display-fails.js';
import { enumerateStaying } from '../../certify/enclosure/enumeration.js';
import { lemF3 } from '../../certify/enclosure/log-loss-display.js';

/** The lemma with L less its limit, and expectations given that SGD stays. */
export const refutation = { display: lemF3(0, 'all'), expectationsOf: enumerateStaying };

/** A step at which the display fails. */
export const prove = displayFails(refutation);
