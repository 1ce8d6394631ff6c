/** Section 3.1: where the ReLU loss has its infimum, its asymptotically critical directions and its local minima. */

import fc, { type Arbitrary } from 'fast-check';
import type { Case } from '../data/case.js';
import { type Dataset, dataset, radius, sample } from '../data/dataset.js';
import type { DrawnData } from '../generator/drawn.js';
import { latticeVector } from '../generator/lattice.js';
import { separable } from '../generator/separable.js';
import { type StartKind, withStart } from '../generator/start.js';
import { workspace } from '../model/model.js';
import { exp } from '../numerics/elementary.js';
import { gamma, UNIT_ROUNDOFF } from '../numerics/rounding.js';
import { absoluteDot, cosine, dot, norm } from '../numerics/vector.js';
import type { LandscapeRegion } from '../oracle/landscape.js';
import type { Claim, ConclusionMargin, Evaluation } from './claim.js';
import { allMet, holds, isSeparable } from './hypotheses.js';
import type { Parts } from './parts.js';
import { slackRecord } from './slack.js';
import { onAnyData } from './sources.js';

/** Dimension of the raw perturbations that cases are drawn with; data of lower dimension use the first entries. */
const MOST_FEATURES = 16;

/** A direction w* (as the start) in any region, boundaries and zero included, with a perturbation of it. */
function directions(claim: string, kinds?: readonly StartKind[]): (source: Arbitrary<DrawnData>) => Arbitrary<Case> {
  return (source) =>
    fc.tuple(withStart(source, kinds), latticeVector(MOST_FEATURES), fc.nat({ max: 3 })).map(([{ drawn, start }, raw, towards]) => ({
      claim,
      data: drawn.data,
      start,
      steps: { kind: 'none' as const },
      vectors: { perturbation: towards === 0 ? drawn.separator : perturbationFor(raw, drawn.separator.length), separator: drawn.separator },
    }));
}

function perturbationFor(raw: readonly number[], d: number): readonly number[] {
  return Array.from({ length: d }, (_, j) => raw[j % raw.length]!);
}

/** The vector that a case names, or zeros. */
function named(input: Case, name: string): Float64Array {
  return Float64Array.from(input.vectors?.[name] ?? new Array<number>(input.data.x[0]!.length).fill(0));
}

/**
 * n times the limit of L(a w) as a -> infinity, from exact signs: every sample that does not act counts 1, every
 * active positive 0, and an active negative makes it infinite.
 */
function limitCount(region: LandscapeRegion, data: Dataset): number {
  return region.activeNegatives.length > 0 ? Number.POSITIVE_INFINITY : data.n - region.activePositives.length;
}

/** A power of two a, at most 2^60, that brings every active sample's |w.x_i| a to at least 48; 1 when none is active. */
function farOut(data: Dataset, w: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < data.n; i++) {
    const v = dot(w, sample(data, i));
    if (v > 0) least = Math.min(least, v);
  }
  let scale = 1;
  while (least * scale < 48 && scale < 2 ** 60) scale *= 2;
  return scale;
}

/** n L(a w) from the model, with a bound on its rounding error. */
function scaledLoss(data: Dataset, w: Float64Array, scale: number, parts: Parts): { value: number; rounding: number } {
  const point = w.map((entry) => entry * scale);
  const into = workspace(parts.relu, data);
  parts.relu.evaluate(data, point, into);
  let rounding = gamma(4 * data.n) * data.n;
  for (let i = 0; i < data.n; i++) rounding += gamma(data.d + 4) * absoluteDot(point, sample(data, i)) * into.weight[i]!;
  return { value: data.n * into.loss * exp(into.shift), rounding };
}

/** Judges L(a w*) -> `expected`/n far out along w*, to within half a sample. */
function limitSlack(data: Dataset, w: Float64Array, expected: number, parts: Parts): ConclusionMargin {
  const { value, rounding } = scaledLoss(data, w, farOut(data, w), parts);
  return {
    margin: 0.5 - Math.abs(value - expected),
    rounding,
    step: 0,
    note: `n L(a w*) tends to ${value}, claimed is ${expected}`,
  };
}

