/** Section 4.2, after theorem 4.2: the hypotheses of both theorems as what a network under training comes to. */

import fc from 'fast-check';
import { networkCertifier } from '../../certify/certifier.js';
import { defineClaim } from '../../claim/define.js';
import { liftedRows } from '../../trajectory/network-sides.js';
import { RATE_SLACK, rateSlack } from '../setting/limit-direction.js';
import { DISJOINT } from '../setting/network-defects.js';
import { randomCases, sharingCases, trainedCases } from './network-cases.js';
import { prove } from './section-4-2.scope.certificate.js';
import { overlapForCoq } from './section-4-2.scope.coq.js';
import { judgeSettled } from './settled-network.js';

/** What both readings share. */
const underTraining = {
  chapter: 'networks',
  kind: 'asymptotic',
  recipe: 'networks under training',
  cases: fc.oneof(
    { weight: 3, arbitrary: sharingCases({ steps: 0 }) },
    { weight: 2, arbitrary: trainedCases({ steps: 0 }) },
    { weight: 1, arbitrary: randomCases({ steps: 0 }) },
  ),
} as const;

/** Disjoint patterns as what training comes to: refuted. */
export const scope = defineClaim({
  ...underTraining,
  id: 'sec-4.2/scope',
  defect: DISJOINT,
  source: 'Section 4.2, after theorem 4.2',
  statement:
    'After sufficiently many iterations of gradient descent that drive L(W) to 0 with constant patterns, the network partitions the samples into subsets for each of which the margin is maximised: the patterns of different partitions are disjoint, as theorems 4.1 and 4.2 need.',
  slack: '1 where the patterns are disjoint at the end, -1 where a neuron acts on two partitions',
  reason:
    'Nothing parts two groups of samples of one label that a neuron acts on, unless they are at an obtuse angle. How often random networks come to disjoint patterns is told in docs/explanation/network-scope.md.',
  required: { 'patterns:disjoint': 0.2 },
  evaluate: judgeSettled({ disjoint: false }, ({ disjoint, partitions }) => ({
    slack: disjoint ? 1 : -1,
    rounding: 0,
    step: 0,
    note: `${partitions.length} partitions, acted on by the neurons ${partitions.map(({ neurons }) => neurons.join(' ')).join(' | ')}`,
  })),
  certify: networkCertifier(prove),
  coq: overlapForCoq,
});

/** The limit of all neurons together, whether patterns are disjoint or not: holds. */
export const scopeRepaired = defineClaim({
  ...underTraining,
  id: 'sec-4.2/scope@repaired',
  reading: 'repaired',
  source: 'Section 4.2; Soudry et al. (2017), corollary 8, which it cites',
  statement:
    'L(W) -> 0 with constant patterns, disjoint or not: W/|W| converges to the max-margin direction of the rows y_i (v_k A_ik x_i)_k, on which y_i f is linear in W, with error O(ln ln t / ln t).',
  slack: RATE_SLACK,
  reason: 'While patterns last, the network is a linear model in W on those rows, and gradient descent on it is that of the linear model.',
  required: { 'patterns:overlapping': 0.2, 'patterns:disjoint': 0.2 },
  evaluate: judgeSettled({ disjoint: false }, ({ data, v, run, partitions, parts }) => {
    const best = parts.maxMargin({ dimension: data.d * v.length, atLeastOne: liftedRows(data, v, partitions) });
    return best.feasible ? rateSlack(run, best.direction) : undefined;
  }),
});
