/** Theorem 3.2: where w_t/|w_t| goes under gradient descent on the ReLU model. */

import type { Claim, Conclusion } from '../../claim/claim.js';
import { allMet, holds, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { onAnyData } from '../../claim/sources.js';
import { type Dataset, sample } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { dot } from '../../numerics/vector.js';
import { outside } from '../generators/outside.js';
import { definitionSlip } from '../setting/definition-slip.js';
import { isOpen, rateSlack, wanderSlack } from '../setting/limit-direction.js';
import type { SettledRun } from '../setting/settled-run.js';
import { direction, type Fields, placeOf, RATE, reluLimitClaim, reluRuns, smallStepRuns, towards } from './relu-limit.js';

const RESTS: Conclusion = { slack: 1, rounding: 0, step: 0, note: 'case 4' };

const casesPrinted = reluLimitClaim(
  {
    id: 'thm-3.2/cases',
    reading: 'as-printed',
    source: 'Theorem 3.2',
    statement:
      'From any start and with a small step, gradient descent converges to w^+ within the separable region, or its direction does not converge, or it converges to w^+_J within W_J, or it terminates.',
    slack: `the largest of: ${RATE} for w^+_J with J the positives active in the end; the move of the direction from ln t = 10^5 to 10^6 over that from 10^4 to 10^5, less 1/2; 1 where it terminates`,
    reason:
      'Where w^+_J has w.x_j > 0 for a negative x_j, the iterates chatter across its kink with bounded amplitude while |w_t| grows, so the direction converges after all: to the max-margin direction of J under the constraint w.x_j <= 0, which is in none of the four cases.',
    required: { 'outcome:global': 0.05, 'outcome:terminated': 0.05 },
  },
  reluRuns('thm-3.2/cases'),
  RESTS,
  ({ data, run, J, parts }) => {
    const wander = wanderSlack(run);
    const convergent = J.length === 0 ? undefined : towards(run, direction(data, J, false, parts));
    return { conclusion: convergent !== undefined && (convergent.slack > wander.slack || isOpen(convergent)) ? convergent : wander };
  },
);

const casesRepaired = reluLimitClaim(
  {
    id: 'thm-3.2/cases@repaired',
    reading: 'repaired',
    source: 'Theorem 3.2',
    statement:
      'From any start and with a small step, gradient descent terminates, or w_t/|w_t| converges to the unit vector that maximises the least w.x_i over J subject to w.x_j <= 0 for all negatives, J being the positives active in the end; the error is O(ln ln t / ln t).',
    slack: RATE,
    reason:
      'Averaged over the chatter the kinks exert forces -theta_j x_j, theta_j >= 0, that vanish off the kink: these are the multipliers of the constraints w.x_j <= 0 in the max-margin problem of J.',
    required: { 'outcome:global': 0.05, 'outcome:terminated': 0.05, 'outcome:global-sliding': 0.05, 'outcome:local': 0.02 },
  },
  reluRuns('thm-3.2/cases@repaired'),
  RESTS,
  ({ data, run, J, parts }) => {
    const conclusion = J.length === 0 ? undefined : towards(run, direction(data, J, true, parts));
    return conclusion === undefined ? { undecided: 'no positive is active in the end' } : { conclusion };
  },
);

/** Where the max-margin direction of all positives lies against the negatives; undefined where it does not exist. */
function placeOfBest(data: Dataset, parts: Parts): ReturnType<typeof placeOf> | undefined {
  if (data.positives.length === 0) return undefined;
  const best = direction(data, data.positives, false, parts);
  return best === undefined ? undefined : placeOf(data, best);
}

/** Case 1 with w^+ as printed (the minimiser of the largest w.x_i, which is -w^+) or as intended. */
const caseOne = (fields: Fields, sign: 1 | -1): Claim =>
  reluLimitClaim(
    fields,
    onAnyData(
      separable(),
      smallStepRuns(fields.id, () => 0, undefined, ['separable', 'separable', 'partial', 'random']),
    ),
    undefined,
    ({ data, run, J, parts }) => {
      const best = direction(data, data.positives, false, parts);
      const hypotheses = [holds(paper('all-active', 'all positives stay active'), J.length === data.positives.length)];
      if (best === undefined || !allMet(hypotheses)) return { hypotheses };
      return {
        hypotheses,
        conclusion: rateSlack(
          run,
          best.map((entry) => sign * entry),
        ),
      };
    },
    (data, _, parts) => [holds(paper('w+-inside', 'w^+ is in the separable region'), placeOfBest(data, parts) === 'inside')],
  );

const caseOnePrinted = caseOne(
  {
    id: 'thm-3.2/1',
    reading: 'as-printed',
    source: 'Theorem 3.2, case 1, with the definition of w^+ before it',
    statement: 'With argmin_{|w|=1} max_{i in I+} w.x_i as the definition of w^+: w_t/|w_t| converges to it with error O(ln ln t / ln t).',
    slack: RATE,
    reason: definitionSlip,
    required: {},
  },
  -1,
);

const caseOneIntended = caseOne(
  {
    id: 'thm-3.2/1@intended',
    reading: 'as-intended',
    source: 'Theorem 3.2, case 1',
    statement:
      'Where the max-margin direction w^+ of the positives is in the separable region and gradient descent keeps all positives active: |w_t/|w_t| - w^+| = O(ln ln t / ln t).',
    slack: RATE,
    reason:
      'With w^+ strictly inside, the forces of the positives alone hold all negatives inactive in the end, and the run is that of the linear model on I+ (Soudry et al. 2018).',
    required: {},
  },
  1,
);

/** Case 2: w^+ outside the closed separable region, all positives active in the end. */
const caseTwo = (fields: Fields, judge: (run: SettledRun, target: Float64Array | undefined) => Conclusion | undefined): Claim =>
  reluLimitClaim(
    fields,
    onAnyData(
      outside(),
      smallStepRuns(fields.id, () => 0),
    ),
    undefined,
    ({ data, run, J, parts }) => {
      const hypotheses = [holds(paper('all-active', 'all positives stay active'), J.length === data.positives.length)];
      if (!allMet(hypotheses)) return { hypotheses };
      const conclusion = judge(run, direction(data, data.positives, true, parts));
      return conclusion === undefined ? { hypotheses } : { hypotheses, conclusion };
    },
    (data, _, parts) => [holds(paper('w+-outside', 'w^+ is outside the separable region'), placeOfBest(data, parts) === 'outside')],
  );

const caseTwoPrinted = caseTwo(
  {
    id: 'thm-3.2/2',
    reading: 'as-printed',
    source: 'Theorem 3.2, case 2',
    statement:
      'Where w^+ is not in the separable region (and gradient descent falls in no other case), the direction of w_t does not converge.',
    slack: 'the move of the direction from ln t = 10^5 to 10^6 over that from 10^4 to 10^5, less 1/2',
    reason:
      'The iterates do oscillate across the kinks of negatives, but with bounded amplitude, while |w_t| grows like ln t: the direction converges (thm-3.2/2@repaired).',
    required: {},
  },
  (run) => wanderSlack(run),
);

const caseTwoRepaired = caseTwo(
  {
    id: 'thm-3.2/2@repaired',
    reading: 'repaired',
    source: 'Theorem 3.2, case 2',
    statement:
      'Where w^+ is not in the separable region and gradient descent keeps all positives active, w_t/|w_t| converges to the max-margin direction of the positives under w.x_j <= 0 for all negatives, on the edge of the separable region, with error O(ln ln t / ln t).',
    slack: RATE,
    reason: 'See thm-3.2/cases@repaired, with J = I+.',
    required: {},
  },
  towards,
);

/** Case 3, with w^+_J as printed or as intended. */
const caseThree = (fields: Fields, sign: 1 | -1): Claim =>
  reluLimitClaim(fields, reluRuns(fields.id, 2), undefined, ({ data, run, J, parts }) => {
    const proper = J.length > 0 && J.length < data.positives.length;
    const best = proper ? direction(data, J, false, parts) : undefined;
    const inRegion =
      best !== undefined && Array.from({ length: data.n }, (_, i) => i).every((i) => J.includes(i) || dot(best, sample(data, i)) <= 0);
    const hypotheses = [
      holds(paper('proper-subset', 'J is neither empty nor all of I+'), proper),
      holds(paper('w+_J-inside', 'w^+_J is in W_J'), inRegion),
    ];
    if (best === undefined || !allMet(hypotheses)) return { hypotheses };
    const rate = rateSlack(
      run,
      best.map((entry) => sign * entry),
    );
    const expected = (data.n - J.length) / data.n;
    const loss = 0.5 - data.n * Math.abs(run.last.constantLoss - expected);
    return {
      hypotheses,
      conclusion: loss < rate.slack ? { ...rate, slack: loss, rounding: 0, note: `the loss tends to ${run.last.constantLoss}` } : rate,
    };
  });

const caseThreePrinted = caseThree(
  {
    id: 'thm-3.2/3',
    reading: 'as-printed',
    source: 'Theorem 3.2, case 3, with the definition of w^+_J before it',
    statement:
      'With argmin_{|w|=1} max_{i in J} w.x_i as the definition of w^+_J: L(w_t) -> L* + (n+ - |J|)/n and w_t/|w_t| converges to it with error O(ln ln t / ln t).',
    slack: `the smaller of ${RATE} and 1/2 - n |limit of L - claimed|`,
    reason: definitionSlip,
    required: {},
  },
  -1,
);

const caseThreeIntended = caseThree(
  {
    id: 'thm-3.2/3@intended',
    reading: 'as-intended',
    source: 'Theorem 3.2, case 3',
    statement:
      'Where gradient descent keeps a proper subset J of the positives active and the max-margin direction w^+_J of J is in W_J: L(w_t) -> L* + (n+ - |J|)/n and |w_t/|w_t| - w^+_J| = O(ln ln t / ln t).',
    slack: `the smaller of ${RATE} and 1/2 - n |limit of L - claimed|`,
    reason: 'Within W_J the run is that of the linear model on J (Soudry et al. 2018), and w^+_J keeps it there.',
    required: {},
  },
  1,
);

/** The cases of theorem 3.2. */
export const gradientDescentLimitClaims: readonly Claim[] = [
  casesPrinted,
  casesRepaired,
  caseOnePrinted,
  caseOneIntended,
  caseTwoPrinted,
  caseTwoRepaired,
  caseThreePrinted,
  caseThreeIntended,
];
