/** Theorem 4.1: where the combined weights of each pattern partition go under gradient descent. */

import { networkCertifier } from '../../certify/certifier.js';
import type { Claim } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { leastOf } from '../../claim/outcome.js';
import { subset } from '../../data/dataset.js';
import { signedRows } from '../../oracle/max-margin.js';
import { combinedWeights } from '../../trajectory/network-sides.js';
import { ARGMIN } from '../setting/defects.js';
import { rateSlack } from '../setting/limit-direction.js';
import { TRAINED, trainedCases } from './network-cases.js';
import { SETTLED_LABELS } from './network-labels.js';
import { maxMarginDirection, printedArgmin, type Target } from './partition-target.js';
import { judgeSettled } from './settled-network.js';
import { prove } from './theorem-4-1.direction.certificate.js';
import { partitionLimitForCoq } from './theorem-4-1.direction.coq.js';

/** What both readings share. */
const limitOfPartitions = {
  chapter: 'networks',
  kind: 'asymptotic',
  slack: '1 - r(ln t = 10^6) / (2 max r(ln t = 10^4 .. 10^5)), r = |Wt_h/|Wt_h| - target| ln t / ln ln t, smallest over the partitions',
  cases: trainedCases({ steps: 0 }),
  recipe: TRAINED,
  required: SETTLED_LABELS,
} as const;

/** The limit as printed: refuted, it is the opposite direction. */
export const direction = defineClaim({
  ...limitOfPartitions,
  id: 'thm-4.1/direction',
  defect: ARGMIN,
  source: 'Theorem 4.1, with the definition of the direction before it',
  statement:
    'With argmin_{|w|=1} max_{x in B_h} w.(y x) as the definition of the direction: Wt_h/|Wt_h| converges to it with error O(ln ln t / ln t).',
  reason: 'The printed argmin over |w| = 1 of the maximum is minus the max-margin direction, as for thm-3.2/1.',
  evaluate: convergesTo(printedArgmin),
  certify: networkCertifier(prove),
  coq: partitionLimitForCoq,
});

/** The limit as meant: each Wt_h goes to the max-margin direction of its partition. */
export const directionIntended = defineClaim({
  ...limitOfPartitions,
  id: 'thm-4.1/direction@intended',
  reading: 'as-intended',
  source: 'Theorem 4.1',
  statement:
    'L(W) -> 0, patterns constant from some T on and disjoint: Wt_h/|Wt_h| converges to the max-margin direction of the y x over B_h with error O(ln ln t / ln t).',
  reason: 'Eq. 34 makes Wt_h gradient descent on a linear model.',
  evaluate: convergesTo(maxMarginDirection),
});

/** Judges the limit of each Wt_h: the smallest slack over the partitions. */
function convergesTo(target: Target): Claim['evaluate'] {
  return judgeSettled({ disjoint: true }, ({ data, v, run, partitions, parts }) => {
    const conclusions = partitions.flatMap(({ members, neurons }) => {
      const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(subset(data, members)) });
      return best.feasible ? [rateSlack(run, target(best.direction), (w) => combinedWeights(w, neurons, v, data.d))] : [];
    });
    return leastOf(conclusions);
  });
}
