/** Appendix C: what becomes of the two examples. */

import fc from 'fast-check';
import type { Claim, Conclusion } from '../../claim/claim.js';
import { constantSteps, eta } from '../../claim/steps.js';
import { sample } from '../../data/dataset.js';
import { dot } from '../../numerics/vector.js';
import { example2 } from '../generators/examples.js';
import { rateSlack, wanderSlack } from '../setting/limit-direction.js';
import { exampleOneHypotheses, exampleTwoHypotheses } from './examples.js';
import { direction, exampleOneRuns, type Fields, RATE, type ReluLimit, reluLimitClaim } from './relu-limit.js';

const exampleOneLimit = reluLimitClaim(
  {
    id: 'ex-1/direction',
    reading: 'as-printed',
    source: 'Appendix C, example 1',
    statement: 'Data and starts of example 1: w_t/|w_t| converges to x1/|x1|.',
    slack: RATE,
    required: {},
  },
  { cases: exampleOneRuns('ex-1/direction') },
  undefined,
  ({ data, run, parts }) => ({ conclusion: rateSlack(run, direction(data, [0], false, parts)!) }),
  (data, input, parts) => exampleOneHypotheses(data, Float64Array.from(input.start), eta(input), parts),
);

/** Example 2 in two readings of what becomes of it. */
const exampleTwoLimit = (fields: Fields, judge: (limit: ReluLimit) => Conclusion | undefined): Claim =>
  reluLimitClaim(
    fields,
    {
      cases: fc
        .tuple(example2(), fc.integer({ min: 1, max: 6 }))
        .map(([{ data, start }, h]) => ({ claim: fields.id, data, start, steps: constantSteps(2 ** -h, 0) })),
    },
    undefined,
    (limit) => {
      const conclusion = judge(limit);
      return conclusion === undefined ? { undecided: 'no limit direction' } : { conclusion };
    },
    (data, input, parts) => exampleTwoHypotheses(data, Float64Array.from(input.start), eta(input), parts),
  );

const exampleTwoPrinted = exampleTwoLimit(
  {
    id: 'ex-2/no-limit',
    reading: 'as-printed',
    source: 'Appendix C, example 2',
    statement:
      'Data and starts of example 2: gradient descent oscillates around the direction x2/|x2| and its direction does not converge.',
    slack: 'the move of the direction from ln t = 10^5 to 10^6 over that from 10^4 to 10^5, less 1/2',
    reason:
      'w.x2 stays within a bounded distance of 0 while w.x1 grows like ln t: the direction converges to x1 projected off x2 (ex-2/no-limit@repaired), at a right angle to x2.',
    required: {},
  },
  ({ run }) => wanderSlack(run),
);

const exampleTwoRepaired = exampleTwoLimit(
  {
    id: 'ex-2/no-limit@repaired',
    reading: 'repaired',
    source: 'Appendix C, example 2',
    statement:
      'Data and starts of example 2, where the run does not terminate: w_t/|w_t| converges to the direction of x1 - (x1.x2 / |x2|^2) x2.',
    slack: RATE,
    reason: 'The max-margin direction of x1 under w.x2 <= 0; thm-3.2/cases@repaired.',
    required: {},
  },
  ({ data, run }) => {
    const [x1, x2] = [sample(data, 0), sample(data, 1)];
    const share = dot(x1, x2) / dot(x2, x2);
    const projected = x1.map((entry, j) => entry - share * x2[j]!);
    const length = Math.sqrt(dot(projected, projected));
    return rateSlack(
      run,
      projected.map((entry) => entry / length),
    );
  },
);

/** Limits of the examples. */
export const exampleLimitClaims: readonly Claim[] = [exampleOneLimit, exampleTwoPrinted, exampleTwoRepaired];
