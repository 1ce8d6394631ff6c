/** Refutation of theorem 3.1, case 3: only the exact signs of w.x_i and the exact u.x_i enter. */

import { exactSlack, type Finding } from '../../certify/certificate.js';
import { positivesOnKink } from '../../certify/enclosure/on-kink.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { absolute, greatest, nearestQuotient } from '../../numerics/rational.js';

/** At a point where nothing is active, the loss falls towards a separator. */
export function lossFallsTowardsSeparator(at: Setting): Finding {
  const { signs, input } = at;
  const { hypothesis, u, products } = separatorOf(at);
  mustHold(
    signs.every((sign) => sign <= 0),
    'a sample is active',
  );
  const kink = positivesOnKink(at);
  const fall = products.filter((_, i) => kink.includes(i)).reduce((sum, { low }) => sum + low, 0n);
  const reach = greatest(products.map(({ low }) => absolute(low)));
  return {
    hypotheses: [hypothesis, { name: 'w.x_i <= 0 for all i', how: `exact signs of w.x_i: ${vector(signs)}` }],
    step: 0,
    slack: exactSlack(-nearestQuotient(fall, reach)),
    argument: [
      `For w = ${vector(input.start)} no sample is active and L(w) = 1; ${samples(kink)} (positive) has w.x_i = 0 exactly.`,
      `Let w' = w + eps u with u = ${vector(u)}. For every small eps > 0 the other samples stay inactive (u.x_j < 0 for the negatives),`,
      `and ${samples(kink)} has the loss exp(-eps u.x_i) < 1. So L(w') < L(w) arbitrarily near to w: w is not a local minimum.`,
      "The slack is the limit of n (L(w') - L(w)) / (eps max |u.x_i|) as eps -> 0, to the nearest double.",
    ],
  };
}
