/** What the claims about SGD's expectations share: cases that stay in one region, hypotheses, and the enumeration. */

import fc, { type Arbitrary } from 'fast-check';
import type { Claim, Evaluation, Hypothesis, Label } from '../../claim/claim.js';
import { allMet, holds, isPaperExponent, isSeparable, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { onAnyData } from '../../claim/sources.js';
import { alphaOf, stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, type LabelledData, sample } from '../../data/dataset.js';
import { branchesOf } from '../../expectation/branches.js';
import { uniformWithReplacement } from '../../expectation/draw-law.js';
import type { Expectations } from '../../expectation/expectations.js';
import type { DrawnData } from '../../generator/drawn.js';
import { multiple } from '../../generator/exact-vector.js';
import { latticeVector } from '../../generator/lattice.js';
import { separable } from '../../generator/separable.js';
import { rawStart, start } from '../../generator/start.js';
import { alpha } from '../../generator/steps.js';
import { power } from '../../numerics/elementary.js';
import { dot, norm } from '../../numerics/vector.js';
import { combes } from '../generators/combes.js';
import { localRegion } from '../generators/local-region.js';

/** Index sequences that one evaluation follows at most; about 2 ms. */
const SEQUENCES = 2 ** 10;
/** Further copies of the first positive and of the first negative. */
const COPIES = [
  [0, 0],
  [0, 0],
  [0, 0],
  [0, 2],
  [0, 8],
  [3, 0],
  [2, 5],
] as const;
const SLOW_COPIES = [
  [0, 60],
  [30, 0],
  [0, 12],
  [0, 0],
] as const;
const VECTOR = 4;

/** The region that all iterates share: the linearly separable region, or W_J with J neither empty nor all of a separable w. */
export type StableRegion = 'separable' | 'local';

/** One case with the constants that the printed inequalities speak of. */
export interface StableCase {
  readonly data: Dataset;
  readonly region: StableRegion;
  /** I+, or J. */
  readonly active: readonly number[];
  /** B: the largest |x_i| over active i. */
  readonly reach: number;
  /** gamma, and w^+ (or w^+_J). */
  readonly gamma: number;
  readonly direction: Float64Array;
  readonly alpha: number;
  readonly start: Float64Array;
  /** A vector drawn with the case. */
  readonly vector: Float64Array;
  /** (k+1)^(-alpha), from the definition. */
  eta(k: number): number;
}

/** One case enumerated. */
export interface ExpectationCase extends StableCase {
  readonly expectations: Expectations;
}

/** Keeps the stated half of a claim apart from the half that is the same for all. */
export type StatedClaim = Pick<Claim, 'id' | 'reading' | 'source' | 'statement' | 'slack' | 'required'> & {
  readonly reason?: string;
};

/** Which cases a claim is put to. */
export interface Aim {
  /** Regions within the hypotheses; both by default. */
  readonly regions?: readonly StableRegion[];
  /** One positive of length near sqrt 2, a start near 0 and alpha near 1/2: bounds that fall slowly are smallest there. */
  readonly slow?: boolean;
}

/** A claim about expectations: hypotheses and enumeration here, the conclusion by `judge`. */
export function expectationClaim(
  fields: StatedClaim,
  { regions = ['separable', 'local'], slow = false }: Aim,
  judge: (at: ExpectationCase) => Omit<Evaluation, 'hypotheses'>,
): Claim {
  return {
    chapter: 'stochastic gradient descent',
    kind: 'expectation',
    method: 'enumeration',
    ...fields,
    ...onAnyData(fc.oneof({ weight: 3, arbitrary: combes() }, { weight: 1, arbitrary: separable({ samples: [2, 5] }) }), (source) =>
      caseRecipe(fields.id, source, { regions, slow }),
    ),
    evaluate(input, parts) {
      const { hypotheses, at } = enumerated(input, parts, regions);
      if (at === undefined) return { hypotheses, labels: [] };
      const result = judge(at);
      const share = at.active.length / at.data.n;
      const labels: Label[] = [
        ['region', at.region],
        ['active', at.active.length > 1 ? 'several' : 'one'],
        ['share', share < 0.25 ? 'small' : 'large'],
      ];
      return { hypotheses, ...result, labels: [...labels, ...result.labels] };
    },
  };
}

function enumerated(
  input: Case,
  parts: Parts,
  regions: readonly StableRegion[],
): { hypotheses: readonly Hypothesis[]; at?: ExpectationCase } {
  const { hypotheses, at } = stableCase(input, parts, regions);
  if (at === undefined) return { hypotheses };
  const expectations = withinBudget(parts, {
    data: at.data,
    model: parts.relu,
    start: input.start,
    stepSize: parts.powerSchedule(at.alpha),
    steps: stepCount(input),
    active: at.active,
    mostSequences: MOST_PATHS,
  });
  if (expectations === undefined)
    return { hypotheses: [...hypotheses, holds(method('enumerable', 'the index sequences can be enumerated'), false)] };
  const stays = { ...paper('stays', 'every iterate of every path stays in that region'), slack: stayMargin(expectations) };
  if (stays.slack < 0) return { hypotheses: [...hypotheses, stays] };
  return { hypotheses: [...hypotheses, stays], at: { ...at, expectations } };
}

/** The hypotheses that need no run, and the constants of the case where they are met. */
export function stableCase(
  input: Case,
  parts: Parts,
  regions: readonly StableRegion[],
): { hypotheses: readonly Hypothesis[]; at?: StableCase } {
  const data = dataset(input.data);
  const exponent = alphaOf(input);
  const begun = parts.landscapeRegion(data, input.start);
  const active = begun.activePositives;
  const reach = Math.max(...active.map((i) => norm(sample(data, i))));
  const hypotheses = [
    isSeparable(data, parts),
    isPaperExponent(exponent),
    holds(
      method(
        'start-inside',
        `w_0 is in ${regions.includes('separable') ? 'the linearly separable region' : 'W_J'}${regions.length > 1 ? ' or in W_J' : ''}, J not empty`,
      ),
      (begun.kind === 'separable' && regions.includes('separable')) || (begun.kind === 'partial' && regions.includes('local')),
    ),
    {
      ...method('B', '|x_i|^2 < 2 for active i'),
      slack: active.length > 0 ? 2 - Math.max(...active.map((i) => dot(sample(data, i), sample(data, i)))) : -1,
    },
  ];
  if (!allMet(hypotheses) || !(reach ** 2 < 2)) return { hypotheses };
  const best = parts.maxMargin({ dimension: data.d, atLeastOne: active.map((i) => sample(data, i)) });
  if (!best.feasible) return { hypotheses };
  return {
    hypotheses,
    at: {
      data,
      region: begun.kind === 'separable' ? 'separable' : 'local',
      active,
      reach,
      gamma: best.margin,
      direction: best.direction,
      alpha: exponent,
      start: Float64Array.from(input.start),
      vector: Float64Array.from({ length: data.d }, (_, j) => input.vectors?.u?.[j % VECTOR] ?? 0),
      eta: (k) => power(k + 1, -exponent),
    },
  };
}

/** Paths that one case may take to enumerate. */
const MOST_PATHS = 2 ** 14;

/** The exact expectations, unless there are too many paths, as when a start acts on many samples. */
function withinBudget(parts: Parts, options: Parameters<Parts['sgdExpectations']>[0]): Expectations | undefined {
  if (pathsOf(options) > MOST_PATHS) return undefined;
  try {
    return parts.sgdExpectations(options);
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('index sequences')) return undefined;
    throw error;
  }
}

