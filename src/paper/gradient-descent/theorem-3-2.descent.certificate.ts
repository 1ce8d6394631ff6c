/** Refutation of monotone descent: a step of gradient descent below 2/beta raises the loss. */

import { type Interval, isNegative, point } from '../../certify/arithmetic/interval.js';
import type { Finding } from '../../certify/certificate.js';
import { firstIterate, gradientStep, MOST_STEPS, totalLoss } from '../../certify/enclosure/path.js';
import { samples, separatorOf, vector } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { SMOOTHNESS_BOUND, smoothness } from '../../certify/enclosure/smoothness.js';
import { constantStep } from '../../certify/enclosure/step-size.js';
import { Undecided } from '../../certify/undecided.js';
import { greatest } from '../../numerics/rational.js';

/**
 * The loss rises at a step, and eta < 2/beta holds along the path from some iterate up to the end of that step: of the claim, whose start can
 * be any, the run from that iterate on is a run.
 */
export function rise(at: Setting): Finding {
  for (const { finding } of risingSteps(at)) return finding;
  throw new Undecided('the loss does not rise at any step that is followed and has eta beta < 2');
}

/** The largest rise of the loss in one step with eta beta < 2: what an extremal hunt certifies. */
export function largestRise(at: Setting): Finding {
  const { arithmetic, data } = at;
  let largest: RisingStep | undefined;
  for (const step of risingSteps(at)) if (largest === undefined || step.fall.low < largest.fall.low) largest = step;
  if (largest === undefined) throw new Undecided('the loss does not rise at any step that is followed and has eta beta < 2');
  const bounds = arithmetic.bounds(arithmetic.divide(arithmetic.negate(largest.fall), BigInt(data.n)));
  const { finding } = largest;
  return {
    ...finding,
    slack: bounds,
    argument: [
      ...finding.argument.slice(0, -1),
      `So L(w_${finding.step + 1}) - L(w_${finding.step}) lies between ${bounds.low} and ${bounds.high}.`,
    ],
  };
}

/** A step at which the loss rises, with n (L(w_k) - L(w_{k+1})). */
interface RisingStep {
  readonly fall: Interval;
  readonly finding: Finding;
}

function* risingSteps(at: Setting): Generator<RisingStep> {
  const { arithmetic, input } = at;
  const { hypothesis } = separatorOf(at);
  const { eta, count } = constantStep(at);
  let before = firstIterate(at);
  const two = arithmetic.units(2n);
  let largest = 0n;
  let from = 0;
  for (let k = 0; k < Math.min(count, MOST_STEPS); k++) {
    const after = gradientStep(at, before, eta);
    const curvature = arithmetic.scale(smoothness(at, before, after), eta);
    if (curvature.high >= two) {
      from = k + 1;
      largest = 0n;
      before = after;
      continue;
    }
    largest = greatest([largest, curvature.high]);
    const fall = arithmetic.subtract(totalLoss(at, before), totalLoss(at, after));
    if (isNegative(fall)) {
      const bound = arithmetic.bounds(point(largest)).high;
      const bounds = arithmetic.bounds(fall);
      const woken = after.active.flatMap((active, i) => (active && !before.active[i] && at.data.y[i] === -1 ? [i] : []));
      const finding: Finding = {
        hypotheses: [
          hypothesis,
          {
            name: '0 < eta < 2/beta',
            how: `eta beta <= ${bound} along all segments from step ${from} to step ${k + 1}${from > 0 ? `, for the run that starts at w_${from}` : ''}, with ${SMOOTHNESS_BOUND}`,
          },
        ],
        step: k,
        slack: bounds,
        argument: [
          `Gradient descent from w_0 = ${vector(input.start)} with eta = ${eta}, each iterate enclosed and the sign of each w.x_i decided up to step ${k + 1}.`,
          `n (L(w_${k}) - L(w_${k + 1})) lies between ${bounds.low} and ${bounds.high}: the loss rises.`,
          ...(woken.length > 0
            ? [`At this step w.x_j goes from <= 0 to > 0 for the negative ${samples(woken)}, which the gradient at w_${k} does not show.`]
            : []),
          'The slack is n (L(w_k) - L(w_{k+1})), which would have to be at least 0.',
        ],
      };
      yield { fall, finding };
    }
    before = after;
  }
}
