/** Refutation of theorem 3.1, case 1 as its proof has it: only the exact signs of w.x_i enter. */

import { exactSlack, type Finding } from '../../certify/certificate.js';
import { positivesOnKink } from '../../certify/enclosure/on-kink.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';

/** A positive sample with w.x_i = 0 keeps its loss 1 along all of the ray. */
export function keepsLossOnKink(at: Setting): Finding {
  const { data, signs, input } = at;
  const { hypothesis } = separatorOf(at);
  mustHold(data.positives.every((i) => signs[i] !== -1) && data.negatives.every((i) => signs[i] !== 1), 'y_i w.x_i < 0 for some i');
  const kink = positivesOnKink(at);
  return {
    hypotheses: [hypothesis, { name: 'y_i w.x_i >= 0 for all i', how: `exact signs of w.x_i: ${vector(signs)}` }],
    step: 0,
    slack: exactSlack(0.5 - kink.length),
    argument: [
      `For w = ${vector(input.start)}, ${samples(kink)} (positive) has w.x_i = 0 exactly, so its loss at a w is exp(0) = 1 for every a.`,
      `Every negative sample has w.x_i <= 0 and the loss 1 too. Hence n L(a w) >= n- + ${kink.length} for every a > 0,`,
      `and the limit exceeds L* = n-/n by at least ${kink.length}/n: L(a w) does not tend to L*.`,
      'The slack is 1/2 - n (limit - L*).',
    ],
  };
}
