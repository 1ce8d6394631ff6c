/** Refutes eq. 12 with L of the proofs on enumerated draws. */

import { exp } from '../../certify/arithmetic/exp.js';
import { displayFails } from '../../certify/display-fails.js';
import { type Display, weightedLosses } from '../../certify/enclosure/display.js';
import { comparison, distance, given } from '../../certify/enclosure/distance-displays.js';
import { type EnumeratedStep, enumerate } from '../../certify/enclosure/enumeration.js';
import { nth } from '../../numerics/lists.js';

/** Right side less left side, for u = 0, the case's u and the comparison vector. */
const eq12: Display<EnumeratedStep> = (of, t) => {
  const { arithmetic, steps, etas, acting } = of;
  const rates = arithmetic.sum(etas.slice(0, t));
  const squares = arithmetic.sum(
    etas.slice(0, t).map((eta, k) => arithmetic.multiply(arithmetic.square(eta), nth(steps, k).gradientSquare)),
  );
  return [...given(of), comparison(of, t)].map((u) => {
    const losses = acting.map((i) => exp(arithmetic, arithmetic.negate(nth(u.products, i))));
    const ofU = arithmetic.divide(arithmetic.sum(losses), BigInt(acting.length));
    const fall = arithmetic.subtract(arithmetic.multiply(rates, ofU), weightedLosses(of, t, acting.length));
    const right = arithmetic.sum([distance(of, 0, u), arithmetic.scale(fall, 2), squares]);
    return arithmetic.subtract(right, distance(of, t, u));
  });
};

/** How eq. 12 is refuted. */
export const eq12Refutation = { display: eq12, expectationsOf: enumerate, anyReach: true };

/** A step at which the display fails. */
export const prove = displayFails(eq12Refutation);
