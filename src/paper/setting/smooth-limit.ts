/** Where w_t/|w_t| goes under gradient descent on models without kinks that hold the iterates back: linear and leaky ReLU. */

import type { Claim } from '../../claim/claim.js';
import { allMet, holds, isPositiveStep, isSeparable, paper } from '../../claim/hypotheses.js';
import { eta } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { dataset } from '../../data/dataset.js';
import { signedRows } from '../../oracle/max-margin.js';
import { rateSlack } from './limit-direction.js';
import { nearEnough, wideEnough } from './reach.js';
import { follow, HORIZON } from './settled-run.js';

/** What a claim about such a limit says of a case. */
export interface SmoothLimit {
  /** Slope a of the activation on its inactive side, 1 for the linear model. */
  slopeOf(input: Case): number;
  /** The limit direction by its definition, from the max-margin direction of the data rescaled by a on the negatives. */
  targetOf(maxMargin: Float64Array): Float64Array;
}

/** The evaluation of a claim that L(w_t) -> 0 and that w_t/|w_t| converges to a direction with error O(ln ln t / ln t). */
export function atSmoothLimit({ slopeOf, targetOf }: SmoothLimit): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const rate = eta(input);
    const slope = slopeOf(input);
    const hypotheses = [isSeparable(data, parts), isPositiveStep(input), holds(paper('slope', '0 < a <= 1'), slope > 0 && slope <= 1)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data, { slope }) });
    hypotheses.push(wideEnough(data, best), nearEnough(data, input.start));
    if (!best.feasible || !allMet(hypotheses)) return { hypotheses, labels: [] };
    const limit = follow(data, slope === 1 ? parts.linear : parts.leakyRelu(slope), input.start, rate, parts);
    if (limit.kind !== 'settled')
      return { hypotheses, undecided: limit.kind === 'unknown' ? limit.reason : 'the run terminates', labels: [] };
    const toward = rateSlack(limit, targetOf(best.direction));
    // L falls like 1/t, so ln L is near -ln t by the horizon.
    const lossStays = limit.last.constantLoss > 0 || limit.last.logExcess > -HORIZON / 2;
    const conclusion = lossStays ? { ...toward, slack: -1, rounding: 0, note: 'the loss does not tend to 0' } : toward;
    return { hypotheses, conclusion, labels: [best.degenerate.length > 0 ? ['support', 'degenerate'] : ['support', 'regular']] };
  };
}
