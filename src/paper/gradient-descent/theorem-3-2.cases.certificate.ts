/** Refutation of the list of cases of theorem 3.2: the direction converges to the edge of the region, which is in none of them. */

import type { Finding } from '../../certify/certificate.js';
import { squareRoot } from '../../certify/enclosure/margin.js';
import { samples, separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { everySmallerStep } from '../../certify/enclosure/small-step.js';
import { everySmallerStepCertifier } from '../../certify/every-smaller-step.js';
import { convergence, staysBesideKinks, wokenNegative } from '../../certify/invariant/beside-kinks.js';
import type { Kept } from '../../certify/invariant/kept.js';

/** The run tends to a limit that none of the four cases allows. */
export const noneOfTheCases = everySmallerStepCertifier(staysBesideKinks, prove);

function prove(at: Setting, kept: Kept): Finding {
  const { arithmetic, data, inner } = at;
  const { hypothesis } = separatorOf(at);
  const { J } = kept;
  const { b, product, square } = wokenNegative(at, kept);
  const inverse = arithmetic.reciprocal(squareRoot(arithmetic.precision, arithmetic.multiply(square, inner(b, b))));
  const cosine = arithmetic.multiply(product, inverse);
  return {
    hypotheses: [hypothesis, everySmallerStep(at)],
    step: 0,
    slack: arithmetic.bounds(arithmetic.negate(cosine)),
    argument: [
      ...convergence(at, kept),
      `Case 2 says that it does not converge. Case 4 needs a run that terminates, but ${samples(J)} stay active.`,
      `Case 3, and case 1 where J = ${samples(J)}, the active positives, are all of them, say that it converges to w^+_J within the region. But w^+_J = v/|v|, by its dual weights, has v.x${b + 1} > 0 exactly, so it is not in the region, and the limit has 0 there.`,
      ...(J.length < data.positives.length
        ? [
            'Case 1 says that it converges to w^+ of all positives, whose inner product with each of them is positive, as the data are separable. But a positive is inactive for ever, and the limit has no positive inner product with it.',
          ]
        : []),
      `The printed argmin instead of w^+_J has a negative inner product with ${samples(J)}, where the limit has none. The slack is minus the cosine of w^+_J and x${b + 1}: 0 at the limit.`,
    ],
  };
}
