/** Refutation of "w_t stays between x1 and x2" read of the vector: no such vector has the inner product with x2 that is the premise. */

import type { Finding } from '../../certify/certificate.js';
import { squareRoot } from '../../certify/enclosure/margin.js';
import { separatorOf, vector } from '../../certify/enclosure/separator.js';
import { dot, type Setting } from '../../certify/enclosure/setting.js';
import { nth } from '../../numerics/lists.js';
import { mustBeExampleTwo } from './examples.certificate.js';

/** At the start already. */
export function outsideTheCone(at: Setting): Finding {
  const { arithmetic, inner, products, input } = at;
  const { hypothesis } = separatorOf(at);
  mustBeExampleTwo(at);
  const lengths = squareRoot(arithmetic.precision, arithmetic.multiply(inner(1, 1), dot(arithmetic, input.start, input.start)));
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