/** A step length at which a perturbation changes the sign of no w.x_i other than those that are exactly 0. */
function shortStep(data: Dataset, w: Float64Array, perturbation: Float64Array, region: LandscapeRegion): number {
  const boundary = new Set([...region.boundaryPositives, ...region.boundaryNegatives]);
  let step = 2 ** -4;
  for (let i = 0; i < data.n; i++) {
    if (boundary.has(i)) continue;
    const x = sample(data, i);
    const room = Math.abs(dot(w, x)) / 2;
    const reach = Math.abs(dot(perturbation, x));
    while (reach * step > room && step > 2 ** -60) step /= 2;
  }
  return step;
}

function moved(w: Float64Array, perturbation: Float64Array, step: number): Float64Array {
  return w.map((entry, j) => entry + step * perturbation[j]!);
}

function isCaseTwo(region: LandscapeRegion): boolean {
  return region.activeNegatives.length === 0 && region.activePositives.length > 0;
}

const labelsOf = (region: LandscapeRegion): string[] => [
  `region:${region.kind}`,
  ...(region.boundaryPositives.length > 0 ? ['boundary:positive'] : []),
  ...(region.boundaryNegatives.length > 0 ? ['boundary:negative'] : []),
];

/** What the claims on directions share; `judge` gets data, direction and exact signs, and says what follows. */
function onDirections(
  fields: Omit<Claim, 'cases' | 'casesOn' | 'evaluate' | 'chapter' | 'kind'>,
  kinds: readonly StartKind[] | undefined,
  judge: (at: { data: Dataset; w: Float64Array; region: LandscapeRegion; input: Case; parts: Parts }) => Omit<Evaluation, 'labels'>,
): Claim {
  return {
    chapter: 'landscape',
    kind: 'exact',
    ...fields,
    ...onAnyData(separable(), directions(fields.id, kinds)),
    evaluate(input, parts) {
      const data = dataset(input.data);
      const w = Float64Array.from(input.start);
      const separable = isSeparable(data, parts);
      if (!allMet([separable])) return { hypotheses: [separable], labels: [] };
      const region = parts.landscapeRegion(data, w);
      const { hypotheses, ...rest } = judge({ data, w, region, input, parts });
      const all = [separable, ...hypotheses];
      return allMet(all) ? { hypotheses: all, ...rest, labels: labelsOf(region) } : { hypotheses: all, labels: labelsOf(region) };
    },
  };
}

const infimum = onDirections(
  {
    id: 'landscape/infimum',
    reading: 'as-printed',
    source: 'Section 3.1, before theorem 3.1',
    statement: 'inf L = L* = n-/n: no w has a smaller loss, and the loss tends to L* along every separating direction.',
    margin: 'the smaller of n (L(w) - L*) and 1/2 - n |L(a u) - L*| far out along a separator u',
    required: { 'region:mixed': 0.05, 'region:separable': 0.05 },
  },
  undefined,
  ({ data, w, input, parts }) => {
    const floor = data.negatives.length;
    const slack = slackRecord();
    const here = scaledLoss(data, w, 1, parts);
    const relative = Number.isFinite(here.value) ? 1 / (1 + here.value) : 1;
    const excess = Number.isFinite(here.value) ? (here.value - floor) * relative : 1;
    slack.record(
      excess,
      Number.isFinite(here.value) ? here.rounding * relative : 0,
      0,
      () => `n L(w) = ${here.value}, below n- = ${floor}`,
      'lower bound',
    );
    const separator = named(input, 'separator');
    const reaches = separatesAll(data, separator, parts);
    if (reaches) {
      const along = limitSlack(data, separator, floor, parts);
      slack.record(along.margin, along.rounding, 0, () => along.note ?? '', 'limit');
    }
    return { hypotheses: [holds('a separator is at hand', reaches)], conclusion: slack.conclusion()! };
  },
);

function separatesAll(data: Dataset, w: Float64Array, parts: Parts): boolean {
  return parts.landscapeRegion(data, w).kind === 'separable';
}

