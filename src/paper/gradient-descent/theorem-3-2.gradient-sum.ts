/** Beyond the paper: how fast the sum of the squared gradients grows where negatives are struck for ever. */

import { type Concluded, concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { holds, paper } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { radius, sample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';
import { localSliding } from '../generators/local-sliding.js';
import { STRETCH_FROM } from './late-stretch.js';
import { COUNT_FROM, onStruckRuns, type StruckRun } from './struck-runs.js';
import { struckSteps } from './struck-steps.js';

const STEPS = 2 ** 15;
/** A count may be off by this for its phase, and by this share for what is still settling. */
const room = (expected: number): number => 2 + expected / 128;

/** Judges both sums: of the plain steps, and of the count. */
export function sumSlack({ data, rate, stretch, kinks, from, until }: StruckRun): Concluded {
  const { J, acts, squares, heaviest, steps } = stretch;
  const square = (j: number): number => dot(sample(data, j), sample(data, j));
  const slack = slackRecord();
  const counted = data.negatives.reduce((sum, j) => sum + nth(acts, j) * square(j), 0) / data.n ** 2;
  // What the active positives add to a gradient, and the width of one drift.
  const pull = (heaviest * J.length * radius(data)) / data.n;
  const off = data.negatives.reduce((sum, j) => {
    const lift = (rate / data.n) * heaviest * J.reduce((all, i) => all + Math.max(0, dot(sample(data, i), sample(data, j))), 0);
    const single = Math.sqrt(square(j)) / data.n;
    const error = 2 * lift * single + pull;
    return sum + nth(acts, j) * error * (2 * single + error);
  }, 0);
  const bound = off + steps * pull * pull;
  slack.record(
    1 - Math.abs(squares - counted) / bound,
    1e-6,
    steps,
    () => `up to step ${steps} the squared gradients add up to ${squares}, the strikes' to ${counted}; ${bound} is allowed`,
    'strikes',
  );
  const total = (value: (kink: (typeof kinks)[number]) => number): number =>
    kinks.reduce((sum, kink) => sum + value(kink) * square(kink.sample), 0) / data.n ** 2;
  const [seen, expected] = [total(({ strikes }) => strikes), total((kink) => kink.expected)];
  slack.record(
    1 - Math.abs(seen - expected) / total((kink) => room(kink.expected)),
    1e-6,
    0,
    () => `from ln t = ${from} to ${until} the strikes add ${seen}; ${expected} is expected`,
    'rate',
  );
  return concluded(slack, 'no kink is struck');
}

/**
 * sum_{k<t} |grad L(w_k)|^2 = (1 / (n eta)) sum_j mu_j |x_j|^2 ln t + o(ln t).
 *
 * A strike on x_j comes at w.x_j = 0 but for the width u of one drift, with e^u <= 1 + 2 u, and u <= h eps sum_i (x_i.x_j)^+ where h = eta/n and
 * eps is the largest exp(-w.x_i), of the order of 1/t. So its gradient is x_j/n, up to (2 u |x_j| + eps |J| B)/n. Between strikes |grad L| is at
 * most eps |J| B / n, of the order of 1/t, and the sum of the squares is finite. (n/eta) mu_j strikes come per unit of ln t
 * (thm-3.2/strikes@repaired).
 */
export const gradientSum = defineClaim({
  id: 'thm-3.2/gradient-sum@repaired',
  reading: 'repaired',
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Appendix B, second display: what becomes of the sum',
  statement:
    'ReLU model, the positives J active from some step on and no others: sum_{k<t} |grad L(w_k)|^2 is (1/n^2) sum_j |x_j|^2 N_j(t) + O(1), N_j the strikes on x_j. Divided by ln t it tends to (1/(n eta)) sum_j mu_j |x_j|^2, with mu_j as in thm-3.2/strikes@repaired and no two negatives with mu_j > 0 at an obtuse angle. From some step on no two negatives act in one step.',
  slack: `the smaller of 1 - |S - sum_j N_j |x_j|^2 / n^2| / (its bound), S the sum from step ${STRETCH_FROM} to ${STEPS}, and 1 - |sum_j (N_j - expected) |x_j|^2| / sum_j (2 + expected / 128) |x_j|^2, N_j counted from ln t = ${COUNT_FROM} on`,
  reason:
    'Strikes come at w.x_j = 0 but for drifts of the order of 1/t, so each has the gradient x_j/n in the limit; (n/eta) mu_j of them come per unit of ln t. The gradients in between are of the order of 1/t, and their squares have a finite sum.',
  ...struckSteps(STEPS, localSliding(), 1),
  required: { 'kinks:1': 0.3 },
  evaluate: onStruckRuns({
    further: ({ together }) => [holds(paper('single', 'no two negatives act in one step'), together === 0)],
    judge: sumSlack,
  }),
});
