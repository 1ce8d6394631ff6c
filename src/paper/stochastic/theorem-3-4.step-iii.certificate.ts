/** Refutes step (iii): a sum over left ends exceeds the integral that is to bound it. No data take part. */

import { isNegative } from '../../certify/arithmetic/interval.js';
import { powerStep } from '../../certify/arithmetic/log.js';
import type { Finding } from '../../certify/certificate.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { MOST_STEPS } from '../../certify/enclosure/path.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { Undecided } from '../../certify/undecided.js';

/** A horizon t at which sum_{j<t} j^(-2 alpha) provably exceeds (1 - t^(1-2 alpha)) / (2 alpha - 1). */
export function prove({ arithmetic, input }: Pick<Setting, 'arithmetic' | 'input'>): Finding {
  const { alpha, count, exponent } = paperExponent({ input });
  // Both are doubles: 2 alpha by scaling, 2 alpha - 1 by Sterbenz' lemma as 1 < 2 alpha < 2.
  const twice = 2 * alpha;
  const power = twice - 1;
  const inverse = arithmetic.reciprocal(arithmetic.double(power));
  let sum = arithmetic.zero;
  for (let t = 2; t <= Math.min(count, MOST_STEPS); t++) {
    sum = arithmetic.add(sum, powerStep(arithmetic, t - 2, twice));
    const right = arithmetic.multiply(arithmetic.subtract(arithmetic.one, powerStep(arithmetic, t - 1, power)), inverse);
    const slack = arithmetic.subtract(right, sum);
    if (!isNegative(slack)) continue;
    const [left, bound] = [arithmetic.bounds(sum), arithmetic.bounds(right)];
    return {
      hypotheses: [exponent],
      step: t,
      slack: arithmetic.bounds(slack),
      argument: [
        `With alpha = ${alpha} and t = ${t} the sum of j^(-2 alpha) over j = 1, ..., ${t - 1} lies between ${left.low} and ${left.high},`,
        `and (1 - t^(1 - 2 alpha)) / (2 alpha - 1) between ${bound.low} and ${bound.high}: less than the sum.`,
        'The slack is the right side less the left side. The data of the case take no part.',
      ],
    };
  }
  throw new Undecided('the sum does not provably exceed the bound at any t');
}
