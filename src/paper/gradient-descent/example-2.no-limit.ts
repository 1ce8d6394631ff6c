/** Example 2 of appendix C: what becomes of the oscillation. */

import type { ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { sample } from '../../data/dataset.js';
import { dot, plusMultiple } from '../../numerics/vector.js';
import { RATE_SLACK, rateSlack, WANDER_SLACK, wanderSlack } from '../setting/limit-direction.js';
import { STRIKES } from '../setting/neuron-defects.js';
import { exampleTwo } from './example-2.no-limit.certificate.js';
import { convergesForCoq } from './example-2.no-limit.coq.js';
import { exampleTwoHypotheses, exampleTwoRuns } from './examples.js';
import { atReluLimit } from './relu-limit.js';

const shared = {
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Appendix C, example 2',
  cases: exampleTwoRuns,
} satisfies Partial<ClaimDefinition>;

/** The direction does not converge. */
export const noLimit = defineClaim({
  ...shared,
  id: 'ex-2/no-limit',
  defect: STRIKES,
  statement: 'Data and starts of example 2: gradient descent oscillates around the direction x2/|x2| and its direction does not converge.',
  slack: WANDER_SLACK,
  reason:
    'w.x2 stays within a bounded distance of 0 while w.x1 grows like ln t. So the direction converges to that of x1 less its projection on x2, at a right angle to x2 (ex-2/no-limit@repaired).',
  certify: exampleTwo,
  coq: convergesForCoq,
  evaluate: atReluLimit({
    further: exampleTwoHypotheses,
    judge: ({ run }) => ({ conclusion: wanderSlack(run) }),
  }),
});

/** The direction that it converges to. */
export const noLimitRepaired = defineClaim({
  ...shared,
  id: 'ex-2/no-limit@repaired',
  reading: 'repaired',
  statement:
    'Data and starts of example 2, where the run does not terminate: w_t/|w_t| converges to the direction of x1 - (x1.x2 / |x2|^2) x2.',
  slack: RATE_SLACK,
  reason: 'This is the max-margin direction of x1 under w.x2 <= 0, the limit of thm-3.2/classification@repaired.',
  evaluate: atReluLimit({
    further: exampleTwoHypotheses,
    judge: ({ data, run }) => {
      const [x1, x2] = [sample(data, 0), sample(data, 1)];
      const share = dot(x1, x2) / dot(x2, x2);
      const projected = plusMultiple(x1, -share, x2);
      const length = Math.sqrt(dot(projected, projected));
      const target = projected.map((entry) => entry / length);
      return { conclusion: rateSlack(run, target) };
    },
  }),
});
