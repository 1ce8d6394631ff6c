/** Beyond the paper: how high kinks are crossed, and how large the loss is, while negatives are struck again and again. */

import fc from 'fast-check';
import { concluded } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isPositiveStep, isSeparable, paper } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { eta } from '../../claim/steps.js';
import { dataset, radius } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { nth, pairs } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { norm } from '../../numerics/vector.js';
import { localSliding } from '../generators/local-sliding.js';
import { obtuseKinks } from '../generators/obtuse-kinks.js';
import { lateStretch, STRETCH_FROM } from './late-stretch.js';
import { lifts } from './lifts.js';
import { struckSteps } from './struck-steps.js';

const STEPS = 2 ** 16;

/** The largest loss under chatter. */
export const chatterLoss = defineClaim({
  id: 'thm-3.2/chatter-loss@repaired',
  reading: 'repaired',
  chapter: 'gradient descent',
  source: 'Theorem 3.2, cases 1 to 3: what the loss does',
  statement:
    'ReLU model, h = eta/n, no negative active at w_T, and exp(-w_t.x_i) <= eps for all active positives from there on. Let V be the least solution of V_j = h (sum_k (-x_j.x_k)^+ exp(V_k) + eps sum_i (x_i.x_j)^+) over the negatives that act, with V_j <= h |x_j|^2. Then w_t.x_j <= V_j, and n L(w_t) <= n - |J_t| + sum_j (exp(V_j) - 1) + sum_{i in J_t} exp(-w_t.x_i), J_t the active positives. So where eps -> 0 and no two struck negatives are at an obtuse angle, L(w_t) -> L* + (n+ - |J|)/n.',
  slack: `the smallest of 1 - w_t.x_j / V_j and of 1 - (n L - n + |J_t| - sum exp(-w_t.x_i)) / sum (exp(V_j) - 1), from the first step after ${STRETCH_FROM} at which no negative acts to step ${STEPS}`,
  reason:
    'An active x_j is thrown back by h |x_j|^2 exp(w.x_j), which is more than V_j; an inactive one is lifted from below 0, by V_j at most. Only strikes at an obtuse angle, and the vanishing pull of positives, lift.',
  ...struckSteps(STEPS, fc.oneof({ weight: 1, arbitrary: localSliding() }, { weight: 4, arbitrary: obtuseKinks() }), 3),
  required: { 'kinks:lifted': 0.1, 'kinks:alone': 0.2 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const h = eta(input) / data.n;
    const hypotheses = [isSeparable(data, parts), isPositiveStep(input)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    // Bounds that do not exist for few strikes and light pulls do not for more.
    const stretch = lateStretch(input, data, parts, (grown) => lifts(data, h, grown).bounds === undefined);
    const isQuiet = typeof stretch !== 'string' && stretch.quiet !== undefined;
    hypotheses.push(holds(paper('quiet', `no negative is active at some step from ${STRETCH_FROM} on`), isQuiet));
    if (typeof stretch === 'string' || !allMet(hypotheses)) return { hypotheses, labels: [] };
    const { struck, bounds, obtuse } = lifts(data, h, stretch);
    hypotheses.push(
      holds(paper('struck', 'some negative acts'), struck.length > 0),
      holds(paper('thrown-back', 'V_j <= h |x_j|^2'), bounds !== undefined),
    );
    if (bounds === undefined || !allMet(hypotheses)) return { hypotheses, labels: [] };
    const slack = slackRecord();
    const { highest, excess, w, steps } = stretch;
    for (const [j, bound] of pairs(struck, bounds)) {
      const height = nth(highest, j);
      const rounding = (gamma(8 * data.d) * (1 + norm(w)) * radius(data)) / bound;
      slack.record(1 - height / bound, rounding, steps, () => `w.x_${j + 1} reaches ${height}; ${bound} is allowed`, 'kinks');
    }
    const most = bounds.reduce((sum, bound) => sum + exp(bound) - 1, 0);
    slack.record(
      1 - excess.value / most,
      (gamma(8 * (data.n + data.d)) * data.n * (1 + norm(w) * radius(data))) / most,
      excess.step,
      () => `n L exceeds what is inactive and what positives add by ${excess.value}; ${most} is allowed`,
      'loss',
    );
    return { hypotheses, ...concluded(slack, 'the bounds are lost in rounding'), labels: [['kinks', obtuse ? 'lifted' : 'alone']] };
  },
});
