/** Eq. 36: the neurons of one partition move in proportion under SGD too. */

import { defineClaim } from '../../claim/define.js';
import { judgeWindows } from './judge-windows.js';
import { SETTLING, settlingCases } from './network-cases.js';
import { judgeProportional, PROPORTIONAL_SLACK } from './proportional.js';

/** Neurons of one partition move in proportion to their output weights, draw by draw: holds. */
export const stochasticProportional = defineClaim({
  id: 'thm-4.2/eq-36',
  chapter: 'networks',
  source: 'Appendix I, eq. 36',
  statement:
    'SGD with steps (k+1)^(-alpha), L(W) < 1/n, patterns constant from T on and disjoint: neurons active on one partition move in proportion, w_k(t) - w_k(T) = (v_k / v_1) (w_1(t) - w_1(T)).',
  slack: PROPORTIONAL_SLACK,
  reason: 'Each draw moves a neuron that acts on it by v_k times one vector, and moves no other: eq. 29 holds for each draw.',
  required: { 'neurons:shared': 0.2 },
  cases: settlingCases({ steps: 1500 }),
  recipe: SETTLING,
  evaluate: judgeWindows({ descent: 'stochastic', smallLoss: true, judge: judgeProportional }),
});
