/** Beyond the paper: the limit of w_t - p ln t on the linear model (Soudry et al. 2018). */

import { defineClaim } from '../../claim/define.js';
import { slackRecord } from '../../claim/slack.js';
import { linearLimits } from './limit-runs.js';
import { allowance, settling } from './settling.js';
import { onSettlingRuns } from './settling-runs.js';

/** The residual within the span of the support vectors, and how fast it settles. */
export const residual = defineClaim({
  id: 'soudry/residual',
  chapter: 'linear model',
  kind: 'asymptotic',
  source: 'Soudry et al. 2018, theorem 4',
  statement:
    'Linear model, small step, no degenerate support vector: within the span of the support vectors, w_t - p ln t converges to the rho that solves sum (eta/n) exp(-y_i rho.x_i) y_i x_i = p = w^/gamma, summed over the support vectors. It does so at the speed of the slowest mode of the linearisation.',
  slack:
    '1 - |delta| / (what the previous checkpoint allows + 1e-6 (1 + |p|)) with delta the part of w - p ln t - rho in the span, smallest over ln t = 100 .. 10^6',
  reason:
    'Near the limit the flow in ln t is the gradient flow of a convex function with its minimum at rho, driven by the forces of other samples, which die out like powers of t.',
  ...linearLimits,
  evaluate: onSettlingRuns({
    judge(run) {
      const slack = slackRecord();
      for (const { s, delta, bound } of settling(run)) {
        if (bound === Number.POSITIVE_INFINITY) continue;
        slack.record(
          1 - delta / (bound + allowance(run)),
          1e-3,
          0,
          () => `at ln t = ${s} w - p ln t is ${delta} from its limit; ${bound} is allowed`,
        );
      }
      return slack;
    },
  }),
});
