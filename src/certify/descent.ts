/** Refutation of thm-3.2/descent: a step of gradient descent below 2/beta raises the loss. */
import type { Finding } from './certificate.js';
import { exp } from './exp.js';
import { greatest, type Interval, least } from './interval.js';
import { firstIterate, gradientStep, type Iterate, MOST_STEPS, sampleLoss } from './path.js';
import { samples, separatorOf, vector } from './separator.js';
import type { Setting } from './setting.js';
import { mustHold, Undecided } from './undecided.js';

/** The loss rises at a step, and eta < 2/beta holds along the whole path up to the end of that step. */
export function rise(at: Setting): Finding {
  const { arithmetic, input } = at;
  const { hypothesis } = separatorOf(at);
  const { steps } = input;
  mustHold(steps.kind === 'constant' && steps.eta > 0, 'the step size is not constant and positive');
  let before = firstIterate(at);
  let largest = 0n;
  for (let k = 0; k < Math.min(steps.count, MOST_STEPS); k++) {
    const after = gradientStep(at, before, steps.eta);
    const curvature = arithmetic.scale(smoothness(at, before, after), steps.eta);
    mustHold(curvature.high < arithmetic.integer(2n).low, 'eta beta may be 2 or more');
    largest = greatest([largest, curvature.high]);
    const fall = arithmetic.subtract(totalLoss(at, before), totalLoss(at, after));
    if (fall.high < 0n) {
      const bound = arithmetic.bounds({ low: largest, high: largest }).high;
      const margin = arithmetic.bounds(fall);
      const woken = after.active.flatMap((active, i) => (active && !before.active[i] && at.data.y[i] === -1 ? [i] : []));
      return {
        hypotheses: [
          hypothesis,
          {
            name: '0 < eta < 2/beta',
            how: `eta beta <= ${bound} along all segments up to step ${k + 1}, with beta <= (1/n) sum |x_i|^2 e_i over active i, e_i the largest loss of sample i there`,
          },
        ],
        step: k,
        margin,
        argument: [
          `Gradient descent from w_0 = ${vector(input.start)} with eta = ${steps.eta}, each iterate enclosed and the sign of each w.x_i decided up to step ${k + 1}.`,
          `n (L(w_${k}) - L(w_${k + 1})) lies between ${margin.low} and ${margin.high}: the loss rises.`,
          ...(woken.length > 0
            ? [`At this step w.x_j goes from <= 0 to > 0 for the negative ${samples(woken)}, which the gradient did not announce.`]
            : []),
          'The margin is n (L(w_k) - L(w_{k+1})), which would have to be at least 0.',
        ],
      };
    }
    before = after;
  }
  throw new Undecided('the loss does not rise at any step that is followed');
}

/** n L(w). */
function totalLoss(at: Setting, iterate: Iterate): Interval {
  return iterate.products.reduce((sum, _, i) => at.arithmetic.add(sum, sampleLoss(at, iterate, i)), at.arithmetic.zero);
}

/**
 * An upper bound on the smoothness wherever L is smooth on the segment: its Hessian is (1/n) sum of exp(-y_i w.x_i) x_i x_i^T
 * over active i, whose largest eigenvalue is at most its trace; w.x_i is linear on the segment, so between its end values.
 */
function smoothness(at: Setting, before: Iterate, after: Iterate): Interval {
  const { arithmetic, data, gram } = at;
  let sum = arithmetic.zero;
  for (let i = 0; i < data.n; i++) {
    if (!before.active[i] && !after.active[i]) continue;
    const [a, b] = [before.products[i]!, after.products[i]!];
    const [low, high] = [least([a.low, b.low]), greatest([a.high, b.high])];
    // exp(-v) is largest at the least active v, exp(v) at the largest.
    const exponent = data.y[i] === 1 ? -greatest([low, 0n]) : high;
    sum = arithmetic.add(sum, arithmetic.multiply(exp(arithmetic, { low: exponent, high: exponent }), gram[i]![i]!));
  }
  return arithmetic.divide(sum, BigInt(data.n));
}
