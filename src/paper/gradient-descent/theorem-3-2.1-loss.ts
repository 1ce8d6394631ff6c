/** Theorem 3.2, case 1: what becomes of the loss. */

import { defineClaim } from '../../claim/define.js';
import { allMet, holds, paper } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { workspace } from '../../model/model.js';
import { exp } from '../../numerics/elementary.js';
import { gamma } from '../../numerics/rounding.js';
import { HORIZON } from '../setting/settled-run.js';
import { freeDirection, placeOfBest } from './positives.js';
import { allActive, atReluLimit, tendsTo } from './relu-limit.js';
import { limitsInTheRegion } from './relu-runs.js';

/** The loss tends to its infimum. */
export const caseOneLoss = defineClaim({
  id: 'thm-3.2/1-loss',
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Theorem 3.2, case 1',
  statement: 'Where w^+ is in the separable region and w_t/|w_t| converges to it, L(w_t) -> L* = n-/n.',
  slack:
    'the smaller of 1/2 - n |L(w) - L*| at the last two moments at which the direction is read, and -ln(L - L*) / ln t - 1/2 at the last',
  reason:
    'The region is open, so w_t is in it from some t on, where all w.x_i, i positive, grow with |w_t|, and |w_t| grows without bound as long as the gradient does not vanish.',
  ...limitsInTheRegion,
  required: { 'outcome:global': 0.5 },
  evaluate: atReluLimit({
    further: (data, _, parts) => [holds(paper('w+-inside', 'w^+ is in the separable region'), placeOfBest(data, parts) === 'inside')],
    judge: (limit) => {
      const { data, run, parts } = limit;
      const tends = tendsTo(run, freeDirection(data, data.positives, parts));
      const hypotheses = [allActive(limit), holds(paper('converges', 'w_t/|w_t| converges to w^+'), tends)];
      if (!allMet(hypotheses)) return { hypotheses };
      const slack = slackRecord();
      const into = workspace(parts.relu, data);
      for (const { s, w } of [run.middle, run.last]) {
        parts.relu.evaluate(data, w, into);
        const loss = data.n * into.loss * exp(into.shift);
        slack.record(
          0.5 - Math.abs(loss - data.negatives.length),
          gamma(8 * data.n) * data.n,
          0,
          () => `n L is ${loss} at ln t = ${s}`,
          'loss',
        );
      }
      const { logExcess } = run.last;
      slack.record(-logExcess / HORIZON - 0.5, 1e-3, 0, () => `L - L* is e^${logExcess} at ln t = ${HORIZON}`, 'excess');
      return { hypotheses, conclusion: slack.conclusion() };
    },
  }),
});
