/** Refutation of theorem 3.2, case 2: the iterates stay beside kinks of negatives, and the direction converges. */

import type { Finding } from '../../certify/certificate.js';
import { separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { smallStep } from '../../certify/enclosure/small-step.js';
import { convergence, noWandering, staysBesideKinks, wokenNegative } from '../../certify/invariant/beside-kinks.js';
import { mustHold } from '../../certify/undecided.js';

/** w^+ is outside, and all positives are active for ever. */
export function wandersNot(at: Setting): Finding {
  const { hypothesis } = separatorOf(at);
  const found = staysBesideKinks(at);
  mustHold(found.shown.J.length === at.data.positives.length, 'not all positives stay active');
  const { b } = wokenNegative(at, found.shown);
  return {
    hypotheses: [
      hypothesis,
      smallStep(at, found.path, 0),
      { name: 'w^+ outside the separable region', how: `v.x${b + 1} > 0 exactly, for v with w^+ = v/|v| by its dual weights` },
      { name: 'all positives stay active', how: `from step ${found.iterate.k} on, see below` },
    ],
    step: found.iterate.k,
    slack: noWandering.slack,
    argument: [...convergence(at, found), noWandering.how],
  };
}
