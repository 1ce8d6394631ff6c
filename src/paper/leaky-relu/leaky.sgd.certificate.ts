/** Refutes section 4.1's statement about SGD with the printed definition of the direction: rows x_i of positives and -a x_i of negatives. */

import type { Interval } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { meanArgument, shortRows } from '../../certify/invariant/average.js';
import { neverOpposed } from '../../certify/invariant/lasting.js';
import { oppositeValue } from '../../certify/invariant/opposite.js';
import { mustHold } from '../../certify/undecided.js';

/** E wbar_t keeps to a side on which the printed direction does not lie. */
export function prove(at: Setting): Finding {
  const { arithmetic, data, signs, input } = at;
  const { hypothesis } = separatorOf(at);
  const { exponent } = paperExponent(at);
  const slope = input.slope ?? Number.NaN;
  mustHold(slope > 0 && slope < 1, 'the slope is not in (0, 1)');
  const all = signs.map((_, i) => i);
  mustHold(
    all.every((i) => signs[i] === data.y[i]),
    'w_0 is not in the linearly separable region',
  );
  mustHold(
    all.every((i) => all.every((j) => neverOpposed(at, i, j))),
    'a draw may leave the region',
  );
  const scaled = (value: Interval, i: number): Interval => (data.y[i] === 1 ? value : arithmetic.scale(value, slope));
  const bound = shortRows(at, all, scaled);
  const target = oppositeValue(at, all, scaled);
  return {
    hypotheses: [
      hypothesis,
      exponent,
      { name: '0 < a < 1', how: `a = ${slope}` },
      bound,
      {
        name: 'every w_t in the linearly separable region',
        how: 'exact signs of w_0.x_i; y_i y_j x_i.x_j >= 0 for all i, j, so no draw leaves it',
      },
    ],
    step: 0,
    slack: arithmetic.bounds(target),
    argument: [
      `At w_0 = ${vector(input.start)} exactly: y_i w.x_i > 0 for all i, where the model is linear with s_i = 1 on positives and s_i = a on negatives; write x_i for s_i x_i below.`,
      ...meanArgument(at, target),
    ],
  };
}
