/** Refutation of theorem 3.2, case 1, as printed: all positives stay active for ever, and the limit is not minus their max-margin direction. */

import type { Finding } from '../../certify/certificate.js';
import { separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { everySmallerStep } from '../../certify/enclosure/small-step.js';
import { everySmallerStepCertifier } from '../../certify/every-smaller-step.js';
import {
  directionInRegion,
  limitIsNotOpposite,
  type Settled,
  settledPositives,
  staysActive,
} from '../../certify/invariant/settled-positives.js';
import { mustHold } from '../../certify/undecided.js';

/** All positives stay active, and w^+ lies strictly in the separable region. */
export const limitOfAll = everySmallerStepCertifier(settledPositives, prove);

function prove(at: Setting, settled: Settled): Finding {
  const { data } = at;
  const { hypothesis } = separatorOf(at);
  const { J } = settled;
  mustHold(J.length === data.positives.length, 'the active positives are not those of this case of the theorem');
  return limitIsNotOpposite(at, settled, [
    hypothesis,
    everySmallerStep(at),
    directionInRegion(at, J, { name: 'w^+ in the separable region', strictly: true }),
    staysActive('all positives stay active', settled),
  ]);
}
