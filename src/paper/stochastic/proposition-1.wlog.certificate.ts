/** Refutes proposition 1 with its constants for data of any length, on enumerated draws. */

import { displayFails } from '../../certify/display-fails.js';
import { comparisonSquare, type Display, type EnclosedRun, lnOf, rootOf, tail } from '../../certify/enclosure/display.js';
import { eq15By } from '../../certify/enclosure/distance-displays.js';
import { type EnumeratedStep, enumerate } from '../../certify/enclosure/enumeration.js';
import { nth } from '../../numerics/lists.js';

/** (B^2 / gamma) (ln t / gamma - w_0.w^+ + sqrt(...)) less the sum of squares. */
const bound: Display<EnumeratedStep> = (of, t) => {
  const { arithmetic, steps, etas, margin, reachSquare, startSquare } = of;
  const squares = arithmetic.sum(
    etas.slice(0, t).map((eta, k) => arithmetic.multiply(arithmetic.square(eta), nth(steps, k).gradientSquare)),
  );
  const inverse = arithmetic.reciprocal(margin.gamma);
  const root = rootOf(arithmetic, arithmetic.sum([startSquare, comparisonSquare(of, t), tail(of, t)]));
  const along = arithmetic.multiply(arithmetic.subtract(lnOf(of, t), margin.start), inverse);
  const right = arithmetic.multiply(arithmetic.multiply(reachSquare, inverse), arithmetic.add(along, root));
  return [arithmetic.subtract(right, squares)];
};

/** The display before eq. 15 with L - L*, which is divided by n. */
const squared = eq15By(({ data }) => data.n);

/** How the two displays are refuted. */
export const wlogRefutation = {
  display: (of: EnclosedRun<EnumeratedStep>, t: number) => [...bound(of, t), ...squared(of, t)],
  expectationsOf: enumerate,
  anyReach: true,
};

/** A step at which one of the two fails. */
export const prove = displayFails(wlogRefutation);
