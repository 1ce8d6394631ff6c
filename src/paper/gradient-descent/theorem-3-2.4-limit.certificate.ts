/** Refutation of the last iterate of case 4 as printed: its length is not 1. */

import { signOf } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { endOfRun } from '../../certify/enclosure/ended-run.js';
import { squareRoot } from '../../certify/enclosure/margin.js';
import { separatorOf, vector } from '../../certify/enclosure/separator.js';
import { dot, lengthSquare, type Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';

/** The run ends, by enclosed iterates, and |w_T| is enclosed. */
export function lastIsNoUnit(at: Setting): Finding {
  const { arithmetic, data, products, input } = at;
  const { hypothesis } = separatorOf(at);
  const { k, coefficients } = endOfRun(at);
  const all = Array.from({ length: data.n }, (_, i) => i);
  // |w_0 + sum c_i x_i|^2.
  const cross = coefficients.reduce(
    (sum, c, i) => arithmetic.add(sum, arithmetic.scale(arithmetic.multiply(c, products[i]!), 2)),
    dot(arithmetic, input.start, input.start),
  );
  const square = arithmetic.add(cross, lengthSquare(at, all, coefficients));
  const excess = arithmetic.subtract(squareRoot(arithmetic.precision, square), arithmetic.one);
  const sign = signOf(excess);
  mustHold(sign === 1 || sign === -1, 'the last iterate may be a unit vector');
  const { low, high } = arithmetic.bounds(square);
  return {
    hypotheses: [
      hypothesis,
      { name: 'gradient descent terminates', how: `no sample is active at step ${k}, each iterate up to there enclosed` },
    ],
    step: k,
    slack: arithmetic.bounds(sign === 1 ? arithmetic.negate(excess) : excess),
    argument: [
      `From w_0 = ${vector(input.start)} no sample is active at step ${k}, so the gradient is 0 and w_${k} is the last iterate.`,
      `|w_${k}|^2 lies between ${low} and ${high}, so w_${k} is no unit vector, and w^+_J is one by its definition.`,
      'The slack is -| |w_T| - 1 |.',
    ],
  };
}
