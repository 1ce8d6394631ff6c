/** What the claims about SGD's expectations share: cases that stay in one region, hypotheses, and the enumeration. */

import fc, { type Arbitrary } from 'fast-check';
import type { Case } from '../data/case.js';
import { type Dataset, dataset, type LabelledData, sample } from '../data/dataset.js';
import { type Expectations, sgdExpectations } from '../expectation/expectations.js';
import { combes } from '../generator/combes.js';
import type { DrawnData } from '../generator/drawn.js';
import { latticeVector } from '../generator/lattice.js';
import { separable } from '../generator/separable.js';
import { withStart } from '../generator/start.js';
import { alpha } from '../generator/steps.js';
import { power } from '../numerics/elementary.js';
import { dot, norm } from '../numerics/vector.js';
import type { Claim, Evaluation, HypothesisMargin } from './claim.js';
import { allMet, holds, isSeparable } from './hypotheses.js';
import type { Parts } from './parts.js';
import { onAnyData } from './sources.js';
import { stepCount } from './steps.js';

/** Index sequences that one evaluation follows; about 3 ms. */
const SEQUENCES = 2 ** 12;
const MOST_STEPS = 16;
const VECTOR = 4;

/** The region that all iterates share: the linearly separable region, or W_J with J neither empty nor all of a separable w. */
export type StableRegion = 'separable' | 'local';

/** One case enumerated, with the constants that the printed inequalities speak of. */
export interface ExpectationCase {
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
  readonly expectations: Expectations;
}

/** Keeps the stated half of a claim apart from the half that is the same for all. */
export type StatedClaim = Pick<Claim, 'id' | 'reading' | 'source' | 'statement' | 'margin' | 'required'> & {
  readonly reason?: string;
  readonly regions?: readonly StableRegion[];
};

/** A claim about expectations: hypotheses and enumeration here, the conclusion by `judge`. */
export function expectationClaim(stated: StatedClaim, judge: (at: ExpectationCase) => Omit<Evaluation, 'hypotheses'>): Claim {
  const { regions = ['separable', 'local'], ...fields } = stated;
  return {
    chapter: 'stochastic gradient descent',
    kind: 'every t',
    ...fields,
    ...onAnyData(fc.oneof({ weight: 3, arbitrary: combes() }, { weight: 1, arbitrary: separable({ samples: [2, 5] }) }), (source) =>
      caseRecipe(fields.id, source, regions),
    ),
    evaluate(input, parts) {
      const { hypotheses, at } = enumerated(input, parts, regions);
      if (at === undefined) return { hypotheses, labels: [] };
      const result = judge(at);
      const share = at.active.length / at.data.n;
      const labels = [`region:${at.region}`, `active:${at.active.length > 1 ? 'several' : 'one'}`, `share:${share < 0.25 ? 'small' : 'large'}`];
      return { hypotheses, ...result, labels: [...labels, ...result.labels] };
    },
  };
}

function enumerated(
  input: Case,
  parts: Parts,
  regions: readonly StableRegion[],
): { hypotheses: readonly HypothesisMargin[]; at?: ExpectationCase } {
  const data = dataset(input.data);
  const exponent = input.steps.kind === 'power' ? input.steps.alpha : Number.NaN;
  const begun = parts.landscapeRegion(data, input.start);
  const active = begun.activePositives;
  const reach = Math.max(...active.map((i) => norm(sample(data, i))));
  const hypotheses = [
    isSeparable(data, parts),
    holds('0.5 < alpha < 1', exponent > 0.5 && exponent < 1),
    holds(
      `w_0 is in ${regions.includes('separable') ? 'the linearly separable region' : 'W_J'}${regions.length > 1 ? ' or in W_J' : ''}, J not empty`,
      (begun.kind === 'separable' && regions.includes('separable')) || (begun.kind === 'partial' && regions.includes('local')),
    ),
    { name: '|x_i|^2 < 2 for active i', margin: active.length > 0 ? 2 - Math.max(...active.map((i) => dot(sample(data, i), sample(data, i)))) : -1 },
  ];
  if (!allMet(hypotheses) || !(reach ** 2 < 2)) return { hypotheses };
  const expectations = engineOf(parts)({
    data,
    model: parts.relu,
    start: input.start,
    stepSize: parts.powerSchedule(exponent),
    steps: stepCount(input),
    active,
  });
  const stays = { name: 'every iterate of every path stays in that region', margin: stayMargin(expectations) };
  const best = parts.maxMargin({ dimension: data.d, atLeastOne: active.map((i) => sample(data, i)) });
  if (stays.margin < 0 || !best.feasible) return { hypotheses: [...hypotheses, stays] };
  return {
    hypotheses: [...hypotheses, stays],
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
      expectations,
    },
  };
}

