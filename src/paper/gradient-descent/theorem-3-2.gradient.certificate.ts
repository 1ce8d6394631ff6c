/** Refutation of the bounded sum: the squared gradients of a run add up to more than the loss that it set out with allows. */

import { greatest, type Interval, point } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { firstIterate, gradientStep, type Iterate, MOST_STEPS, sampleLoss, totalLoss } from '../../certify/enclosure/path.js';
import { separatorOf, vector } from '../../certify/enclosure/separator.js';
import { lengthSquare, type Setting } from '../../certify/enclosure/setting.js';
import { SMOOTHNESS_BOUND, smoothness } from '../../certify/enclosure/smoothness.js';
import { constantStep } from '../../certify/enclosure/step-size.js';
import { mustHold, Undecided } from '../../certify/undecided.js';
import { labelOf } from '../../data/dataset.js';
import { placesOf } from '../../numerics/lists.js';

/** A t with eta (1 - beta eta / 2) sum_{k<t} |grad L(w_k)|^2 > L(w_0), where beta is at least the smoothness along the whole path up to t. */
export function unboundedSum(at: Setting): Finding {
  const { arithmetic, data, input } = at;
  const { hypothesis } = separatorOf(at);
  const { eta, count } = constantStep(at);
  const two = arithmetic.integer(2n);
  let before = firstIterate(at);
  const bound = totalLoss(at, before);
  let largest = 0n;
  let crossings = 0;
  let sum = arithmetic.zero;
  for (let t = 1; t <= Math.min(count, MOST_STEPS); t++) {
    const after = gradientStep(at, before, eta);
    largest = greatest([largest, arithmetic.scale(smoothness(at, before, after), eta).high]);
    mustHold(largest < two.low, 'eta beta may be 2 or more');
    if (data.negatives.some((i) => before.active[i] !== after.active[i])) crossings += 1;
    sum = arithmetic.add(sum, squaredGradient(at, before));
    const kept = arithmetic.subtract(two, point(largest));
    // n eta (1 - beta eta / 2) sum |grad L|^2, where the sum at hand carries n^2.
    const left = arithmetic.divide(arithmetic.scale(arithmetic.multiply(kept, sum), eta), BigInt(2 * data.n));
    const slack = arithmetic.subtract(bound, left);
    if (slack.high < 0n) {
      const bounds = arithmetic.bounds(slack);
      const curvature = arithmetic.bounds(point(largest)).high;
      return {
        hypotheses: [
          hypothesis,
          {
            name: '0 < eta < 2/beta',
            how: `eta beta <= ${curvature} along all segments up to step ${t}, with ${SMOOTHNESS_BOUND}`,
          },
        ],
        step: t,
        slack: bounds,
        argument: [
          `Gradient descent from w_0 = ${vector(input.start)} with eta = ${eta}, each iterate enclosed and the sign of each w.x_i decided up to step ${t}.`,
          `On the way the activation of a negative sample changes in ${crossings} steps.`,
          `eta (1 - beta eta / 2) times the sum of |grad L(w_k)|^2 over k < ${t} exceeds L(w_0), for the largest eta beta above: n (L(w_0) - that) lies between ${bounds.low} and ${bounds.high}.`,
          'The slack is n times the bound less the sum.',
        ],
      };
    }
    before = after;
  }
  throw new Undecided('the sum does not provably exceed its bound at any step that is followed');
}

/** n^2 |grad L(w)|^2. */
function squaredGradient(at: Setting, iterate: Iterate): Interval {
  const active = placesOf(iterate.active, (acts) => acts);
  return lengthSquare(
    at,
    active,
    active.map((i) => at.arithmetic.scale(sampleLoss(at, iterate, i), labelOf(at.data, i))),
  );
}
