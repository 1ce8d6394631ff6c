/** Refutation of the remark after theorem 3.1: only the exact signs of w.x_i enter. */

import { exactSlack, type Finding } from '../../certify/certificate.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';

/** With all positives active and some negative on its kink the limit is the infimum. */
export function reachesTheInfimum(at: Setting): Finding {
  const { data, signs, input } = at;
  const { hypothesis } = separatorOf(at);
  mustHold(
    data.positives.every((i) => signs[i] === 1),
    'a positive is not active',
  );
  mustHold(
    data.negatives.every((i) => signs[i] !== 1),
    'a negative sample is active',
  );
  const kink = data.negatives.filter((i) => signs[i] === 0);
  mustHold(kink.length > 0, 'no negative sample lies on its kink, so that the direction is of item 1');
  return {
    hypotheses: [hypothesis, { name: 'w of item 2 with J = I+, and not of item 1', how: `exact signs of w.x_i: ${vector(signs)}` }],
    step: 0,
    slack: exactSlack(-0.5),
    argument: [
      `For w = ${vector(input.start)} all positives have w.x_i > 0, no negative has, and ${samples(kink)} (negative) has w.x_j = 0 exactly.`,
      'So w is of item 2 with J = I+, and not of item 1, which asks for w.x_j < 0.',
      `As a -> infinity the losses exp(-a w.x_i) of the positives vanish and each negative keeps its loss 1: L(a w) tends to n-/n = L*.`,
      'The slack is n (limit - L*) - 1/2.',
    ],
  };
}
