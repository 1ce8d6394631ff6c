/** Refutation of the special cases as printed: max(0, v), the leaky ReLU at a = 0, is not linear. */

import { exp } from '../../certify/arithmetic/exp.js';
import { type Interval, signOf } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { exactSlack } from '../../certify/certificate.js';
import { firstIterate, sampleLoss } from '../../certify/enclosure/path.js';
import { separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';

/** At the case's w the losses of the two models differ, or else the gradient of one is zero and that of the other is not. */
export function swapped(at: Setting): Finding {
  const { arithmetic, data, products, input } = at;
  const { hypothesis, u } = separatorOf(at);
  const start = firstIterate(at);
  const zero: Interval = arithmetic.zero;
  let difference = zero;
  products.forEach((product, i) => {
    const linear = exp(arithmetic, data.y[i] === 1 ? arithmetic.negate(product) : product);
    if (!start.active[i]) difference = arithmetic.add(difference, arithmetic.subtract(linear, sampleLoss(at, start, i)));
  });
  const w = `w = ${vector(input.start)}`;
  const sign = signOf(difference);
  if (sign === 1 || sign === -1) {
    const distance = sign === 1 ? arithmetic.negate(difference) : difference;
    return {
      hypotheses: [hypothesis],
      step: 0,
      slack: arithmetic.bounds(distance),
      argument: [
        `At a = 0 the leaky ReLU is s(v) = max(0, v). At ${w} the loss with it and the loss of the linear model differ:`,
        'samples with w.x_i <= 0 have the loss 1 with it and exp(-y_i w.x_i) in the linear model; the others have the same loss.',
        'The slack is -n |difference of the losses|, enclosed.',
      ],
    };
  }
  mustHold(!start.active.some(Boolean), 'the losses may agree, and a sample is active');
  return {
    hypotheses: [hypothesis],
    step: 0,
    slack: exactSlack(-1),
    argument: [
      `At a = 0 the leaky ReLU is s(v) = max(0, v). At ${w} every w.x_i <= 0, so the gradient of the loss with it is 0 (slope a = 0, at the kink too).`,
      `That of the linear model is not: for u = ${vector(u)}, -u.grad L(w) = (1/n) sum exp(-y_i w.x_i) y_i u.x_i > 0, each term being positive.`,
      'The slack is -|difference of the gradients| / (sum of their norms) = -1.',
    ],
  };
}
