/** Section 3.2, before theorem 3.2: when gradient descent may converge to w^+ or w^+_J. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { Claim, ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { holds, paper } from '../../claim/hypotheses.js';
import { onAnyData } from '../../claim/sources.js';
import { everySample, sample } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { largest } from '../../numerics/lists.js';
import { cosine } from '../../numerics/vector.js';
import { edge } from '../generators/edge.js';
import { limitRuns } from '../setting/limit-runs.js';
import { ON_EDGE } from '../setting/neuron-defects.js';
import { exampleOneRuns } from './examples.js';
import { EDGE, freeDirection } from './positives.js';
import { atReluLimit, tendsTo } from './relu-limit.js';
import { convergesToTheEdge } from './section-3-2.only-when.certificate.js';
import { edgeForCoq } from './section-3-2.only-when.coq.js';

const runs = onAnyData(fc.oneof(separable(), edge()), limitRuns({ slope: 0, kinds: ['separable', 'separable', 'partial', 'random'] }));

const shared = {
  chapter: 'gradient descent',
  kind: 'asymptotic',
  source: 'Section 3.2, on w^+ and on w^+_J before theorem 3.2',
  ...runs,
  recipe: 'limits of ReLU runs, w^+ inside or on the edge',
  cases: fc.oneof({ weight: 3, arbitrary: runs.cases }, { weight: 1, arbitrary: exampleOneRuns }),
} satisfies Partial<ClaimDefinition>;

/** @param isOpen - whether w^+ itself has to have w.x_j < 0, not only <= 0. */
function convergesOnlyWhere(isOpen: boolean): Claim['evaluate'] {
  return atReluLimit({
    judge: ({ data, run, J, parts }) => {
      const target = J.length === 0 ? undefined : freeDirection(data, J, parts);
      const limit = tendsTo(run, target) ? target : undefined;
      const hypotheses = [
        holds(paper('converges', 'w_t/|w_t| converges to w^+_J, J the positives active in the end'), limit !== undefined),
      ];
      if (limit === undefined) return { hypotheses };
      const others = everySample(data).filter((i) => !J.includes(i));
      const closest = largest(others.map((i) => cosine(limit, sample(data, i))));
      const strict = isOpen && J.length === data.positives.length;
      const onEdge = Math.abs(closest) <= EDGE;
      return {
        hypotheses,
        conclusion: {
          slack: onEdge ? (strict ? -0.5 : 0) : -closest,
          rounding: onEdge ? 0 : EDGE,
          step: 0,
          note: `the largest cosine of the limit with a sample that is to be inactive is ${closest}`,
        },
      };
    },
  });
}

/** The open region for w^+, W_J for w^+_J. */
export const onlyWhen = defineClaim({
  ...shared,
  id: 'sec-3.2/only-when',
  defect: ON_EDGE,
  statement:
    'Only where w^+ is in the linearly separable region gradient descent may converge to it in direction, and to w^+_J, J the positives active in the end and not all, only where it is in W_J.',
  slack: '-(largest cosine of the limit with a sample that is to be inactive), and -1/2 where w^+ is on the edge of the region',
  reason:
    'The region is open, and a run within it can tend to a direction on its edge. With one positive x1 and a negative at a right angle to it, w_t = w_0 + c_t x1 for ever, so w_t/|w_t| -> x1/|x1| = w^+, where w^+.x2 = 0. See sec-3.2/only-when@repaired.',
  required: { 'outcome:global': 0.1 },
  certify: certifier(convergesToTheEdge),
  coq: edgeForCoq,
  evaluate: convergesOnlyWhere(true),
});

/** W_J for all J, I+ among them. */
export const onlyWhenRepaired = defineClaim({
  ...shared,
  id: 'sec-3.2/only-when@repaired',
  reading: 'repaired',
  statement:
    'Gradient descent converges in direction to w^+_J, J the positives active in the end (all of them included), only where w^+_J is in W_J, whose negatives may have w.x_j = 0.',
  slack: '-(largest cosine of w^+_J with a sample outside J)',
  reason:
    'A sample with a positive product with the limit is active from some step on. A positive would then be in J; a negative would have a loss that grows without bound, which a step answers by throwing w back.',
  required: { 'outcome:global': 0.1, 'outcome:local': 0.05 },
  evaluate: convergesOnlyWhere(false),
});
