/** SGD that settles: from some step T on every iterate is in the separable region or in W_J, wherever it started. */

import fc from 'fast-check';
import type { ClaimDefinition, Evaluation, Hypothesis } from '../../claim/claim.js';
import { allMet, holds, isPaperExponent, isSeparable, method, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { alphaOf, stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, everySample, sample } from '../../data/dataset.js';
import { type PrefixEnd, sgdPrefix } from '../../expectation/prefix.js';
import { power } from '../../numerics/elementary.js';
import { largest } from '../../numerics/lists.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { norm } from '../../numerics/vector.js';
import { combes } from '../generators/combes.js';
import { type StableRegion, stableCases } from '../generators/stable-case.js';
import { tippedCases } from '../generators/tipped.js';
import { type EnumeratedCase, withinBudget } from './enumeration.js';
import { isNearKink } from './near-kink.js';
import type { Term } from './sides.js';
import { isShort, keepsInside } from './stable-case.js';

/** T is looked for up to here: a start outside its region settles for sure only if each sample is active there. */
const LONGEST_WAIT = 2;

/** What some sequences of T draws lead to, and the expectations from there on. */
export interface SettledEnd extends EnumeratedCase, Pick<PrefixEnd, 'probability' | 'squareSum'> {}

/** A case whose runs are all settled from step T on. */
export interface SettledCase {
  readonly data: Dataset;
  readonly start: Float64Array;
  readonly alpha: number;
  /** T. */
  readonly from: number;
  /** Steps beyond T. */
  readonly count: number;
  readonly ends: readonly SettledEnd[];
  /** What the rounding of w_T may add to a sum of terms of this size. */
  error(size: number): Term;
}

/** Which cases a claim on settled runs speaks of. */
interface SettledAim {
  readonly regions?: readonly StableRegion[];
  /** Data of any length B; B < sqrt 2 by default, which appendix D assumes. */
  readonly anyReach?: boolean;
  /** Starts outside of the region too, with longer negatives; true by default. */
  readonly anyStart?: boolean;
}

/** Follows each case to the step T from which on no draw leads out, and leaves the conclusion to `judge`. */
export function afterSettling(
  judge: (at: SettledCase) => Omit<Evaluation, 'hypotheses'>,
  { regions = ['separable', 'local'], anyReach = false, anyStart = true }: SettledAim = {},
): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'recipe' | 'cases' | 'evaluate'> {
  const inside = stableCases(combes(), { regions, anyReach });
  const outside = tippedCases({ ...(anyReach ? { positives: [1, 4, 10] } : {}), negatives: [1, 8] });
  return {
    chapter: 'stochastic gradient descent',
    kind: 'expectation',
    method: 'enumeration',
    recipe: `settling runs ${JSON.stringify({ regions, anyReach, anyStart })}`,
    cases: anyStart && regions.includes('separable') ? fc.oneof(inside, outside) : inside,
    evaluate(input, parts) {
      const data = dataset(input.data);
      const hypotheses = [isSeparable(data, parts), isPaperExponent(alphaOf(input))];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const found = settle(input, data, parts, anyStart ? LONGEST_WAIT : 0);
      if (found === 'near-kink') return { hypotheses, undecided: 'a product w.x_i is near 0 on the way', labels: [] };
      if (found === 'diverged') return { hypotheses, undecided: 'a run leaves the range of float64', labels: [] };
      const seen = method('seen-to-settle', `within ${LONGEST_WAIT} steps no draw leads out of the region of any path, J not empty`);
      const ends = found?.ends ?? [];
      const kinds = new Set(ends.map(({ region }) => region));
      const met: Hypothesis[] = [
        ...hypotheses,
        holds(seen, ends.length > 0),
        holds(
          paper('stays', `from T on every w_t stays in ${regions.length > 1 ? 'the linearly separable region or in W_J' : 'that region'}`),
          [...kinds].every((kind) => regions.includes(kind)),
        ),
        ...(anyReach ? [] : ends.slice(0, 1).map(({ active }) => isShort(data, active))),
      ];
      if (found === undefined || !allMet(met)) return { hypotheses: met, labels: [] };
      const result = judge(found);
      return {
        hypotheses: met,
        ...result,
        labels: [
          ['T', String(found.from)],
          ...[...kinds].map((kind) => ['region', kind] as const),
          ['B', ends.some(({ reach }) => reach ** 2 >= 2) ? 'long' : 'short'],
          ...result.labels,
        ],
      };
    },
  };
}

function settle(input: Case, data: Dataset, parts: Parts, wait: number): SettledCase | 'near-kink' | 'diverged' | undefined {
  const alpha = alphaOf(input);
  const schedule = parts.powerSchedule(alpha);
  const total = stepCount(input);
  for (let from = 0; from <= Math.min(wait, total - 1); from++) {
    const prefix = sgdPrefix({ data, model: parts.relu, start: input.start, stepSize: schedule, steps: from });
    if (prefix.some(({ w, squareSum }) => !w.every(Number.isFinite) || !Number.isFinite(squareSum))) return 'diverged';
    if (from > 0 && prefix.some(({ w }) => everySample(data).some((i) => isNearKink(w, sample(data, i))))) return 'near-kink';
    const ends = prefix.map((end) => settledEnd(data, parts, { end, from, alpha, count: total - from }));
    if (!ends.every((end) => end !== undefined)) continue;
    return {
      data,
      start: Float64Array.from(input.start),
      alpha,
      from,
      count: total - from,
      ends,
      // A step's rounding is some ulps of w, and exponents enlarge it by |w| |x| at most; both are small on these cases.
      error: (size) => [0, from === 0 ? 0 : roundingOf(2 ** 14) * size],
    };
  }
  return undefined;
}

/** What is to be followed on from step T. */
interface Onward {
  readonly end: PrefixEnd;
  /** T. */
  readonly from: number;
  readonly alpha: number;
  /** Steps beyond T. */
  readonly count: number;
}

/** The expectations from w_T on; undefined where w_T is in no region that no draw leads out of, or for too many sequences. */
export function settledEnd(data: Dataset, parts: Parts, { end, from, alpha, count }: Onward): SettledEnd | undefined {
  const { kind, activePositives: active } = parts.landscapeRegion(data, end.w);
  if ((kind !== 'separable' && kind !== 'partial') || !keepsInside({ data, active })) return undefined;
  const best = parts.maxMargin({ dimension: data.d, atLeastOne: active.map((i) => sample(data, i)) });
  if (!best.feasible) return undefined;
  const schedule = parts.powerSchedule(alpha);
  const expectations = withinBudget(parts, {
    data,
    model: parts.relu,
    start: end.w,
    stepSize: (k) => schedule(from + k),
    steps: count,
    active,
  });
  if (expectations === undefined || !(expectations.leastActive > 0) || expectations.mostSilent > 0) return undefined;
  return {
    ...end,
    data,
    region: kind === 'separable' ? 'separable' : 'local',
    active,
    reach: largest(active.map((i) => norm(sample(data, i)))),
    gamma: best.margin,
    direction: best.direction,
    alpha,
    start: end.w,
    vector: () => new Float64Array(data.d),
    eta: (k) => power(from + k + 1, -alpha),
    expectations,
  };
}
