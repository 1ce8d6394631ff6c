/** Theorem 3.2: what gradient descent comes to, with the positives that do not settle. */

import { defineClaim } from '../../claim/define.js';
import { RATE_SLACK } from '../setting/limit-direction.js';
import { constrainedDirection } from './positives.js';
import { recurrentMargin, velocitySlack } from './recurrent.js';
import { atReluLimit, towards } from './relu-limit.js';
import { reluLimitsAndLocks } from './relu-runs.js';

/**
 * Each positive is active from some step on (J), inactive from some step on, or recurrent: active infinitely often and inactive infinitely often
 * (R). If the loss stays bounded, w.x_r = o(ln t) for r in R, and J is not empty, then w_t = p ln t + o(ln t), p the vector of least length with
 * p.x_i >= 1 on J, p.x_j <= 0 on the negatives and p.x_r >= 0 on R. Proof in docs/explanation/limits.md.
 */
export const classification = defineClaim({
  ...reluLimitsAndLocks,
  id: 'thm-3.2/classification@repaired',
  reading: 'repaired',
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Theorem 3.2',
  statement:
    'From any start, with 0 < eta < 2/beta, beta a bound on the smoothness where L <= L(w_0), gradient descent terminates, or some positives J are active from some step on and w_t/|w_t| converges. Let R be the positives that are active infinitely often and inactive infinitely often. The limit is the unit vector that maximises the least w.x_i over J, subject to w.x_j <= 0 for all negatives and w.x_r >= 0 for r in R. Where R is empty the error is O(ln ln t / ln t).',
  slack: `${RATE_SLACK}. Where R is not empty it is 1/32 - |mean velocity in ln t - p| / |p|, with p the vector of least length along the limit that has p.x_i >= 1 on J. It is 1 where the run terminates`,
  reason:
    'By the potential |w_t - p ln t|^2 with p = sum lambda_i x_i - sum mu_j x_j + sum nu_r x_r. A step adds O(1/t) for J and the negatives, o(ln t)/t for R, and its own square. The squares add up to O(|w_t|), as every step of an active sample moves w along a separator. So |w_t - p ln t|^2 = o(ln^2 t) where w.x_r = o(ln t), and O(ln t) where R is empty.',
  required: {
    'outcome:global': 0.05,
    'outcome:terminated': 0.05,
    'outcome:global-sliding': 0.05,
    'outcome:local': 0.02,
    'outcome:recurrent': 0.01,
  },
  evaluate: atReluLimit({
    terminated: { slack: 1, rounding: 0, step: 0, note: 'the run terminates' },
    recurrent: (run, data, parts) => velocitySlack(run, recurrentMargin(data, run.J, run.recurrent, parts)),
    judge: ({ data, run, J, parts }) => ({
      conclusion: J.length === 0 ? undefined : towards(run, constrainedDirection(data, J, parts)),
      undecided: 'no positive is active in the end',
    }),
  }),
});
