/** Refutation of "enters eventually": w^+ is in the separable region, and the run strikes the kink of a negative for ever. */

import { exactSlack, type Finding } from '../../certify/certificate.js';
import { marginVector } from '../../certify/enclosure/margin.js';
import { samples, separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { smallStep } from '../../certify/enclosure/small-step.js';
import { convergence, staysBesideKinks, wokenNegative } from '../../certify/invariant/beside-kinks.js';
import { mustHold } from '../../certify/undecided.js';

/** Some positives J stay active beside the kinks, and their max-margin direction wakes one of the negatives struck. */
export function strikesForEver(at: Setting): Finding {
  const { data } = at;
  const { hypothesis } = separatorOf(at);
  const best = marginVector(at, data.positives);
  mustHold(
    data.negatives.every((j) => best.products[j]!.high < 0n),
    'w^+ is not shown to be in the separable region',
  );
  const found = staysBesideKinks(at);
  const { b } = wokenNegative(at, found.shown);
  return {
    hypotheses: [
      hypothesis,
      smallStep(at, found.path, 0),
      { name: 'w^+ in the separable region', how: 'v.x_j < 0 exactly for all negatives, for v with w^+ = v/|v| by its dual weights' },
      {
        name: 'gradient descent does not terminate',
        how: `${samples(found.shown.J)} stay active from step ${found.iterate.k} on, see below`,
      },
    ],
    step: found.iterate.k,
    slack: exactSlack(-0.5),
    argument: [
      ...convergence(at, found),
      `Were all negatives inactive from some step on, the model would be linear on ${samples(found.shown.J)} from there on, and w_t/|w_t| would converge to their max-margin direction v/|v| (Soudry et al. 2018).`,
      `But v.x${b + 1} > 0 exactly, and the limit has 0 there. So some negative is active again and again, and the limit is not v/|v|. The slack is 1/2 - [a negative is active at steps beyond any].`,
    ],
  };
}
