/** Refutes theorem 3.3 on Combes-style data: with positive probability no sample is active any more. */

import type { Finding } from '../../certify/certificate.js';
import { exactSlack } from '../../certify/certificate.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { prove as proveStuck } from './proposition-2.certificate.js';

/** The draws after which SGD stays for ever where every loss is 1. */
export function prove(at: Setting): Finding {
  const { data } = at;
  const stuck = proveStuck(at);
  return {
    ...stuck,
    slack: exactSlack(-data.positives.length / data.n),
    argument: [
      ...stuck.argument.slice(0, -1),
      `These draws have probability at least ${data.n}^(-${stuck.step}). On them wbar_t tends to that w, at which every loss is 1, so L(wbar_t) - L* tends to ${data.positives.length}/${data.n}.`,
      'As L - L* is at least 0 elsewhere in the limit, E L(wbar_t) - L* keeps above that probability times it, and does not tend to 0. The slack is minus that value of L - L*.',
    ],
  };
}
