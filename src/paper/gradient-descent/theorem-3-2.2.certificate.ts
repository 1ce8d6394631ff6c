/** Refutation of theorem 3.2, case 2: the iterates stay beside kinks of negatives, and the direction converges. */

import type { Finding } from '../../certify/certificate.js';
import { separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { everySmallerStep } from '../../certify/enclosure/small-step.js';
import { everySmallerStepCertifier } from '../../certify/every-smaller-step.js';
import { convergence, noWandering, staysBesideKinks, wokenNegative } from '../../certify/invariant/beside-kinks.js';
import type { Kept } from '../../certify/invariant/kept.js';
import { mustHold } from '../../certify/undecided.js';

/** w^+ is outside, and all positives are active for ever. */
export const wandersNot = everySmallerStepCertifier(staysBesideKinks, prove);

function prove(at: Setting, kept: Kept): Finding {
  const { hypothesis } = separatorOf(at);
  mustHold(kept.J.length === at.data.positives.length, 'not all positives stay active');
  const { b } = wokenNegative(at, kept);
  return {
    hypotheses: [
      hypothesis,
      everySmallerStep(at),
      { name: 'w^+ outside the separable region', how: `v.x${b + 1} > 0 exactly, for v with w^+ = v/|v| by its dual weights` },
      { name: 'all positives stay active', how: `from the start on, see below` },
    ],
    step: 0,
    slack: noWandering.slack,
    argument: [...convergence(at, kept), noWandering.how],
  };
}
