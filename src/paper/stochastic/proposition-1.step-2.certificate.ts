/** Refutes step 2 of proposition 1, in two readings of L, on enumerated draws: a lower bound that may be negative is squared. */

import { displayFails } from '../../certify/display-fails.js';
import type { Display, EnclosedRun } from '../../certify/enclosure/display.js';
import { comparison, distance, squaredBound } from '../../certify/enclosure/distance-displays.js';
import { enumerate } from '../../certify/enclosure/enumeration.js';

/** Step 2 for L the sum over the active samples divided by a number. */
const stepTwo =
  (divisorOf: (of: EnclosedRun) => number): Display =>
  (of, t) => [of.arithmetic.subtract(distance(of, t, comparison(of, t)), squaredBound(of, t, divisorOf(of)))];

/** How step 2 is refuted, L divided by the number of active samples. */
export const printedRefutation = { display: stepTwo(({ acting }) => acting.length), expectationsOf: enumerate };

/** The same with L - L*, which is divided by n. */
export const intendedRefutation = { display: stepTwo(({ data }) => data.n), expectationsOf: enumerate };

/** A step at which the display fails. */
export const provePrinted = displayFails(printedRefutation);

/** The same with L - L*. */
export const proveIntended = displayFails(intendedRefutation);
