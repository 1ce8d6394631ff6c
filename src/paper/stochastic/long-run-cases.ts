/** What the claims about long runs of SGD share: cases, hypotheses, replicates, and limits for means that are paid for. */

import fc, { type Arbitrary } from 'fast-check';
import type { Claim, Hypothesis } from '../../claim/claim.js';
import { allMet, holds, method, paper, signOfProduct } from '../../claim/hypotheses.js';
import { type IntervalRecord, intervalRecord } from '../../claim/interval-record.js';
import type { Parts } from '../../claim/parts.js';
import { stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type LabelledData, sample } from '../../data/dataset.js';
import { samplingSeed } from '../../generator/steps.js';
import { type AlphaLedger, alphaLedger, CASE_ALLOWANCE } from '../../monte-carlo/alpha-ledger.js';
import { bettingLimits, OutsideRangeError } from '../../monte-carlo/betting.js';
import { type Ceilings, ceilings, type Range } from '../../monte-carlo/ceilings.js';
import type { Estimate } from '../../monte-carlo/estimate.js';
import type { Replicates } from '../../monte-carlo/replicates.js';
import { logSpacedSteps } from '../../trajectory/checkpoints.js';
import { combes } from '../generators/combes.js';
import {
  caseRecipe,
  type StableCase,
  type StableRegion,
  type StatedClaim,
  stableCase,
  stayMargin,
  withCopies,
} from './expectation-cases.js';

/** Horizons, the more frequent the shorter. */
const HORIZONS = {
  long: [100, 100, 100, 300, 300, 300, 300, 1000, 1000, 1000, 3000, 10_000],
  shorter: [100, 100, 300, 300, 1000],
} as const;
/** Runs of one case: what about this many steps afford, but no fewer than can tell anything. */
const STEPS_PER_CASE = 400_000;
const STEPS_PER_SEED = 300;
const LEAST_RUNS = 256;
/** Copies of the first negative. */
const SILENT = { some: [0, 0, 0, 60], few: [0], many: [120, 240] } as const;
/** The runs are looked at from here on; enumeration judges what comes before. (w_1 and wbar_1 show how averages begin.) */
const FIRST_STEP = 20;
/** Cases of a claim by default: each takes about a tenth of a second. */
const CASES = 24;

/** One column of the replicates times a factor. */
export type ColumnTerm = readonly [column: number, factor: number];

/** A case with its runs at one step. */
export interface LongRunView extends StableCase {
  readonly t: number;
  readonly runs: Replicates;
  /** Place of t among the steps looked at. */
  readonly place: number;
  /** Ranges that hold on every path up to t. */
  readonly ceilings: Ceilings;
  /**
   * The mean of a sum of columns, plus a constant, over SGD's sampling. Pays for both limits.
   *
   * @param range - of that sum on every path.
   */
  mean(what: string, terms: readonly ColumnTerm[], constant: number, range: Range): Estimate;
  /** Takes a share of false-alarm probability for a check of another sort. */
  spend(what: string): number;
}

/** How a claim is put to long runs. */
export interface LongRunAim {
  readonly regions?: readonly StableRegion[];
  /** Silent samples: as drawn or more by default, no two alike, or many more. */
  readonly silent?: keyof typeof SILENT;
  /** One positive of length near sqrt 2, a start near 0 and alpha near 1/2. */
  readonly slow?: boolean;
  /** Whether sum eta_k grad L(w_k) is followed. */
  readonly drift?: boolean;
  /** Horizons up to 10,000, or up to 1,000 where more runs tell more. */
  readonly horizons?: keyof typeof HORIZONS;
  /** How many times the usual number of runs it takes to tell anything; 1 by default. */
  readonly effort?: number;
  /** Shares of false-alarm probability that one step takes, at most. */
  shares(d: number): number;
}

