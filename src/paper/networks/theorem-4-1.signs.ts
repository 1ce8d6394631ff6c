/** Appendix H, up to eq. 33: the neurons that act on one partition have output weights of one sign. */

import { defineClaim } from '../../claim/define.js';
import { judgeWindows } from './judge-windows.js';
import { networkCases } from './network-cases.js';
import { judgeCeiling } from './output-ceiling.js';
import { isOfBothSigns } from './pattern-partitions.js';

/** The neurons of one partition have output weights of one sign: holds, by a ceiling on the outputs. */
export const signs = defineClaim({
  id: 'thm-4.1/signs',
  chapter: 'networks',
  source: 'Appendix H, up to eq. 33',
  statement:
    'Patterns constant from T on and disjoint, L(W) -> 0: all v_k with A_h,k = 1 have one sign. What is judged: where a partition has both signs, y f_t(x) <= y f_T(x) + (sum v_k^2) min w_k(T).x / |v_k| over its neurons with v_k y < 0 for every t >= T, so its loss cannot tend to 0.',
  slack: '(ceiling - y f_t(x)) / (1 + |ceiling|) for the samples of partitions with both signs; 1 for the others',
  reason: 'By eq. 29 a neuron with v_k y < 0 loses w_k.x at the rate |v_k| at which y f gains sum v_k^2, and it must stay active.',
  required: { 'partition:both-signs': 0.1, 'partition:one-sign': 0.3 },
  cases: networkCases({ steps: 300 }),
  evaluate: judgeWindows({
    descent: 'gradient',
    judge: (step) => {
      const { v, window, slack, label } = step;
      for (const { members, neurons } of window.partitions) {
        const both = isOfBothSigns(v, neurons);
        if (neurons.length > 0) label('partition', both ? 'both-signs' : 'one-sign');
        if (!both) slack.record(1, 0, step.after.k);
        else for (const i of members) judgeCeiling(step, neurons, i);
      }
    },
  }),
});
