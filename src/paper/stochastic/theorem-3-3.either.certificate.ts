/** Refutes the first display of theorem 3.3 under its own hypothesis: a run that no draw leads out of W_J. */

import { exactSlack, type Finding } from '../../certify/certificate.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { isClosed, regionOf } from '../../certify/enclosure/region.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';

/** Some positive is never active, so that the loss stays above L* by its share. */
export function prove(at: Setting): Finding {
  const { data, input } = at;
  const { hypothesis } = separatorOf(at);
  const { exponent } = paperExponent(at);
  const here = regionOf(at);
  mustHold(isClosed(at, here), 'a draw may leave the region');
  const silent = data.positives.filter((i) => !here.active.includes(i));
  mustHold(silent.length > 0, 'all positives are active');
  return {
    hypotheses: [
      hypothesis,
      exponent,
      {
        name: 'every w_t in W_J, J not empty, T = 0',
        how: `exact signs of w_0.x_i; x_i.x_j >= 0 on J = ${samples(here.active)} and <= 0 from J to all others, so no draw leaves it`,
      },
    ],
    step: 0,
    slack: exactSlack(-silent.length / data.n),
    argument: [
      `At w_0 = ${vector(input.start)} exactly: w.x_i > 0 for ${samples(here.active)} alone, and it stays so whatever is drawn.`,
      `So w_t.x_i <= 0 and wbar_t.x_i <= 0 for the positive ${samples(silent)} at every t: each has loss 1.`,
      `The negatives have loss 1 as well, so L(wbar_t) - L* >= ${silent.length}/${data.n} for every t and every sequence of draws, and does not tend to 0 at any rate.`,
      `The slack is minus ${silent.length}/${data.n}.`,
    ],
  };
}
