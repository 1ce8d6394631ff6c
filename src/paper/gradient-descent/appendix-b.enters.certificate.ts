/** Refutation of "enters eventually": w^+ is in the separable region, and the run strikes the kink of a negative for ever. */

import { isNegative } from '../../certify/arithmetic/interval.js';
import { exactSlack, type Finding } from '../../certify/certificate.js';
import { marginVector } from '../../certify/enclosure/margin.js';
import { samples, separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { everySmallerStep } from '../../certify/enclosure/small-step.js';
import { everySmallerStepCertifier } from '../../certify/every-smaller-step.js';
import { convergence, staysBesideKinks, wokenNegative } from '../../certify/invariant/beside-kinks.js';
import type { Kept } from '../../certify/invariant/kept.js';
import { mustHold } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';

/** Some positives J stay active beside the kinks, and their max-margin direction wakes one of the negatives struck. */
export const strikesForEver = everySmallerStepCertifier(staysBesideKinks, prove);

function prove(at: Setting, kept: Kept): Finding {
  const { data } = at;
  const { hypothesis } = separatorOf(at);
  const best = marginVector(at, data.positives);
  mustHold(
    data.negatives.every((j) => isNegative(nth(best.products, j))),
    'w^+ is not shown to be in the separable region',
  );
  const { b } = wokenNegative(at, kept);
  return {
    hypotheses: [
      hypothesis,
      everySmallerStep(at),
      { name: 'w^+ in the separable region', how: 'v.x_j < 0 exactly for all negatives, for v with w^+ = v/|v| by its dual weights' },
      {
        name: 'gradient descent does not terminate',
        how: `${samples(kept.J)} stay active from the start on, see below`,
      },
    ],
    step: 0,
    slack: exactSlack(-0.5),
    argument: [
      ...convergence(at, kept),
      `Were all negatives inactive from some step on, only ${samples(kept.J)} would act from there on, and w_t/|w_t| would converge to their max-margin direction v/|v|, by the same lemma without kinks.`,
      `But v.x${b + 1} > 0 exactly, and the limit has 0 there. So some negative is active again and again, and the limit is not v/|v|. The slack is 1/2 - [a negative is active at steps beyond any].`,
    ],
  };
}
