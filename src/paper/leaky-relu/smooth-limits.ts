/** The linear and the leaky model: where w_t/|w_t| goes under gradient descent. */

import type { Claim } from '../../claim/claim.js';
import { allMet, holds, isSeparable, paper } from '../../claim/hypotheses.js';
import { onAnyData } from '../../claim/sources.js';
import { eta } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { dataset } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { signedRows } from '../../oracle/max-margin.js';
import { type Fields, RATE, smallStepRuns } from '../gradient-descent/relu-limit.js';
import { definitionSlip } from '../setting/definition-slip.js';
import { rateSlack } from '../setting/limit-direction.js';
import { nearEnough, wideEnough } from '../setting/reach.js';
import { follow, HORIZON } from '../setting/settled-run.js';

/** Claims on models without kinks that hold the iterates back: linear and leaky. */
function smoothLimitClaim(
  fields: Fields & Pick<Claim, 'chapter'>,
  cases: Pick<Claim, 'cases' | 'casesOn'>,
  slopeOf: (input: Case) => number,
  sign: 1 | -1,
): Claim {
  return {
    ...fields,
    kind: 'asymptotic',
    method: 'limit',
    ...cases,
    evaluate(input, parts) {
      const data = dataset(input.data);
      const rate = eta(input);
      const slope = slopeOf(input);
      const hypotheses = [
        isSeparable(data, parts),
        holds(paper('positive-step', '0 < eta'), rate > 0),
        holds(paper('slope', '0 < a <= 1'), slope > 0 && slope <= 1),
      ];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data, { slope }) });
      hypotheses.push(wideEnough(data, best), nearEnough(data, input.start));
      if (!best.feasible || !allMet(hypotheses)) return { hypotheses, labels: [] };
      const limit = follow(data, slope === 1 ? parts.linear : parts.leakyRelu(slope), input.start, rate, parts);
      if (limit.kind !== 'settled')
        return { hypotheses, undecided: limit.kind === 'unknown' ? limit.reason : 'the run terminates', labels: [] };
      const toward = rateSlack(
        limit,
        best.direction.map((entry) => sign * entry),
      );
      // L falls like 1/t, so ln L is near -ln t by the horizon.
      const lossStays = limit.last.constantLoss > 0 || limit.last.logExcess > -HORIZON / 2;
      const conclusion = lossStays ? { ...toward, margin: -1, rounding: 0, note: 'the loss does not tend to 0' } : toward;
      return { hypotheses, conclusion, labels: [best.degenerate.length > 0 ? ['support', 'degenerate'] : ['support', 'regular']] };
    },
  };
}

const linearDirection = smoothLimitClaim(
  {
    id: 'linear/direction',
    reading: 'as-printed',
    chapter: 'linear model',
    source: 'Section 3.2, before the definition of margins (after Soudry et al. 2017)',
    statement: 'Linear model, small step: w_t/|w_t| converges to the max-margin direction of the y_i x_i with error O(ln ln t / ln t).',
    slack: RATE,
    required: { 'support:regular': 0.5 },
  },
  onAnyData(
    separable(),
    smallStepRuns('linear/direction', () => 1),
  ),
  () => 1,
  1,
);

const leakyRuns = (id: string): Pick<Claim, 'cases' | 'casesOn'> =>
  onAnyData(
    separable(),
    smallStepRuns(
      id,
      (slope) => slope,
      (slope) => ({ slope }),
    ),
  );

const leakyPrinted = smoothLimitClaim(
  {
    id: 'leaky/gd',
    reading: 'as-printed',
    chapter: 'leaky relu',
    source: 'Section 4.1, definition of w* and the display after it',
    statement:
      'Leaky ReLU, small step, with argmin_{|w|=1} max_i y_i w.x*_i as the definition of w*: L(w_t) -> 0, |w_t| -> infinity and w_t/|w_t| -> w*, for the data rescaled by a on the negatives.',
    slack: RATE,
    reason: definitionSlip,
    required: {},
  },
  leakyRuns('leaky/gd'),
  ({ slope }) => slope ?? Number.NaN,
  -1,
);

const leakyIntended = smoothLimitClaim(
  {
    id: 'leaky/gd@intended',
    reading: 'as-intended',
    chapter: 'leaky relu',
    source: 'Section 4.1',
    statement:
      'Leaky ReLU, small step: L(w_t) -> 0, |w_t| -> infinity and w_t/|w_t| converges to the max-margin direction of the data rescaled by a on the negatives.',
    slack: RATE,
    reason:
      'Once all samples are correctly classified the loss is that of the linear model on the rescaled data, and the gradient never vanishes before (leaky/landscape).',
    required: { 'support:regular': 0.5 },
  },
  leakyRuns('leaky/gd@intended'),
  ({ slope }) => slope ?? Number.NaN,
  1,
);

/** Limits on the linear and the leaky model. */
export const smoothLimitClaims: readonly Claim[] = [linearDirection, leakyPrinted, leakyIntended];
