/** Refutation of appendix B on the active samples: the limit is at a right angle to a negative that is struck for ever. */

import type { Finding } from '../../certify/certificate.js';
import { squareRoot } from '../../certify/enclosure/margin.js';
import { samples, separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { everySmallerStep } from '../../certify/enclosure/small-step.js';
import { everySmallerStepCertifier } from '../../certify/every-smaller-step.js';
import { convergence, staysBesideKinks, wokenNegative } from '../../certify/invariant/beside-kinks.js';
import type { Kept } from '../../certify/invariant/kept.js';

/** Neither the positives that stay active nor these with the negatives struck have the limit as their max-margin direction. */
export const notThatOfTheActive = everySmallerStepCertifier(staysBesideKinks, prove);

function prove(at: Setting, kept: Kept): Finding {
  const { arithmetic, inner } = at;
  const { hypothesis } = separatorOf(at);
  const { J } = kept;
  const { b, product, square } = wokenNegative(at, kept);
  const inverse = arithmetic.reciprocal(squareRoot(arithmetic.precision, arithmetic.multiply(square, inner(b, b))));
  return {
    hypotheses: [hypothesis, everySmallerStep(at), { name: 'gradient descent diverges to infinity', how: 'see below' }],
    step: 0,
    slack: arithmetic.bounds(arithmetic.negate(arithmetic.multiply(product, inverse))),
    argument: [
      ...convergence(at, kept),
      `The samples active at late steps are ${samples(J)}, and negatives that are struck at some of them.`,
      `The max-margin direction of ${samples(J)} is v/|v| by its dual weights, and v.x${b + 1} > 0 exactly, where the limit has 0: it is not the limit.`,
      'With struck negatives among the samples, these are separable too, and their max-margin direction has a positive margin on each, where the limit has none.',
      `The slack is minus the cosine of v and x${b + 1}: 0 at the limit.`,
    ],
  };
}
