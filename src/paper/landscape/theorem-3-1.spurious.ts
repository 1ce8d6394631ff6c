/** After theorem 3.1: what items 2 and 3 lose against the infimum. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { CaseContent, ClaimDefinition, Hypothesis, Label } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { holds, paper } from '../../claim/hypotheses.js';
import type { Dataset } from '../../data/dataset.js';
import { combination } from '../../generator/exact-vector.js';
import { signOfDot } from '../../numerics/exact-dot.js';
import { dot } from '../../numerics/vector.js';
import type { LandscapeRegion } from '../../oracle/landscape.js';
import { ON_KINK } from '../setting/neuron-defects.js';
import { directions, onDirections } from './directions.js';
import { farOut, scaledLoss } from './far-out.js';
import { reachesTheInfimum } from './theorem-3-1.spurious.certificate.js';
import { reachesInfimumForCoq } from './theorem-3-1.spurious.coq.js';

/** The case with a point of the edge instead of its start, where that leads to one: all positives active, a negative on its kink. */
function onEdge(content: CaseContent): CaseContent {
  const { data, vectors } = content;
  const u = vectors?.separator ?? content.start;
  for (const [j, row] of data.x.entries()) {
    const w = combination(dot(row, row), u, -dot(u, row), row);
    const signs = data.x.map((other) => signOfDot(other, w));
    if (signs[j] === 0 && signs.every((sign, i) => (data.y[i] === 1 ? sign > 0 : sign <= 0))) return { ...content, start: w };
  }
  return content;
}

const runs = directions(['partial', 'separable', 'silent']);

const shared = {
  chapter: 'landscape',
  kind: 'exact',
  source: 'Section 3.1, the remark after theorem 3.1',
  ...runs,
  cases: fc.oneof(runs.cases, runs.cases.map(onEdge)),
  required: { 'J:all': 0.05, 'J:some': 0.1, 'J:none': 0.1 },
} satisfies Partial<ClaimDefinition>;

function inItems({ kind }: LandscapeRegion): Hypothesis {
  return holds(paper('items-2-3', 'w* is of item 2 or 3, and not of item 1'), kind === 'partial' || kind === 'silent');
}

function labelOf(data: Dataset, { activePositives }: LandscapeRegion): Label {
  return ['J', activePositives.length === 0 ? 'none' : activePositives.length < data.positives.length ? 'some' : 'all'];
}

/** Every such direction, as printed. */
export const spurious = defineClaim({
  ...shared,
  id: 'thm-3.1/spurious',
  defect: ON_KINK,
  statement: 'Along every direction w* of items 2 and 3 of theorem 3.1 (and not of item 1) the limit of L exceeds its infimum L* = n-/n.',
  slack: 'n (limit of L along w* - L*) - 1/2',
  reason:
    'Item 2 allows J = I+. With all positives active and a negative at w*.x_j = 0 the direction is not of item 1, whose inequalities are strict, and L tends to L*. See thm-3.1/spurious@repaired.',
  certify: certifier(reachesTheInfimum),
  coq: reachesInfimumForCoq,
  evaluate: onDirections(({ data, w, region, parts }) => {
    const { value, rounding } = scaledLoss(data, w, farOut(data, w), parts);
    const excess = value - data.negatives.length;
    return {
      hypotheses: [inItems(region)],
      conclusion: { slack: excess - 0.5, rounding, step: 0, note: `n times the limit exceeds n- by ${excess}` },
      labels: [labelOf(data, region)],
    };
  }),
});

/** Those alone that leave a positive inactive. */
export const spuriousRepaired = defineClaim({
  ...shared,
  id: 'thm-3.1/spurious@repaired',
  reading: 'repaired',
  statement:
    'Along the directions of items 2 and 3 of theorem 3.1 the limit of L exceeds L* by the share of positives that are not active, (n+ - |J|)/n: they are spurious if and only if J is not all of I+.',
  slack: '1/2 - |n (limit of L along w* - L*) - (n+ - |J|)|',
  reason: 'Active positives vanish far out, and each other sample keeps its loss 1.',
  evaluate: onDirections(({ data, w, region, parts }) => {
    const { value, rounding } = scaledLoss(data, w, farOut(data, w), parts);
    const excess = value - data.negatives.length;
    const missing = data.positives.length - region.activePositives.length;
    return {
      hypotheses: [inItems(region)],
      conclusion: {
        slack: 0.5 - Math.abs(excess - missing),
        rounding,
        step: 0,
        note: `n times the limit exceeds n- by ${excess}, and ${missing} positives are not active`,
      },
      labels: [labelOf(data, region)],
    };
  }),
});
