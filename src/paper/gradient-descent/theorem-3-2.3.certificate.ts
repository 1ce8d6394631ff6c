/** Refutation of theorem 3.2, case 3, as printed: some of the positives stay active for ever, and the limit is not minus their max-margin direction. */

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

/** A proper subset J of the positives stays active, and w^+_J lies in W_J. */
export const limitOfSome = everySmallerStepCertifier(settledPositives, prove);

function prove(at: Setting, settled: Settled): Finding {
  const { data } = at;
  const { hypothesis } = separatorOf(at);
  const { J } = settled;
  mustHold(J.length < data.positives.length, 'the active positives are not those of this case of the theorem');
  return limitIsNotOpposite(at, settled, [
    hypothesis,
    everySmallerStep(at),
    directionInRegion(at, J, { name: 'w^+_J in W_J', strictly: false }),
    staysActive('J neither empty nor all of I+, and constant', settled),
  ]);
}
