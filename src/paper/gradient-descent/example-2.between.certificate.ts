/** Refutation of "w_t stays between x1 and x2" read of the vector: no such vector has the inner product with x2 that is the premise. */

import { isAtLeast, isPositive } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { squareRoot } from '../../certify/enclosure/margin.js';
import { separatorOf, vector } from '../../certify/enclosure/separator.js';
import { dot, type Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { nth, sameList } from '../../numerics/lists.js';

/** At the start already. */
export function outsideTheCone(at: Setting): Finding {
  const { arithmetic, data, gram, signs, products, input } = at;
  const { hypothesis } = separatorOf(at);
  mustHold(sameList(data.y, [1, -1]), 'the data are not one positive and one negative');
  const [product, square] = [nth(nth(gram, 0), 1), nth(nth(gram, 1), 1)];
  mustHold(isPositive(product) && isAtLeast(square, arithmetic.add(product, product)), 'x1.x2 is not in (0, |x2|^2 / 2]');
  mustHold(sameList(signs, [1, -1]), 'w_0 does not start as in the example');
  const lengths = squareRoot(arithmetic.precision, arithmetic.multiply(square, dot(arithmetic, input.start, input.start)));
  return {
    hypotheses: [hypothesis, { name: '0 < x1.x2 <= |x2|^2 / 2, w_0.x1 > 0 > w_0.x2', how: 'exact inner products' }],
    step: 0,
    slack: arithmetic.bounds(arithmetic.multiply(nth(products, 1), arithmetic.reciprocal(lengths))),
    argument: [
      `Every w = a x1 + b x2 with a, b >= 0 has w.x2 = a x1.x2 + b |x2|^2 >= 0, since x1.x2 > 0 exactly.`,
      `w_0 = ${vector(input.start)} has w_0.x2 < 0 exactly, the premise, so it is no such combination.`,
      'The slack is the cosine of w_0 and x2.',
    ],
  };
}
