/** Beyond the paper: how often a negative is struck. */

import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { slackRecord } from '../../claim/slack.js';
import { localSliding } from '../generators/local-sliding.js';
import { COUNT_FROM, EXPECTED, onStruckRuns } from './struck-runs.js';
import { struckSteps } from './struck-steps.js';

/** Plain steps before strikes are followed one by one. */
const STEPS = 2 ** 15;
/** A count may be off by this for its phase, and by this share for what is still settling. */
const room = (expected: number): number => 2 + expected / 128;

/**
 * N_j(t) = (n/eta) mu_j ln t + o(ln t), N_j the number of strikes on x_j.
 *
 * w_t = w_0 + sum_J A_i x_i - sum_j M_j x_j with A_i, M_j >= 0 what the samples' steps add up to, and w_t = p ln t + o(ln t). So
 * sum A_i x_i - sum M_j x_j = (sum lambda_i x_i - sum mu_j x_j) ln t + o(ln t), and as the x_i with p.x_i = 1 and the x_j with p.x_j = 0
 * are linearly independent, M_j = mu_j ln t + o(ln t); the others' sums are bounded. A strike at w.x_j = u adds (eta/n) e^u to M_j, and u is
 * at most the drift of one step, of the order of 1/t, unless a strike on another kink lifts it, for which that has to be at an obtuse angle.
 */
export const strikes = defineClaim({
  id: 'thm-3.2/strikes@repaired',
  reading: 'repaired',
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Theorem 3.2, case 2: how often the region is left',
  statement:
    'ReLU model, the positives J active from some step on and no others: a negative x_j is struck N_j(t) times up to t, and N_j(t) / ln t tends to (n/eta) mu_j. Here mu_j are the multipliers of w.x_j <= 0 in the max-margin problem of J, unique, and no two negatives with mu_j > 0 are at an obtuse angle.',
  slack: `1 - |N - expected| / (2 + expected / 128), smallest over the kinks. N counts the strikes from an ln t of ${COUNT_FROM} or more, where transients have died out, to where ${EXPECTED} are expected on each kink`,
  reason:
    'w_t is w_0 plus what the samples have added, and p ln t + o(ln t). With independent vectors the sums are lambda_i ln t and mu_j ln t, and each strike adds (eta/n) x_j in the limit.',
  ...struckSteps(STEPS, localSliding(), 1),
  required: { 'kinks:1': 0.3 },
  evaluate: onStruckRuns({
    judge: ({ kinks, from, until }) => {
      const slack = slackRecord();
      for (const { sample, strikes: count, expected } of kinks) {
        slack.record(
          1 - Math.abs(count - expected) / room(expected),
          1e-6,
          0,
          () => `sample ${sample + 1} is struck ${count} times from ln t = ${from} to ${until}; ${expected} is expected`,
        );
      }
      return concluded(slack, 'no kink is struck');
    },
  }),
});