/** Paths of a run that stays in its region: the same samples move w at every step. */
function pathsOf({ data, active, steps }: Parameters<Parts['sgdExpectations']>[0]): number {
  const branches = branchesOf(data, uniformWithReplacement);
  const moving = branches.filter(({ index }) => active.includes(index)).length;
  return (moving + (moving < branches.length ? 1 : 0)) ** steps;
}

/** How far the iterates keep from leaving; strict for active samples, others may touch their kink. */
export function stayMargin({ leastActive, mostSilent }: Pick<Expectations, 'leastActive' | 'mostSilent'>): number {
  if (!(leastActive > 0)) return Math.min(leastActive, -Number.MIN_VALUE);
  return mostSilent > 0 ? -mostSilent : leastActive;
}

/** Starts in a region that SGD does not leave, on data scaled by a power of two to B < sqrt 2, with as many steps as fit. */
export function caseRecipe(id: string, source: Arbitrary<DrawnData>, { regions, slow }: Required<Aim>): Arbitrary<Case> {
  return fc
    .record({
      drawn: fc.oneof(...sourcesOf(source, regions)),
      aim: rawStart(['separable']),
      halvings: slow ? fc.constant(0) : fc.constantFrom(0, 0, 1, 2),
      nearer: slow ? fc.constantFrom(10, 6, 14) : fc.constantFrom(0, 0, 2, 4, 8),
      lone: slow ? fc.constant(true) : fc.constantFrom(false, false, true),
      copies: fc.constantFrom(...(slow ? SLOW_COPIES : COPIES)),
      exponent: slow ? fc.constantFrom(33 / 64, 34 / 64, 36 / 64) : alpha(),
      u: latticeVector(VECTOR, 2, 16),
    })
    .map(({ drawn, aim, halvings, nearer, lone, copies, exponent, u }) => {
      const kept = lone && drawn.start === undefined ? withOnePositive(drawn.data, slow ? 1 : drawn.data.y.length) : drawn.data;
      const few = scaled(kept, slow ? 'closely' : 'roughly', halvings);
      const data = withCopies(withCopies(few, 1, copies[0]), -1, copies[1]);
      // No step leads to the edge of the region, but SGD may leave it from there.
      const begun = drawn.start ?? start({ data, separator: drawn.separator }, { ...aim, edge: false }).start;
      return {
        claim: id,
        data,
        start: multiple(2 ** -nearer, begun),
        steps: { kind: 'power' as const, alpha: exponent, count: stepsThatFit(data) },
        vectors: { u },
      };
    });
}

