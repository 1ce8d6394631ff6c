/** Section 2: the ReLU loss is neither convex nor smooth, on which data. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { CaseContent, ClaimDefinition } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, isSeparable } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { dataset } from '../../data/dataset.js';
import { latticeVector } from '../../generator/lattice.js';
import { separable } from '../../generator/separable.js';
import { nth } from '../../numerics/lists.js';
import { mirrored } from '../generators/mirrored.js';
import { ANY_DATA } from '../setting/neuron-defects.js';
import { bendsOf, convexOn, kinksOf } from './bends.js';
import { isConvex } from './section-2.nonconvex.certificate.js';
import { convexForCoq } from './section-2.nonconvex.coq.js';

/** Dimension of the raw vectors that cases are drawn with. */
const MOST_FEATURES = 16;

const shared = {
  chapter: 'landscape',
  kind: 'exact',
  source: 'Section 2, after problem (P), and section 1.1',
  ...onAnyData<CaseContent>(fc.oneof(separable(), mirrored()), (source) =>
    fc.tuple(source, latticeVector(MOST_FEATURES), latticeVector(MOST_FEATURES)).map(([{ data, separator }, from, to]) => ({
      data,
      start: separator.map((_, j) => nth(from, j % MOST_FEATURES)),
      steps: { kind: 'none' },
      vectors: { perturbation: separator.map((_, j) => nth(to, j % MOST_FEATURES)) },
    })),
  ),
  required: { 'convex:yes': 0.05, 'convex:no': 0.3 },
} satisfies Partial<ClaimDefinition>;

/** On all data, as printed. */
export const nonconvex = defineClaim({
  ...shared,
  id: 'sec-2/nonconvex',
  defect: ANY_DATA,
  statement: 'With ReLU the loss of problem (P) is neither convex nor smooth, on whatever separable data.',
  slack:
    'the smaller of -(least second difference of L across the kink of a line of samples, over its length and the samples on it), and the largest absolute one less what curvature allows',
  reason:
    'Positives bend L down at their kinks, negatives up. Where each positive x has a negative -x opposite, the two kinks cancel: exp(-max(0, w.x)) + exp(max(0, -w.x)) = 1 + exp(-w.x), so L is convex and analytic, as with the linear model. See sec-2/nonconvex@repaired.',
  certify: certifier(isConvex),
  coq: convexForCoq,
  evaluate(input, parts) {
    const data = dataset(input.data);
    const hypotheses = [isSeparable(data, parts)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const slack = slackRecord();
    const bends = bendsOf(data, input, parts);
    if (bends === undefined) return { hypotheses, undecided: 'no point is on one kink alone', labels: [] };
    const lowest = nth(
      [...bends].sort((a, b) => a.measured - b.measured),
      0,
    );
    const sharpest = nth(
      [...bends].sort((a, b) => Math.abs(b.measured) - b.curvature - (Math.abs(a.measured) - a.curvature)),
      0,
    );
    slack.record(
      -lowest.measured,
      lowest.rounding,
      0,
      () => `the second difference is ${lowest.measured} at least on every line`,
      'non-convex',
    );
    slack.record(
      Math.abs(sharpest.measured) - sharpest.curvature,
      sharpest.rounding,
      0,
      () => `the second difference is ${sharpest.measured} at most on every line, no more than curvature`,
      'non-smooth',
    );
    return conclude(hypotheses, slack, { undecided: 'every line is lost in rounding', labels: kinksOf(data) });
  },
});

/** Where the lengths on some line leave a kink. */
export const nonconvexRepaired = defineClaim({
  ...shared,
  id: 'sec-2/nonconvex@repaired',
  reading: 'repaired',
  statement:
    'With ReLU the loss is convex if and only if on each line through the origin the negatives are together at least as long as the positives; it is differentiable if and only if the two lengths are equal on each line.',
  slack:
    'the smaller of 1 - |second difference of L across a kink - (lengths of negatives - lengths of positives on its line)| / (what curvature allows), over the lines, and, where L is said to be convex, 1 - L((u + v)/2) / ((L(u) + L(v))/2)',
  reason:
    'L is a sum over lines of functions F(w.e), each convex on both sides of 0 with a jump of its slope at 0 by (lengths of negatives - lengths of positives)/n. At a point on one kink alone the other terms are smooth, so one negative jump spoils convexity; without one every term is convex.',
  evaluate(input, parts) {
    const data = dataset(input.data);
    const hypotheses = [isSeparable(data, parts)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const slack = slackRecord();
    const bends = bendsOf(data, input, parts);
    if (bends === undefined) return { hypotheses, undecided: 'no point is on one kink alone', labels: [] };
    for (const { measured, expected, curvature, rounding } of bends) {
      slack.record(
        1 - Math.abs(measured - expected) / curvature,
        rounding / curvature,
        0,
        () => `the second difference is ${measured}, the lengths give ${expected}, curvature ${curvature} at most`,
        'kinks',
      );
    }
    const labels = kinksOf(data);
    if (labels.some(([name, value]) => name === 'convex' && value === 'yes')) convexOn(data, input, parts, slack);
    return conclude(hypotheses, slack, { undecided: 'every line is lost in rounding', labels });
  },
});
