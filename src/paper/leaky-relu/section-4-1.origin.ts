/** Section 4.1: the translation that takes the max-margin classifier of the rescaled data to the origin. */

import fc from 'fast-check';
import { certifier } from '../../certify/certifier.js';
import type { CaseContent, Claim, ClaimDefinition } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { allMet, holds, isSeparable, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { slopeOf } from '../../claim/read-case.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { type Dataset, dataset, radius } from '../../data/dataset.js';
import { separable } from '../../generator/separable.js';
import { slope as anySlope } from '../../generator/steps.js';
import { nth, smallest } from '../../numerics/lists.js';
import { UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { distance, dot } from '../../numerics/vector.js';
import { type FeasibleMargin, signedRows } from '../../oracle/max-margin.js';
import { mirrored } from '../generators/mirrored.js';
import { TRANSLATION } from '../setting/neuron-defects.js';
import { offsetMargin } from './offset-margin.js';
import { directionsDiffer } from './section-4-1.origin.certificate.js';
import { offsetForCoq } from './section-4-1.origin.coq.js';

/** Offsets below this share of the margin are none. */
const NONE = 1e-12;

const shared = {
  chapter: 'leaky relu',
  kind: 'exact',
  source: 'Section 4.1, before the definition of w*',
  ...onAnyData<CaseContent>(fc.oneof({ weight: 3, arbitrary: separable() }, { weight: 1, arbitrary: mirrored() }), (source) =>
    fc
      .tuple(source, anySlope())
      .map(([{ data, separator }, slope]) => ({ data, start: separator.map(() => 0), slope, steps: { kind: 'none' } })),
  ),
} satisfies Partial<ClaimDefinition>;

/** Data whose negatives are -2x for the positives x, with slope 1/2: the classifier with an offset has none. */
const centred = mirrored([2]).map(
  ({ data, separator }): CaseContent => ({
    data,
    start: separator.map(() => 0),
    slope: 1 / 2,
    steps: { kind: 'none' },
  }),
);

/** The max-margin classifiers of rescaled data: through the origin, and with an offset. */
interface Classifiers {
  readonly data: Dataset;
  readonly rows: readonly Float64Array[];
  readonly through: FeasibleMargin;
  /** Its margin is twice that of the classifier. */
  readonly free: FeasibleMargin;
  /** u.x = offset is the classifier, u the direction of `free`. */
  readonly offset: number;
  /** A bound on what rounded rows move a direction. */
  readonly rounding: number;
  readonly parts: Parts;
}

/** Whether the offset of a classifier is none beside its margin. */
export function isCentred(offset: number, margin: number): boolean {
  return Math.abs(offset) <= NONE * margin;
}

function onClassifiers(record: (at: Classifiers, slack: SlackRecord) => void): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const slope = slopeOf(input);
    const hypotheses = [isSeparable(data, parts), holds(paper('slope', '0 < a < 1'), slope > 0 && slope < 1)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const rows = signedRows(data, { slope });
    const through = parts.maxMargin({ dimension: data.d, atLeastOne: rows });
    const free = offsetMargin(data, rows, parts);
    if (!through.feasible || !free.feasible) return { hypotheses, undecided: 'no max-margin direction', labels: [] };
    const least = (of: readonly number[]): number => smallest(of.map((i) => dot(free.direction, nth(rows, i))));
    const offset = (least(data.positives) - least(data.negatives)) / 2;
    const slack = slackRecord();
    const rounding = 8 * Math.sqrt((UNIT_ROUNDOFF * radius(data)) / Math.min(through.margin, free.margin));
    record({ data, rows, through, free, offset, rounding, parts }, slack);
    return conclude(hypotheses, slack, {
      undecided: 'the margin is too small to tell',
      labels: [['offset', isCentred(offset, free.margin) ? 'none' : 'some']],
    });
  };
}

/** The direction stays what it is. */
export const origin = defineClaim({
  ...shared,
  id: 'sec-4.1/origin',
  defect: TRANSLATION,
  statement:
    'Without loss of generality the max-margin classifier of the rescaled data passes through the origin: the translation that makes it do so leaves w*, the max-margin direction through the origin, as it is.',
  slack: '-|w* of the data - w* of the translated data|',
  reason:
    'After the translation w* is the direction of the classifier with an offset, whose margin may be larger. Leaky ReLU is not translated along: gradient descent goes to the direction through the origin of the data as they are (leaky/gd@intended). See sec-4.1/origin@repaired.',
  certify: certifier(directionsDiffer),
  coq: offsetForCoq,
  evaluate: onClassifiers(({ through, free, rounding }, slack) => {
    const way = distance(through.direction, free.direction);
    slack.record(-way, rounding, 0, () => `the directions are ${way} apart`);
  }),
});

/** What the offset costs. */
export const originRepaired = defineClaim({
  ...shared,
  cases: fc.oneof({ weight: 3, arbitrary: shared.cases }, { weight: 1, arbitrary: centred }),
  id: 'sec-4.1/origin@repaired',
  reading: 'repaired',
  statement:
    'Let u.x = c, |u| = 1, be the max-margin classifier with an offset of the rescaled data, g its margin, and g_0 the largest margin through the origin. Translated by -c u the data have u as their direction through the origin; as they are, g - |c| <= g_0 <= g, so w* = u and g_0 = g where c = 0, and g_0 < g elsewhere.',
  slack: 'the smallest of (g - g_0)/g, (g_0 - g + |c|)/g, -|w* of the translated data - u|, and -|w* - u| where c = 0',
  reason:
    'Through the origin u has the margin g - |c|, and a classifier through the origin is one with offset 0. The classifier with an offset is unique, so g_0 = g makes w* = u and c = 0.',
  required: { 'offset:none': 0.05, 'offset:some': 0.3 },
  evaluate: onClassifiers(({ data, rows, through, free, offset, rounding, parts }, slack) => {
    const g = free.margin / 2;
    slack.record(
      (g - through.margin) / g,
      rounding,
      0,
      () => `margin ${through.margin} through the origin, ${g} with an offset`,
      'at most',
    );
    slack.record(
      (through.margin - g + Math.abs(offset)) / g,
      rounding,
      0,
      () => `margin ${through.margin}, ${g} - ${Math.abs(offset)} claimed`,
      'at least',
    );
    const moved = rows.map((row, i) => row.map((entry, j) => entry - nth(data.y, i) * offset * nth(free.direction, j)));
    const after = parts.maxMargin({ dimension: data.d, atLeastOne: moved });
    const way = after.feasible ? distance(after.direction, free.direction) : 2;
    slack.record(-way, rounding, 0, () => `after the translation the directions are ${way} apart`, 'translated');
    if (!isCentred(offset, free.margin)) return;
    const apart = distance(through.direction, free.direction);
    slack.record(-apart, rounding, 0, () => `without an offset the directions are ${apart} apart`, 'centred');
  }),
});