type Source = Arbitrary<DrawnData & { readonly start?: readonly number[] }>;

function sourcesOf(source: Arbitrary<DrawnData>, regions: readonly StableRegion[]): { weight: number; arbitrary: Source }[] {
  return [
    ...(regions.includes('separable') ? [{ weight: 2, arbitrary: source }] : []),
    ...(regions.includes('local') ? [{ weight: 1, arbitrary: localRegion() }] : []),
  ];
}

/** The data with its first positive and some negatives only: two outcomes a step, so many steps. */
function withOnePositive({ x, y }: LabelledData, negatives: number): LabelledData {
  const first = y.indexOf(1);
  const others = y.flatMap((label, i) => (label === -1 ? [i] : [])).slice(0, negatives);
  const kept = [first, ...others];
  return { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
}

/** The data with its first sample of a label so many times more, which makes active draws rare or frequent. */
export function withCopies({ x, y }: LabelledData, label: number, copies: number): LabelledData {
  const first = y.indexOf(label);
  const more = new Array<number>(first < 0 ? 0 : copies).fill(first);
  return { x: [...x, ...more.map((i) => x[i]!)], y: [...y, ...more.map((i) => y[i]!)] };
}

/**
 * The data times the power of two that brings the largest |x_i|^2 of a positive into [1/2, 2), and closely: times a
 * further multiple of 1/64 that brings it near 2. Then halved a few times.
 */
function scaled({ x, y }: LabelledData, how: 'roughly' | 'closely', halvings: number): LabelledData {
  let square = Math.max(0, ...x.map((row, i) => (y[i] === 1 ? dot(row, row) : 0)));
  let factor = 2 ** -halvings;
  for (; square >= 2; square /= 4) factor /= 2;
  for (; square > 0 && square < 0.5; square *= 4) factor *= 2;
  if (how === 'closely' && square > 0) factor *= Math.floor(64 * Math.sqrt(1.999 / square)) / 64;
  return { x: x.map((row) => row.map((value) => value * factor)), y };
}

/** Distinct positives and one silent outcome at each step. */
function stepsThatFit({ x, y }: LabelledData): number {
  const positives = new Set(x.flatMap((row, i) => (y[i] === 1 ? [row.join()] : [])));
  const outcomes = positives.size + 1;
  let steps = 1;
  for (let count = outcomes; count * outcomes <= SEQUENCES; steps++) count *= outcomes;
  return steps;
}
