/** Theorem 4.1: the samples of one partition have one label. */

import { defineClaim } from '../../claim/define.js';
import { judgeWindows } from './judge-windows.js';
import { mixedCases } from './network-cases.js';
import { judgePurity, PURITY_SLACK } from './pure-partitions.js';

/** The samples of one partition have one label: holds. */
export const purity = defineClaim({
  id: 'thm-4.1/purity',
  chapter: 'networks',
  source: 'Theorem 4.1',
  statement:
    'Patterns constant from T on and disjoint, L(W) -> 0: the samples of one partition have one label. What is judged: in a partition with both labels some sample has loss at least 1 (neurons of one sign) or one bounded below as in thm-4.1/signs, for every t >= T.',
  slack: PURITY_SLACK,
  reason:
    'Neurons of one sign give f that sign on the whole partition, so samples of the other label have y f <= 0. With neurons of both signs thm-4.1/signs bounds y f.',
  required: { 'partition:mixed-labels': 0.3, 'partition:pure': 0.3 },
  cases: mixedCases({ steps: 300 }),
  evaluate: judgeWindows({ descent: 'gradient', judge: judgePurity }),
});
