/** Refutes eq. 9 with L of the proofs on enumerated draws. */

import { isPositive } from '../../certify/arithmetic/interval.js';
import { displayFails } from '../../certify/display-fails.js';
import type { Display } from '../../certify/enclosure/display.js';
import { distance, given } from '../../certify/enclosure/distance-displays.js';
import { type EnumeratedStep, enumerate } from '../../certify/enclosure/enumeration.js';
import { nth } from '../../numerics/lists.js';

/** Eq. 9 for t - 1, with grad L of the active samples alone (divided by their number). */
const eq9: Display<EnumeratedStep> = (of, t) => {
  const { arithmetic, steps, etas, acting } = of;
  const { descent, losses, gradientSquare } = nth(steps, t - 1);
  const eta = nth(etas, t - 1);
  return given(of).map((u) => {
    // |J| E grad L(w).(w - u), where |J| E grad L(w) = - sum E e_i x_i.
    const slope = arithmetic.sum([descent, ...acting.map((i) => arithmetic.multiply(nth(losses, i), nth(u.products, i)))]);
    const fall = arithmetic.divide(arithmetic.multiply(arithmetic.scale(eta, 2), slope), BigInt(acting.length));
    const right = arithmetic.add(
      arithmetic.subtract(distance(of, t - 1, u), fall),
      arithmetic.multiply(arithmetic.square(eta), gradientSquare),
    );
    const difference = arithmetic.subtract(right, distance(of, t, u));
    return isPositive(difference) ? arithmetic.negate(difference) : difference;
  });
};

/** How eq. 9 is refuted. */
export const eq9Refutation = {
  display: eq9,
  expectationsOf: enumerate,
  remark: ' (minus the size of the difference, as it is an equality)',
};

/** A step at which the equality fails. */
export const prove = displayFails(eq9Refutation);
