/** Refutation of the remark on vanishing gradients in appendix B: only the exact signs of w.x_i enter. */

import type { Finding } from '../../certify/certificate.js';
import { exactSlack } from '../../certify/certificate.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';

/** thm-3.2/gradient-zero: nothing is active, and a negative sample lies on its kink. */
export function activeNowhere(at: Setting): Finding {
  const { data, signs, input } = at;
  const { hypothesis } = separatorOf(at);
  mustHold(
    signs.every((sign) => sign <= 0),
    'a sample is active, and the gradient is not zero',
  );
  const kink = data.negatives.filter((i) => signs[i] === 0);
  mustHold(kink.length > 0, 'every negative sample is strictly inactive');
  return {
    hypotheses: [hypothesis, { name: 'grad L(w) = 0', how: `no sample is active, exact signs of w.x_i: ${vector(signs)}` }],
    step: 0,
    slack: exactSlack(0),
    argument: [
      `For w = ${vector(input.start)} every w.x_i <= 0 exactly, so every term 1{w.x_i > 0} of the gradient is 0 and grad L(w) = 0.`,
      `But ${samples(kink)} (negative) has w.x_j = 0, which is not < 0.`,
      'The slack is -max w.x_j over the negative samples, which would have to be positive.',
    ],
  };
}
