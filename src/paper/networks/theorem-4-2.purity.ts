/** Theorem 4.2, first part: under SGD too the samples of one partition have one label. */

import { defineClaim } from '../../claim/define.js';
import { judgeWindows } from './judge-windows.js';
import { mixedCases, underSgd } from './network-cases.js';
import { judgePurity, PURITY_SLACK } from './pure-partitions.js';

/** The samples of one partition have one label under SGD: holds. */
export const stochasticPurity = defineClaim({
  id: 'thm-4.2/purity',
  chapter: 'networks',
  source: 'Theorem 4.2, first part',
  statement:
    'SGD with steps (k+1)^(-alpha), patterns constant from T on and disjoint, L(W) < 1/n: the samples of one partition have one label. What is judged, as in thm-4.1/purity: in a partition with both labels some sample has loss at least 1 (neurons of one sign) or one bounded below (both signs), for every t >= T.',
  slack: PURITY_SLACK,
  reason:
    'L(W) < 1/n makes every y f positive, which neurons of one sign cannot do for both labels. With neurons of both signs eq. 29, which holds for each draw, bounds y f for ever. But the steps, whose sum is infinite, would drive y f beyond any bound.',
  required: { 'partition:mixed-labels': 0.3, 'partition:pure': 0.3 },
  cases: underSgd(mixedCases({ steps: 300 }), { steps: 300 }),
  evaluate: judgeWindows({ descent: 'stochastic', judge: judgePurity }),
});