const complete = onDirections(
  {
    id: 'thm-3.1/complete',
    reading: 'as-printed',
    source: 'Theorem 3.1',
    statement: 'Every asymptotically critical direction w* (grad L(a w*) -> 0) falls in one of the three cases of theorem 3.1.',
    margin:
      '-(the largest cosine of w* with a negative sample) where the gradient vanishes far out: all three cases, and only they, have it <= 0',
    required: { 'region:separable': 0.03, 'region:partial': 0.03, 'region:silent': 0.03 },
  },
  undefined,
  ({ data, w, parts }) => {
    const scale = farOut(data, w);
    const into = workspace(parts.relu, data);
    parts.relu.evaluate(
      data,
      w.map((entry) => entry * scale),
      into,
    );
    const size = norm(into.gradient) * exp(into.shift);
    const critical = size < 2 ** -40 * radius(data);
    let largest = Number.NEGATIVE_INFINITY;
    for (const i of data.negatives) {
      largest = Math.max(largest, cosine(w, sample(data, i)));
    }
    return {
      hypotheses: [holds('grad L(a w*) -> 0', critical)],
      conclusion: { margin: -largest, rounding: gamma(2 * data.d + 8), step: 0, note: 'a negative sample is active along w*' },
    };
  },
);

const caseOne = onDirections(
  {
    id: 'thm-3.1/1',
    reading: 'as-printed',
    source: 'Theorem 3.1, item 1',
    statement: 'If y_i w*.x_i > 0 for all i, then L(a w*) -> L* = n-/n.',
    margin: '1/2 - n |L(a w*) - L*| far out along w*',
    required: { 'region:separable': 0.8 },
  },
  ['separable'],
  ({ data, w, region, parts }) => ({
    hypotheses: [holds('y_i w*.x_i > 0 for all i', region.kind === 'separable')],
    conclusion: limitSlack(data, w, data.negatives.length, parts),
  }),
);

const weaklySeparates = (region: LandscapeRegion): boolean => region.inactivePositives.length === 0 && region.activeNegatives.length === 0;

const caseOneProof = onDirections(
  {
    id: 'thm-3.1/1-proof',
    reading: 'as-printed',
    source: 'Appendix A, first case',
    statement: 'If y_i w*.x_i >= 0 for all i, then L(a w*) -> L* = n-/n (the case as its proof states it).',
    margin: '1/2 - n |L(a w*) - L*| far out along w*',
    reason: 'A positive sample with w*.x_i = 0 keeps its loss 1 however far out, so the limit is L* + 1/n for each of them.',
    required: { 'boundary:positive': 0.05 },
  },
  ['separable', 'zero', 'silent'],
  ({ data, w, region, parts }) => ({
    hypotheses: [holds('y_i w*.x_i >= 0 for all i', weaklySeparates(region))],
    conclusion: limitSlack(data, w, data.negatives.length, parts),
  }),
);

const caseOneProofRepaired = onDirections(
  {
    id: 'thm-3.1/1-proof@repaired',
    reading: 'repaired',
    source: 'Appendix A, first case',
    statement: 'If y_i w*.x_i >= 0 for all i, then L(a w*) -> L* + m/n with m the number of positive samples at w*.x_i = 0.',
    reason: 'Active positives vanish, negatives and positives on their kink keep their loss 1.',
    margin: '1/2 - n |L(a w*) - L* - m/n| far out along w*',
    required: { 'boundary:positive': 0.05 },
  },
  ['separable', 'zero', 'silent'],
  ({ data, w, region, parts }) => ({
    hypotheses: [holds('y_i w*.x_i >= 0 for all i', weaklySeparates(region))],
    conclusion: limitSlack(data, w, data.negatives.length + region.boundaryPositives.length, parts),
  }),
);

/** By how much n times the limit of the loss changes along a direction near w*, at most n, and how near. */
function limitChange(
  data: Dataset,
  w: Float64Array,
  direction: Float64Array,
  region: LandscapeRegion,
  parts: Parts,
): { difference: number; step: number } {
  const step = shortStep(data, w, direction, region);
  const near = parts.landscapeRegion(data, moved(w, direction, step));
  return { difference: Math.min(limitCount(near, data) - limitCount(region, data), data.n), step };
}

