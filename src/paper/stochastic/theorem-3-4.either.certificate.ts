/** Refutes the first display of theorem 3.4 under its own hypothesis, with both definitions of w^+. */

import { contradiction } from '../../certify/argument.js';
import { exactSlack, type Finding } from '../../certify/certificate.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { isClosed, regionOf } from '../../certify/enclosure/region.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { oppositeValue } from '../../certify/invariant/opposite.js';
import { mustHold } from '../../certify/undecided.js';

function staysPut(at: Setting): { readonly J: readonly number[]; readonly hypotheses: Finding['hypotheses'] } {
  const { hypothesis } = separatorOf(at);
  const { exponent } = paperExponent(at);
  const here = regionOf(at);
  mustHold(isClosed(at, here), 'a draw may leave the region');
  const where = here.separable ? 'every w_t in the linearly separable region' : 'every w_t in W_J, J not empty';
  const how = `exact signs of w_0.x_i; x_i.x_j >= 0 on J = ${samples(here.active)} and <= 0 from J to all others, so no draw leaves it`;
  return { J: here.active, hypotheses: [hypothesis, exponent, { name: where, how }] };
}

/** The printed argmin is negative on every positive, E wbar_t positive on those of J. */
export function prove(at: Setting): Finding {
  const { arithmetic, data, input } = at;
  const { J, hypotheses } = staysPut(at);
  const target = oppositeValue(at, data.positives);
  return {
    hypotheses,
    step: 0,
    slack: arithmetic.bounds(target),
    argument: [
      `At w_0 = ${vector(input.start)} exactly: w.x_i > 0 for ${samples(J)} alone, and no draw ever lowers these.`,
      'So E wbar_t.x_i > 0 for them at every t.',
      ...contradiction(target, arithmetic, 'E wbar_t'),
    ],
  };
}

/** A positive outside J is never active, and the max-margin direction is positive on it. */
export function proveIntended(at: Setting): Finding {
  const { data, input } = at;
  const { J, hypotheses } = staysPut(at);
  const silent = data.positives.filter((i) => !J.includes(i));
  mustHold(silent.length > 0, 'all positives are active');
  return {
    hypotheses,
    step: 0,
    slack: exactSlack(0),
    argument: [
      `At w_0 = ${vector(input.start)} exactly: w.x_i > 0 for ${samples(J)} alone, whatever is drawn.`,
      `So w_t.x_i <= 0 for the positive ${samples(silent)} at every t, and E wbar_t.x_i <= 0.`,
      'The positives are separable, as the data are, so their margin gamma is positive and w^+.x_i >= gamma > 0 for all of them.',
      `Hence |E wbar_t/|E wbar_t| - w^+| >= gamma / |x_i| for ${samples(silent.slice(0, 1))} at every t: the direction does not tend to w^+.`,
      'The slack is the largest E wbar_t.x_i of these samples that is possible, 0, where a positive number is needed.',
    ],
  };
}
