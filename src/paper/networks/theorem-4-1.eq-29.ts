/** Eq. 29: the neurons of one partition move in proportion. */

import { defineClaim } from '../../claim/define.js';
import { judgeWindows } from './judge-windows.js';
import { ALL_NETWORKS, allNetworkCases } from './network-cases.js';
import { judgeProportional, PROPORTIONAL_SLACK } from './proportional.js';

/** Neurons of one partition move in proportion to their output weights: holds. */
export const proportional = defineClaim({
  id: 'thm-4.1/eq-29',
  chapter: 'networks',
  source: 'Appendix H, eq. 29',
  statement:
    'Patterns constant from T on and disjoint: neurons active on one partition move in proportion, w_k(t) - w_k(T) = (v_k / v_1) (w_1(t) - w_1(T)).',
  slack: PROPORTIONAL_SLACK,
  reason: 'Disjoint patterns make the gradient by w_k equal v_k times the same sum over the partition.',
  required: { 'neurons:shared': 0.2 },
  cases: allNetworkCases({ steps: 300 }),
  recipe: ALL_NETWORKS,
  evaluate: judgeWindows({ descent: 'gradient', judge: judgeProportional }),
});
