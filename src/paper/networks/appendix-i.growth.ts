/** Appendix I, before eq. 36: how the combined weights of a partition grow under SGD. */

import { networkCertifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { IDLE_DRAW } from '../setting/defects.js';
import { prove } from './appendix-i.growth.certificate.js';
import { idleDrawForCoq } from './appendix-i.growth.coq.js';
import { judgeWindows } from './judge-windows.js';
import { SETTLING, settlingCases } from './network-cases.js';
import { eachPartition, judgeDraws, judgeEveryStep } from './partition-growth.js';

/** What both readings share. */
const growthOfPartitions = {
  chapter: 'networks',
  source: 'Appendix I, before eq. 36',
  required: { 'draw:within': 0.3, 'draw:elsewhere': 0.3 },
  cases: settlingCases({ steps: 1500 }),
  recipe: SETTLING,
} as const;

/** Growth at each step, as printed: refuted, the draws from other partitions leave Wt_r as it is. */
export const growth = defineClaim({
  ...growthOfPartitions,
  id: 'app-i/growth',
  defect: IDLE_DRAW,
  statement:
    'SGD, L(W) < 1/n, patterns constant from T on and disjoint: |Wt_r(t+1)| >= |Wt_r(t)| + eta_t r with some r > 0, so |Wt_r| is strictly increasing at each step.',
  slack: '1 where |Wt_r| grows, -1 where Wt_r stays as it is, smallest over t and r',
  reason:
    'A draw from another partition moves no neuron that acts on B_r. The constant r is asked for under a bound on |Wt_r| that is then contradicted: growth at a draw from B_r falls like exp(-y Wt_r.x).',
  evaluate: judgeWindows({ descent: 'stochastic', smallLoss: true, judge: (step) => eachPartition(step, judgeEveryStep) }),
  certify: networkCertifier(prove),
  coq: idleDrawForCoq,
});

/** Growth at the draws from the partition, with the constant that there is: holds. */
export const growthRepaired = defineClaim({
  ...growthOfPartitions,
  id: 'app-i/growth@repaired',
  reading: 'repaired',
  statement:
    'SGD, L(W) < 1/n, patterns constant from T on and disjoint: a draw of x from B_r makes |Wt_r| grow by at least eta_t (sum v_k^2) u exp(-u) / |Wt_r|, u = y Wt_r.x > 0, and the other draws leave it. So while |Wt_r| <= F and u >= m the growth is at least eta_t times a constant.',
  slack: '(|Wt_r(t+1)| - |Wt_r(t)|) / bound - 1 at the draws from B_r, smallest over t and r; -1 where another draw moves Wt_r',
  reason: '|w + c z| >= (w + c z).w / |w| = |w| + c z.w / |w|, with c = eta_t (sum v_k^2) exp(-u) and z = y x.',
  evaluate: judgeWindows({ descent: 'stochastic', smallLoss: true, judge: (step) => eachPartition(step, judgeDraws) }),
});
