/** Refutation of smoothness for all w: along a negative sample the gradient grows faster than any multiple of |w|. */

import { isPositive } from '../../certify/arithmetic/interval.js';
import { exactSlack, type Finding } from '../../certify/certificate.js';
import { separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';
import { greatest } from '../../numerics/rational.js';

/** On any separable data, since some sample is negative. */
export function growsBeyondAny(at: Setting): Finding {
  const { arithmetic, data, inner } = at;
  const { hypothesis } = separatorOf(at);
  const j = nth(data.negatives, 0);
  const square = inner(j, j);
  mustHold(isPositive(square), 'the negative sample is zero');
  const pull = data.positives.reduce((sum, i) => arithmetic.add(sum, { low: 0n, high: greatest([0n, inner(i, j).high]) }), arithmetic.zero);
  const [a, c] = [arithmetic.bounds(square), arithmetic.bounds(pull).high];
  return {
    hypotheses: [hypothesis],
    step: 0,
    slack: exactSlack(-1),
    argument: [
      `Let w = (r/a) x${j + 1} with a = |x${j + 1}|^2 in [${a.low}, ${a.high}], x${j + 1} negative, r > 0. Of the samples those with x_i.x${j + 1} > 0 are active.`,
      `n x${j + 1}.grad L(w) = sum exp(w.x_k) x_k.x${j + 1} over active negatives - sum exp(-w.x_i) x_i.x${j + 1} over active positives >= a e^r - C with C <= ${c}.`,
      'grad L(0) = 0, as no sample is active at 0. So beta-smoothness would give n beta r = n beta |w| |x_j| >= a e^r - C for every r > 0.',
      'That fails for every beta once e^r > (n beta r + C)/a, as for all large r. The slack is the limit of (n beta r + C)/(a e^r) - 1 as r -> infinity.',
    ],
  };
}
