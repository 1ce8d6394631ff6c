/** Refutation of the printed limit of leaky ReLU: the rescaled rows stay positive for ever, and the limit is not minus their direction. */

import { atStart, contradiction } from '../../certify/argument.js';
import type { Interval } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import type { Look } from '../../certify/enclosure/search.js';
import { separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { everySmallerStep } from '../../certify/enclosure/small-step.js';
import { rateOf } from '../../certify/enclosure/step-size.js';
import { everySmallerStepCertifier } from '../../certify/every-smaller-step.js';
import { type Lasting, lasting } from '../../certify/invariant/lasting.js';
import { oppositeValue } from '../../certify/invariant/opposite.js';
import { mustHold } from '../../certify/undecided.js';
import { everySample } from '../../data/dataset.js';

/** In the separable region the model is linear on the rows x_i and -a x_i. */
export const leakyLimit = everySmallerStepCertifier(rescaledRows, prove);

/** A number that belongs to x_i, for the rescaled row. */
function scaled({ arithmetic, data, input: { slope = Number.NaN } }: Setting, value: Interval, i: number): Interval {
  return data.y[i] === 1 ? value : arithmetic.scale(value, slope);
}

/** Iterates at which all rescaled rows stay positive. */
function rescaledRows(at: Setting): Look<Lasting> {
  const { arithmetic, data, input } = at;
  const { slope = Number.NaN } = input;
  mustHold(slope > 0 && slope <= 1, 'the slope is not in (0, 1]');
  const outputs = (products: readonly Interval[]): Interval[] =>
    products.map((product, i) => scaled(at, data.y[i] === 1 ? product : arithmetic.negate(product), i));
  return { slope, test: ({ products }) => lasting(at, everySample(data), outputs(products), rateOf(at)) };
}

function prove(at: Setting, shown: Lasting): Finding {
  const { arithmetic, data, input } = at;
  const { hypothesis } = separatorOf(at);
  const target = oppositeValue(at, everySample(data), (value, i) => scaled(at, value, i));
  return {
    hypotheses: [hypothesis, everySmallerStep(at), { name: '0 < a <= 1', how: `a = ${input.slope}` }],
    step: 0,
    slack: arithmetic.bounds(target),
    argument: [
      atStart(input.start, 'y_i w.x_i > 0 for all samples'),
      'There the model is linear on x_i (positives) and a x_i (negatives); write x_i for these rescaled samples.',
      ...shown.how,
      'L(w_t) tends to 0 and |w_t| to infinity, as the statement says.',
      ...contradiction(target, arithmetic),
    ],
  };
}
