/** Theorem 3.2, what case 2 says of w^+ said of w^+_J: some positives stay active, and their max-margin direction makes a negative active. */

import fc from 'fast-check';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, paper } from '../../claim/hypotheses.js';
import { sample } from '../../data/dataset.js';
import { largest } from '../../numerics/lists.js';
import { cosine } from '../../numerics/vector.js';
import { RATE_SLACK } from '../setting/limit-direction.js';
import { constrainedDirection, EDGE, freeDirection } from './positives.js';
import { atReluLimit, towards } from './relu-limit.js';
import { pushedRuns, reluLimits } from './relu-runs.js';

/** Local sliding. */
export const slidingOfSome = defineClaim({
  ...reluLimits,
  recipe: 'limits of ReLU runs, pushed',
  cases: fc.oneof({ weight: 1, arbitrary: reluLimits.cases }, { weight: 1, arbitrary: pushedRuns }),
  id: 'thm-3.2/2-local@repaired',
  reading: 'repaired',
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Theorem 3.2, cases 2 and 3',
  statement:
    'Where gradient descent keeps the positives J active, not all, and no others, and w^+_J.x_j > 0 for a negative x_j, it strikes kinks of negatives again and again. w_t/|w_t| converges with error O(ln ln t / ln t) to the max-margin direction of J under w.x_j <= 0 for all negatives, which is not w^+_J.',
  slack: `${RATE_SLACK}; -1/2 where no kink is struck`,
  reason:
    'See thm-3.2/classification@repaired with R empty. Without strikes the run would be linear on J and tend to w^+_J, so that w.x_j grows without bound.',
  required: { 'outcome:local-sliding': 1 },
  evaluate: atReluLimit({
    judge: ({ data, run, J, sliding, parts }) => {
      const proper = J.length > 0 && J.length < data.positives.length;
      const best = proper ? freeDirection(data, J, parts) : undefined;
      const farthest = best === undefined ? -1 : largest(data.negatives.map((j) => cosine(best, sample(data, j))));
      const hypotheses = [
        holds(paper('proper-subset', 'J is neither empty nor all of I+'), proper),
        holds(paper('w+_J-outside', 'w^+_J.x_j > 0 for some negative x_j'), farthest > EDGE),
      ];
      if (!allMet(hypotheses)) return { hypotheses };
      if (sliding.length === 0) return { hypotheses, conclusion: { slack: -0.5, rounding: 0, step: 0, note: 'no kink is struck' } };
      return { hypotheses, conclusion: towards(run, constrainedDirection(data, J, parts)) };
    },
  }),
});
