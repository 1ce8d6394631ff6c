/** Refutation of theorem 3.1, case 2: only the exact signs of w.x_i and u.x_i enter. */

import { exactSlack, type Finding } from '../../certify/certificate.js';
import { positivesOnKink } from '../../certify/enclosure/on-kink.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { placesOf } from '../../numerics/lists.js';

/** Towards a separator a positive sample on its kink becomes active and no negative does. */
export function fallsTowardsSeparator(at: Setting): Finding {
  const { data, signs, input } = at;
  const { hypothesis, u } = separatorOf(at);
  const active = placesOf(signs, (sign) => sign > 0);
  mustHold(active.length > 0, 'no sample is active');
  mustHold(
    active.every((i) => data.y[i] === 1),
    'a negative sample is active',
  );
  const kink = positivesOnKink(at);
  return {
    hypotheses: [hypothesis, { name: 'w in W_J, J not empty', how: `exact signs of w.x_i: ${vector(signs)}` }],
    step: 0,
    slack: exactSlack(-kink.length),
    argument: [
      `For w = ${vector(input.start)}, J consists of ${samples(active)}; ${samples(kink)} (positive) has w.x_i = 0 exactly.`,
      `Let w' = w + eps u with u = ${vector(u)}. For every small eps > 0 the samples in J stay active, ${samples(kink)} becomes active`,
      "since u.x_i > 0, and every negative has w'.x_j <= eps u.x_j < 0. So as a -> infinity, n L(a w') tends to at most",
      `n - |J| - ${kink.length}, and n L(a w) to n - |J|: directions as near to w as one likes have a smaller limit.`,
      "The slack is n (limit along w' - limit along w), at most.",
    ],
  };
}
