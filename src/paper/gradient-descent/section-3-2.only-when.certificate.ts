/** Refutation of "only when": a run that converges in direction to a w^+ on the edge of the separable region. */

import { exactSlack, type Finding } from '../../certify/certificate.js';
import { onEdge } from '../../certify/enclosure/edge.js';
import { isClosed, isOneVector, regionOf } from '../../certify/enclosure/region.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';

/** The positives are one vector, so that the run is on a line and its limit is plain. */
export function convergesToTheEdge(at: Setting): Finding {
  const { input } = at;
  const { hypothesis } = separatorOf(at);
  const region = regionOf(at);
  mustHold(region.active.length === at.data.positives.length, 'not all positives are active');
  mustHold(isClosed(at, region) && isOneVector(at, region), 'the positives are more than one vector, or a step may lead out of the region');
  const { b, hypothesis: place } = onEdge(at);
  const first = nth(region.active, 0) + 1;
  return {
    hypotheses: [hypothesis, place, { name: 'w_t/|w_t| converges to w^+', how: 'see below' }],
    step: 0,
    slack: exactSlack(-0.5),
    argument: [
      `At w_0 = ${vector(input.start)} the positives, all equal to x${first}, are active and no negative is, by exact signs.`,
      `x${first}.x_j <= 0 exactly for every negative x_j, so a step adds (eta n+/n) exp(-w.x${first}) x${first} and wakes no negative: w_t = w_0 + c_t x${first} for every t, whatever the step size.`,
      `c_t grows, and without bound, since its growth depends on c_t alone and is positive. So w_t/|w_t| converges to x${first}/|x${first}|, which is w^+.`,
      `But w^+.x${b + 1} = 0 for the negative ${samples([b])}, so w^+ is not in the region, which asks for < 0. The slack is 1/2 - [w^+ on its edge].`,
    ],
  };
}
