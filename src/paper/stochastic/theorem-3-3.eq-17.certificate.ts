/** Refutes eq. 17 with L of the proofs on enumerated draws. */

import { exp } from '../../certify/arithmetic/exp.js';
import { displayFails } from '../../certify/display-fails.js';
import type { Display } from '../../certify/enclosure/display.js';
import { comparison, distance, given } from '../../certify/enclosure/distance-displays.js';
import { type EnumeratedStep, enumerate } from '../../certify/enclosure/enumeration.js';
import { nth } from '../../numerics/lists.js';

/** Right side less left side, for u = 0, the case's u and the comparison vector. */
const eq17: Display<EnumeratedStep> = (of, t) => {
  const { arithmetic, steps, etas, acting } = of;
  const size = BigInt(acting.length);
  const half = arithmetic.double(0.5);
  const losses = arithmetic.divide(arithmetic.sum(steps.slice(0, t).map(({ loss }) => loss)), size);
  const squares = arithmetic.inner(
    etas.slice(0, t),
    steps.slice(0, t).map(({ gradientSquare }) => gradientSquare),
  );
  return [...given(of), comparison(of, t)].map((u) => {
    const ofU = arithmetic.divide(arithmetic.sum(acting.map((i) => exp(arithmetic, arithmetic.negate(nth(u.products, i))))), size);
    const falls = arithmetic.sum(
      etas
        .slice(0, t)
        .map((eta, k) => arithmetic.multiply(arithmetic.reciprocal(eta), arithmetic.subtract(distance(of, k, u), distance(of, k + 1, u)))),
    );
    const right = arithmetic.add(arithmetic.scale(ofU, t), arithmetic.multiply(half, arithmetic.add(falls, squares)));
    return arithmetic.subtract(right, losses);
  });
};

/** How eq. 17 is refuted. */
export const eq17Refutation = { display: eq17, expectationsOf: enumerate };

/** A step at which the display fails. */
export const prove = displayFails(eq17Refutation);
