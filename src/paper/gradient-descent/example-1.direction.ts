/** Example 1 of appendix C: the direction of the positive that stays active. */

import { defineClaim } from '../../claim/define.js';
import { RATE_SLACK } from '../setting/limit-direction.js';
import { exampleOneHypotheses, exampleOneRuns } from './examples.js';
import { freeDirection } from './positives.js';
import { atReluLimit, towards } from './relu-limit.js';

/** x1/|x1| is the max-margin direction of x1 alone. */
export const exampleOneDirection = defineClaim({
  id: 'ex-1/direction',
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Appendix C, example 1',
  statement: 'Data and starts of example 1: w_t/|w_t| converges to x1/|x1|.',
  slack: RATE_SLACK,
  cases: exampleOneRuns,
  evaluate: atReluLimit({
    further: exampleOneHypotheses,
    judge: ({ data, run, parts }) => ({ conclusion: towards(run, freeDirection(data, [0], parts)) }),
  }),
});