const caseTwo = onDirections(
  {
    id: 'thm-3.1/2',
    reading: 'as-printed',
    source: 'Theorem 3.1, item 2, and the remark after it',
    statement:
      'If w*.x_i > 0 on a non-empty J within I+ and <= 0 on all other samples, then L(a w*) -> L* + (n+ - |J|)/n and w* is an asymptotic local minimum: no direction near w* has a smaller limit.',
    margin: 'the smaller of 1/2 - n |L(a w*) - limit| and n (limit of L along a direction near w* - limit along w*)',
    reason:
      'With a positive sample at w*.x_i = 0, every direction w* + eps u with u a separator activates it and no negative, for any eps > 0, and has a smaller limit. See thm-3.1/2@repaired.',
    required: { 'region:partial': 0.2, 'boundary:positive': 0.05, 'boundary:negative': 0.02 },
  },
  ['partial', 'partial', 'separable'],
  ({ data, w, region, input, parts }) => {
    const slack = slackRecord();
    const limit = limitSlack(data, w, data.n - region.activePositives.length, parts);
    slack.record(limit.margin, limit.rounding, 0, () => limit.note ?? '', 'limit');
    for (const name of ['perturbation', 'separator']) {
      const direction = named(input, name);
      const { difference, step } = limitChange(data, w, direction, region, parts);
      slack.record(
        difference,
        0,
        0,
        () => `n times the limit changes by ${difference} along w* + ${step} (${Array.from(direction).join(', ')})`,
        name,
      );
    }
    return { hypotheses: [holds('w* in W_J, J not empty', isCaseTwo(region))], conclusion: slack.conclusion()! };
  },
);

const caseTwoRepaired = onDirections(
  {
    id: 'thm-3.1/2@repaired',
    reading: 'repaired',
    source: 'Theorem 3.1, item 2, and the remark after it',
    statement:
      'If w*.x_i > 0 on a non-empty J within I+ and <= 0 on all other samples, then L(a w*) -> L* + (n+ - |J|)/n, and w* is an asymptotic local minimum if and only if no positive sample has w*.x_i = 0.',
    margin: 'as for thm-3.1/2; where a positive sample lies on its kink, the fall of n times the limit towards a separator, less 1/2',
    reason:
      'Off the kinks of positive samples, small perturbations can only activate negatives, which sends the limit to infinity. On one, a separator activates it and keeps all negatives inactive.',
    required: { 'region:partial': 0.2, 'boundary:positive': 0.05, 'boundary:negative': 0.02 },
  },
  ['partial', 'partial', 'separable'],
  ({ data, w, region, input, parts }) => {
    const slack = slackRecord();
    const limit = limitSlack(data, w, data.n - region.activePositives.length, parts);
    slack.record(limit.margin, limit.rounding, 0, () => limit.note ?? '', 'limit');
    const onKink = region.boundaryPositives.length > 0;
    for (const name of onKink ? ['separator'] : ['perturbation', 'separator']) {
      const { difference } = limitChange(data, w, named(input, name), region, parts);
      slack.record(
        onKink ? -difference - 0.5 : difference,
        0,
        0,
        () => `n times the limit changes by ${difference} towards the ${name}`,
        name,
      );
    }
    const separates = separatesAll(data, named(input, 'separator'), parts);
    return {
      hypotheses: [holds('w* in W_J, J not empty', isCaseTwo(region)), holds('a separator is at hand', separates)],
      conclusion: slack.conclusion()!,
    };
  },
);

