/** Refutation of "cannot stay": a start in the separable region that no step leads out of, though w^+ is on its edge. */

import { exactSlack, type Finding } from '../../certify/certificate.js';
import { onEdge } from '../../certify/enclosure/edge.js';
import { isClosed, regionOf } from '../../certify/enclosure/region.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';

/** By exact signs of inner products alone. */
export function staysInside(at: Setting): Finding {
  const { input } = at;
  const { hypothesis } = separatorOf(at);
  const region = regionOf(at);
  mustHold(region.separable, 'the start is not in the separable region');
  mustHold(isClosed(at, region), 'a step may lead out of the region');
  const { b, hypothesis: place } = onEdge(at);
  return {
    hypotheses: [hypothesis, place],
    step: 0,
    slack: exactSlack(-0.5),
    argument: [
      `w_0 = ${vector(input.start)} is in the linearly separable region, by exact signs of w_0.x_i.`,
      'There a step adds positive multiples of the positives x_i. Exactly, x_i.x_k >= 0 for any two of them and x_i.x_j <= 0 for every negative x_j.',
      'So no step, whatever its size, makes a w.x_i smaller or a w.x_j larger: w_t is in the region for every t.',
      `But w^+ is not: w^+.x${b + 1} is not below 0 for the negative ${samples([b])}. The slack is 1/2 - [w_t stays].`,
    ],
  };
}