/** A claim judged at log-spaced steps of many runs. */
export function longRunClaim(fields: StatedClaim, aim: LongRunAim, judge: (at: LongRunView, record: IntervalRecord) => void): Claim {
  const { regions = ['separable', 'local'], silent = 'some', slow = false, drift = false, effort = 1, horizons = 'long' } = aim;
  return {
    chapter: 'stochastic gradient descent',
    kind: 'expectation',
    method: 'statistics',
    defaultCases: CASES,
    ...fields,
    cases: cases(fields.id, { regions, silent, slow, horizons }),
    evaluate(input, parts) {
      const { hypotheses, at } = stableCase(input, parts, regions);
      const closed = {
        ...method('closed', 'x_i.x_j >= 0 for active i and j, <= 0 for active i and other j: no step leaves the region'),
        slack: -1,
      };
      if (at === undefined || !isClosed(at)) return { hypotheses: [...hypotheses, closed], labels: [] };
      const seeded = holds(method('seed', 'at least one step, with a seed'), stepCount(input) >= 1 && input.seed !== undefined);
      const met: Hypothesis[] = [...hypotheses, { ...closed, slack: 1 }, seeded];
      if (!allMet(met)) return { hypotheses: met, labels: [] };
      const runs = replicated(at, input, parts, { drift, effort });
      const stays = { ...paper('stays', 'every run stays in the region'), slack: stayMargin(runs) };
      if (stays.slack < 0) return { hypotheses: [...met, stays], labels: [] };
      const ledger = alphaLedger(CASE_ALLOWANCE);
      const record = intervalRecord();
      const reached = ceilings(at.data, at.active, at.start, at.eta, runs.at);
      for (const [place, t] of runs.at.entries()) {
        const outside = rangeBroken(() => judge(view(at, runs, place, t, reached[place]!, ledger, aim.shares(at.data.d)), record));
        // No SGD with these step sizes does that: nothing is left to chance.
        if (outside !== undefined) {
          return {
            hypotheses: [...met, stays],
            conclusion: { slack: -1, rounding: 0, step: t, note: outside },
            labels: [['outside', 'range']],
          };
        }
      }
      const share = at.active.length / at.data.n;
      return {
        hypotheses: [...met, stays],
        ...record.result(),
        labels: [
          ['region', at.region],
          ['active', at.active.length > 1 ? 'several' : 'one'],
          ['share', share < 0.25 ? 'small' : 'large'],
          ['steps', String(stepCount(input))],
          ...record.labels(),
        ],
      };
    },
  };
}

/** What a judgement says of a value that lies outside its range; undefined when none does. */
function rangeBroken(judge: () => void): string | undefined {
  try {
    judge();
    return undefined;
  } catch (error) {
    if (error instanceof OutsideRangeError) return error.message;
    throw error;
  }
}

function view(
  at: StableCase,
  runs: Replicates,
  place: number,
  t: number,
  reached: Ceilings,
  ledger: AlphaLedger,
  shares: number,
): LongRunView {
  const spend = (what: string): number => ledger.spend(`${what} at ${t}`, CASE_ALLOWANCE / (runs.at.length * shares));
  return {
    ...at,
    t,
    runs,
    place,
    ceilings: reached,
    spend,
    mean(what, terms, constant, range) {
      const sums = new Float64Array(runs.replicates).fill(constant);
      for (const [column, factor] of terms) {
        const values = runs.values(place, column);
        for (let r = 0; r < sums.length; r++) sums[r]! += factor * values[r]!;
      }
      const { mean, low, high } = bettingLimits(sums, range, spend(what));
      return { value: mean, low, high };
    },
  };
}

function replicated(at: StableCase, input: Case, parts: Parts, { drift, effort }: { drift: boolean; effort: number }): Replicates {
  const steps = stepCount(input);
  return parts.sgdReplicates({
    data: at.data,
    model: parts.relu,
    optimizer: parts.stochasticGradientDescent,
    sampler: parts.uniformSampler,
    average: parts.iterateAverage,
    start: input.start,
    stepSize: parts.powerSchedule(at.alpha),
    weight: at.eta,
    at: logSpacedSteps(steps).filter((t) => t >= Math.min(steps, FIRST_STEP) || (drift && t === 1)),
    active: at.active,
    replicates: effort * Math.max(LEAST_RUNS, Math.floor(STEPS_PER_CASE / (steps + STEPS_PER_SEED))),
    seed: input.seed!,
    drift,
  });
}

/** Exact signs of inner products that no step can lead out of the region from. */
export function isClosed({ data, active }: Pick<StableCase, 'data' | 'active'>): boolean {
  const others = Array.from({ length: data.n }, (_, i) => i).filter((i) => !active.includes(i));
  return active.every(
    (i) =>
      sample(data, i).some((entry) => entry !== 0) &&
      active.every((j) => signOfProduct(data, i, j) >= 0) &&
      others.every((j) => signOfProduct(data, i, j) <= 0),
  );
}

function cases(
  id: string,
  { regions, silent, slow, horizons }: Required<Pick<LongRunAim, 'regions' | 'silent' | 'slow' | 'horizons'>>,
): Arbitrary<Case> {
  return fc
    .record({
      short: caseRecipe(id, combes(), { regions, slow }),
      count: fc.constantFrom(...HORIZONS[horizons]),
      seed: samplingSeed(),
      copies: fc.constantFrom(...SILENT[silent]),
    })
    .map(({ short, count, seed, copies }) => ({
      ...short,
      data: silent === 'few' ? withoutRepeats(short.data) : withCopies(short.data, -1, copies),
      steps: short.steps.kind === 'power' ? { ...short.steps, count } : short.steps,
      seed,
    }));
}

/** The data with each negative once. */
function withoutRepeats({ x, y }: LabelledData): LabelledData {
  const kept = x.flatMap((row, i) =>
    y[i] === 1 || x.findIndex((other, j) => y[j] === -1 && other.join() === row.join()) === i ? [i] : [],
  );
  return { x: kept.map((i) => x[i]!), y: kept.map((i) => y[i]!) };
}