/** n (L(w* + eps u) - L(w*)) relative to eps max |u.x_i|: at least 0 where w* is a local minimum. */
function riseNear(
  data: Dataset,
  w: Float64Array,
  direction: Float64Array,
  region: LandscapeRegion,
  parts: Parts,
): { margin: number; rounding: number; step: number } {
  const step = shortStep(data, w, direction, region);
  const here = scaledLoss(data, w, 1, parts);
  const near = scaledLoss(data, moved(w, direction, step), 1, parts);
  let reach = 0;
  for (let i = 0; i < data.n; i++) reach = Math.max(reach, Math.abs(dot(direction, sample(data, i))));
  const scale = step * reach;
  if (scale === 0) return { margin: 0, rounding: 0, step };
  // Moving w rounds its entries, which moves each w.x_i by at most u |w| |x_i|.
  const moving = (UNIT_ROUNDOFF * 2 * norm(w) * radius(data) * data.n) / scale;
  return { margin: (near.value - here.value) / scale, rounding: (near.rounding + here.rounding) / scale + moving, step };
}

const caseThree = onDirections(
  {
    id: 'thm-3.1/3',
    reading: 'as-printed',
    source: 'Theorem 3.1, item 3',
    statement: 'If w*.x_i <= 0 for all i, then L(w*) = L* + n+/n = 1 and w* is a local minimum of L.',
    margin: 'the smaller of 1/2 - n |L(w*) - 1| and n (L(w* + eps u) - L(w*)) / (eps max |u.x_i|) for small eps',
    reason:
      'At w* = 0, and wherever a positive sample has w*.x_i = 0, a small step towards a separator activates that sample alone among the boundary and lowers the loss. See thm-3.1/3@repaired.',
    required: { 'region:silent': 0.8, 'boundary:positive': 0.1 },
  },
  ['silent', 'silent', 'zero'],
  ({ data, w, region, input, parts }) => {
    const slack = slackRecord();
    const value = scaledLoss(data, w, 1, parts);
    slack.record(0.5 - Math.abs(value.value - data.n), value.rounding, 0, () => `n L(w*) = ${value.value}`, 'loss');
    for (const name of ['perturbation', 'separator']) {
      const direction = named(input, name);
      const rise = riseNear(data, w, direction, region, parts);
      slack.record(
        rise.margin,
        rise.rounding,
        0,
        () => `the loss falls along (${Array.from(direction).join(', ')}), at eps = ${rise.step}`,
        name,
      );
    }
    return { hypotheses: [holds('w*.x_i <= 0 for all i', region.kind === 'silent')], conclusion: slack.conclusion()! };
  },
);

const caseThreeRepaired = onDirections(
  {
    id: 'thm-3.1/3@repaired',
    reading: 'repaired',
    source: 'Theorem 3.1, item 3',
    statement:
      'If w*.x_i <= 0 for all i, then L(w*) = L* + n+/n = 1, and w* is a local minimum of L if and only if no positive sample has w*.x_i = 0.',
    margin: 'as for thm-3.1/3; where a positive sample lies on its kink, the relative fall of the loss towards a separator',
    reason: 'The argument of thm-3.1/2@repaired, at a finite point.',
    required: { 'region:silent': 0.8, 'boundary:positive': 0.1 },
  },
  ['silent', 'silent', 'zero'],
  ({ data, w, region, input, parts }) => {
    const slack = slackRecord();
    const value = scaledLoss(data, w, 1, parts);
    slack.record(0.5 - Math.abs(value.value - data.n), value.rounding, 0, () => `n L(w*) = ${value.value}`, 'loss');
    const onKink = region.boundaryPositives.length > 0;
    for (const name of onKink ? ['separator'] : ['perturbation', 'separator']) {
      const rise = riseNear(data, w, named(input, name), region, parts);
      slack.record(onKink ? -rise.margin : rise.margin, rise.rounding, 0, () => `relative rise ${rise.margin} towards the ${name}`, name);
    }
    const separates = separatesAll(data, named(input, 'separator'), parts);
    return {
      hypotheses: [holds('w*.x_i <= 0 for all i', region.kind === 'silent'), holds('a separator is at hand', separates)],
      conclusion: slack.conclusion()!,
    };
  },
);

/** Claims of section 3.1. */
export const landscapeClaims: readonly Claim[] = [
  infimum,
  complete,
  caseOne,
  caseOneProof,
  caseOneProofRepaired,
  caseTwo,
  caseTwoRepaired,
  caseThree,
  caseThreeRepaired,
];
