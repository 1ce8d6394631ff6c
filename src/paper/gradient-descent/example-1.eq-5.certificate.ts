/** Refutation of eq. 5 as printed: the first step of the loss of problem (P) is a third of what it says. */

import type { Finding } from '../../certify/certificate.js';
import { separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { constantStep } from '../../certify/enclosure/step-size.js';
import { mustHold } from '../../certify/undecided.js';
import { mustBeExampleOne } from './examples.certificate.js';

/** Data and start are those of the example; the step is known without rounding but for its common factor exp(-w_0.x1). */
export function addsWithoutShare(at: Setting): Finding {
  const { arithmetic, signs, input } = at;
  const { hypothesis } = separatorOf(at);
  mustHold(constantStep(at).count > 0, 'no step is taken');
  mustBeExampleOne(at);
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
