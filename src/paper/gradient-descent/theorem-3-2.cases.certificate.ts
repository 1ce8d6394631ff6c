/** Refutation of the list of cases of theorem 3.2: the direction converges to the edge of the region, which is in none of them. */

import type { Finding } from '../../certify/certificate.js';
import { squareRoot } from '../../certify/enclosure/margin.js';
import { samples, separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { smallStep } from '../../certify/enclosure/small-step.js';
import { convergence, staysBesideKinks, wokenNegative } from '../../certify/invariant/beside-kinks.js';

/** The run tends to a limit that none of the four cases allows. */
export function noneOfTheCases(at: Setting): Finding {
  const { arithmetic, inner } = at;
  const { hypothesis } = separatorOf(at);
  const found = staysBesideKinks(at);
  const { J } = found.shown;
  const { b, product, square } = wokenNegative(at, found.shown);
  const inverse = arithmetic.reciprocal(squareRoot(arithmetic.precision, arithmetic.multiply(square, inner(b, b))));
  const cosine = arithmetic.multiply(product, inverse);
  return {
    hypotheses: [hypothesis, smallStep(at, found.path, 0)],
    step: found.iterate.k,
    slack: arithmetic.bounds(arithmetic.negate(cosine)),
    argument: [
      ...convergence(at, found),
      `Case 2 says that it does not converge. Case 4 needs a run that terminates, but ${samples(J)} stay active.`,
      `Cases 1 and 3 (J = ${samples(J)}, the active positives) say that it converges to w^+_J within the region. But w^+_J = v/|v|, by its dual weights, has v.x${b + 1} > 0 exactly, so it is not in the region, and the limit has 0 there.`,
      `The printed argmin instead of w^+_J has a negative inner product with ${samples(J)}, where the limit has none. The slack is minus the cosine of w^+_J and x${b + 1}: 0 at the limit.`,
    ],
  };
}
