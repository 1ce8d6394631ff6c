/** Beyond the paper: the constant of the direction's error on the linear model (Soudry et al. 2018). */

import { defineClaim } from '../../claim/define.js';
import { holds, paper } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { wholePower } from '../../numerics/elementary.js';
import { distance, norm, normalized } from '../../numerics/vector.js';
import { wholeResidual } from '../../oracle/residual.js';
import { WINDOW } from '../setting/settled-run.js';
import { linearLimits } from './limit-runs.js';
import { allowance, settling } from './settling.js';
import { onSettlingRuns } from './settling-runs.js';

/** Rounding of the integrator's linear solves orthogonal to the span, relative to |w|; measured: up to 5e-12. */
const DRIFT = 1e-10;

/** The limit of the direction's error times ln t. */
export const errorConstant = defineClaim({
  id: 'soudry/constant',
  chapter: 'linear model',
  kind: 'asymptotic',
  source: 'Soudry et al. 2018, theorem 4',
  statement:
    'Linear model, small step, no degenerate support vector, support vectors that span the data: |w_t/|w_t| - w^| ln t tends to c = gamma |rho - (rho.w^) w^|, with rho the limit of w_t - p ln t, whose part orthogonal to the span is that of w_0.',
  slack:
    '1 - | |w_t/|w_t| - w^| - c / ln t | / (twice the second-order term of the angle + the allowance for w + 1e-10), smallest over ln t = 10^4 .. 10^6',
  reason:
    'With s = ln t and w = p s + rho + o(1), the angle between w and p is |r| / (|p| s) + O(s^-2), where r is the part of rho orthogonal to p.',
  ...linearLimits,
  evaluate: onSettlingRuns({
    further: ({ spans }) => [holds(paper('support-spans', 'the support vectors span the data'), spans)],
    judge(run) {
      const { limit, start, best } = run;
      const { along, beside } = wholeResidual(limit, best.direction, start);
      const size = norm(limit.p);
      const slack = slackRecord();
      for (const { s, w, bound } of settling(run)) {
        if (s < WINDOW.early || bound === Number.POSITIVE_INFINITY) continue;
        const error = distance(normalized(w), best.direction);
        const expected = beside / (size * s);
        const angle = beside / (size * s + along);
        const room = (bound + allowance(run)) / (size * s + along) + 2 * Math.abs(angle - expected) + wholePower(angle, 3) + DRIFT;
        slack.record(
          1 - Math.abs(error - expected) / room,
          1e-3,
          0,
          () => `at ln t = ${s} the error times ln t is ${error * s}, expected ${expected * s}`,
        );
      }
      return slack;
    },
  }),
});