const engineOf = (parts: Parts): typeof sgdExpectations =>
  (parts as Parts & { readonly sgdExpectations?: typeof sgdExpectations }).sgdExpectations ?? sgdExpectations;

/** Strict for active samples; others may touch their kink. */
function stayMargin({ leastActive, mostSilent }: Expectations): number {
  if (!(leastActive > 0)) return Math.min(leastActive, -Number.MIN_VALUE);
  return mostSilent > 0 ? -mostSilent : leastActive;
}

/** Starts in a region that SGD does not leave, on data scaled by a power of two to B < sqrt 2, with as many steps as fit. */
function caseRecipe(id: string, source: Arbitrary<DrawnData>, regions: readonly StableRegion[]): Arbitrary<Case> {
  return fc.constantFrom(...regions).chain((region) => {
    const shaped = fc
      .tuple(source, fc.nat({ max: 2 }), fc.constantFrom(0, 0, 0, 0, 2, 5, 12, 30), fc.nat({ max: 7 }), fc.nat({ max: 3 }))
      .map(([drawn, halvings, copies, relabelled, few]) => {
        const lone = few === 0 ? withOnePositive(drawn.data) : drawn.data;
        const shapedData = withCopies(region === 'local' ? withIdlePositive(lone, relabelled) : lone, copies);
        return { ...drawn, data: scaled(shapedData, halvings) };
      });
    return fc
      .tuple(
        withStart(shaped, [region === 'separable' ? 'separable' : 'partial']),
        alpha(),
        latticeVector(VECTOR, 2, 16),
      )
      .map(([{ drawn, start }, exponent, u]) => ({
        claim: id,
        data: drawn.data,
        start,
        steps: { kind: 'power' as const, alpha: exponent, count: stepsThatFit(drawn.data) },
        vectors: { u },
      }));
  });
}

/** The data with all positives but the first left out: expectations over two outcomes a step, so over many steps. */
function withOnePositive({ x, y }: LabelledData): LabelledData {
  const first = y.indexOf(1);
  const kept = y.flatMap((label, i) => (label === -1 || i === first ? [i] : []));
  return { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
}

/** The data with one of several negatives turned into a positive, which positives on the other side leave silent. */
function withIdlePositive({ x, y }: LabelledData, choice: number): LabelledData {
  const negatives = y.flatMap((label, i) => (label === -1 ? [i] : []));
  if (negatives.length < 2) return { x, y };
  const turned = negatives[choice % negatives.length]!;
  return { x, y: y.map((label, i) => (i === turned ? 1 : label)) };
}

/** The data with its first negative so many times more, which makes active draws rare. */
function withCopies({ x, y }: LabelledData, copies: number): LabelledData {
  const first = y.indexOf(-1);
  const more = new Array<number>(first < 0 ? 0 : copies).fill(first);
  return { x: [...x, ...more.map((i) => x[i]!)], y: [...y, ...more.map((i) => y[i]!)] };
}

/** The data times the power of two that brings the largest |x_i|^2 into (1/2, 2), then halved a few times. */
function scaled({ x, y }: LabelledData, halvings: number): LabelledData {
  const largest = Math.max(...x.map((row) => dot(row, row)));
  let factor = 2 ** -halvings;
  for (let square = largest; square >= 2; square /= 4) factor /= 2;
  for (let square = largest; square > 0 && square < 0.5; square *= 4) factor *= 2;
  return { x: x.map((row) => row.map((value) => value * factor)), y };
}

/** Distinct positives and one silent outcome at each step. */
function stepsThatFit({ x, y }: LabelledData): number {
  const positives = new Set(x.flatMap((row, i) => (y[i] === 1 ? [row.join()] : [])));
  let steps = 1;
  for (let count = positives.size + 1; steps < MOST_STEPS && count * (positives.size + 1) <= SEQUENCES; steps++) count *= positives.size + 1;
  return steps;
}
