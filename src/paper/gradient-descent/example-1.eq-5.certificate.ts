/** Refutation of eq. 5 as printed: the first step of the loss of problem (P) is a third of what it says. */

import { isNegative } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { constantStep } from '../../certify/enclosure/step-size.js';
import { mustHold } from '../../certify/undecided.js';
import { sameList } from '../../numerics/lists.js';

/** Data and start are those of the example; the step is known without rounding but for its common factor exp(-w_0.x1). */
export function addsWithoutShare(at: Setting): Finding {
  const { arithmetic, data, inner, signs, input } = at;
  const { hypothesis } = separatorOf(at);
  mustHold(sameList(data.y, [1, 1, -1]), 'the samples are not +1, +1, -1');
  mustHold(constantStep(at).count > 0, 'no step is taken');
  mustHold(isNegative(inner(0, 1)) && isNegative(inner(0, 2)), 'x1.x2 < 0 and x1.x3 < 0 do not both hold');
  mustHold(sameList(signs, [1, -1, -1]), 'w_0 does not start as in the example');
  return {
    hypotheses: [hypothesis, { name: 'data and start of example 1', how: `exact inner products; signs of w_0.x_i: ${vector(signs)}` }],
    step: 0,
    slack: arithmetic.bounds(arithmetic.quotient(-2n, 3n)),
    argument: [
      `At w_0 = ${vector(input.start)} only x1 is active, so grad L(w_0) = -(1/3) exp(-w_0.x1) x1, with the 1/n of problem (P).`,
      'Hence w_1 - w_0 = (eta/3) exp(-w_0.x1) x1, which is not eta exp(-w_0.x1) x1, as exp(-w_0.x1) x1 is not zero.',
      'The slack is -|w_1 - w_0 - eta exp(-w_0.x1) x1| / (eta exp(-w_0.x1) |x1|) = -2/3.',
    ],
  };
}
