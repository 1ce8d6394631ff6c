/** Refutation of the printed limit of leaky ReLU: the rescaled rows stay positive for ever, and the limit is not minus their direction. */

import { contradiction, reached } from '../../certify/argument.js';
import type { Interval } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { searchDescent } from '../../certify/enclosure/search.js';
import { separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { smallStep } from '../../certify/enclosure/small-step.js';
import { rateOf } from '../../certify/enclosure/step-size.js';
import { lasting } from '../../certify/invariant/lasting.js';
import { oppositeValue } from '../../certify/invariant/opposite.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample } from '../../data/dataset.js';

/** In the separable region the model is linear on the rows x_i and -a x_i. */
export function leakyLimit(at: Setting): Finding {
  const { arithmetic, data, input } = at;
  const { hypothesis } = separatorOf(at);
  const slope = input.slope ?? Number.NaN;
  mustHold(slope > 0 && slope <= 1, 'the slope is not in (0, 1]');
  const rows = everySample(data);
  const scaled = (value: Interval, i: number): Interval => (data.y[i] === 1 ? value : arithmetic.scale(value, slope));
  const { path, iterate, shown } = searchDescent(at, slope, ({ products }) =>
    lasting(
      at,
      rows,
      products.map((product, i) => scaled(data.y[i] === 1 ? product : arithmetic.negate(product), i)),
      rateOf(at),
    ),
  );
  const target = oppositeValue(at, rows, scaled);
  return {
    hypotheses: [hypothesis, smallStep(at, path, slope), { name: '0 < a <= 1', how: `a = ${slope}` }],
    step: iterate.k,
    slack: arithmetic.bounds(target),
    argument: [
      ...reached(input.start, iterate, 'y_i w.x_i > 0 for all samples'),
      'There the model is linear on x_i (positives) and a x_i (negatives); write x_i for these rescaled samples.',
      ...shown.how,
      'L(w_t) tends to 0 and |w_t| to infinity, as the statement says.',
      ...contradiction(target, arithmetic),
    ],
  };
}
