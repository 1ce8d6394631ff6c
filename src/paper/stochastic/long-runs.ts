/** What the claims about SGD's expectations share that are judged by many long runs. */

import type { ClaimDefinition, Evaluation, Hypothesis } from '../../claim/claim.js';
import { allMet, holds, method, paper } from '../../claim/hypotheses.js';
import { type IntervalRecord, intervalRecord } from '../../claim/interval-record.js';
import type { Parts } from '../../claim/parts.js';
import { stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { alphaLedger, CASE_ALLOWANCE } from '../../monte-carlo/alpha-ledger.js';
import { OutsideRangeError } from '../../monte-carlo/betting.js';
import { ceilings } from '../../monte-carlo/ceilings.js';
import type { Replicates } from '../../monte-carlo/replicates.js';
import { pairs } from '../../numerics/lists.js';
import { logSpacedSteps } from '../../trajectory/checkpoints.js';
import { type LongAim, longCases } from '../generators/long-case.js';
import { type LongRunView, longRunView } from './long-run-view.js';
import { isClosed, ROUNDED_OUT, type StableCase, stableCase, stableLabels, staySlack } from './stable-case.js';

/** Runs of one case: what about this many steps afford, but no fewer than can tell anything. */
const STEPS_PER_CASE = 400_000;
const STEPS_PER_SEED = 300;
const LEAST_RUNS = 256;
/** The runs are looked at from here on; enumeration judges what comes before. (w_1 and wbar_1 show how averages begin.) */
const FIRST_STEP = 20;
/** Cases of a claim by default: each takes about a tenth of a second. */
const CASES = 24;

/** How the slack of an inequality is formed. */
export const INTERVAL_SLACK =
  'the end nearer to 0 of the interval for (right side - left side) / (sum of the sizes of all terms), smallest over the steps; 0 where the interval contains 0 and is at most 1/4 long';
/** What is judged, for the statement. */
export const RANGE = 'Judged at log-spaced t from 20 up to 10,000, by independent runs.';

/** How a claim is put to long runs. */
interface LongRunAim extends Partial<LongAim> {
  /** Whether sum eta_k grad L(w_k) is followed. */
  readonly drift?: boolean;
  /** How many times the usual number of runs it takes to tell anything; 1 by default. */
  readonly effort?: number;
  /** Shares of false-alarm probability that one step takes, at most, on data of d features; 1 by default. */
  readonly shares?: (d: number) => number;
}

/** Judges each case at log-spaced steps of many runs. */
export function byLongRuns(
  judge: (at: LongRunView, record: IntervalRecord) => void,
  aim: LongRunAim = {},
): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'defaultCases' | 'recipe' | 'cases' | 'evaluate'> {
  const { regions = ['separable', 'local'], drift = false, effort = 1, shares = () => 1, ...drawn } = aim;
  return {
    chapter: 'stochastic gradient descent',
    kind: 'expectation',
    method: 'statistics',
    defaultCases: CASES,
    recipe: `long runs ${JSON.stringify({ regions, ...drawn })}`,
    cases: longCases({ ...drawn, regions }),
    evaluate(input, parts) {
      const { hypotheses, at } = stableCase(input, parts, { regions });
      const closed = isClosed(at);
      if (at === undefined || !allMet([closed])) return { hypotheses: [...hypotheses, closed], labels: [] };
      const seeded = holds(method('seed', 'at least one step, with a seed'), stepCount(input) >= 1 && input.seed !== undefined);
      const met: Hypothesis[] = [...hypotheses, closed, seeded];
      if (!allMet(met)) return { hypotheses: met, labels: [] };
      const runs = replicated(at, input, parts, { drift, effort });
      const stays = { ...paper('stays', 'every run stays in the region'), slack: staySlack(runs) };
      if (stays.slack < 0) return { hypotheses: met, undecided: ROUNDED_OUT, labels: [] };
      return { hypotheses: [...met, stays], ...judgedSteps(at, runs, judge, shares(at.data.d), stepCount(input)) };
    },
  };
}

function judgedSteps(
  at: StableCase,
  runs: Replicates,
  judge: (at: LongRunView, record: IntervalRecord) => void,
  shares: number,
  count: number,
): Omit<Evaluation, 'hypotheses'> {
  const ledger = alphaLedger(CASE_ALLOWANCE);
  const record = intervalRecord();
  const reached = ceilings(at.data, at.active, at.start, at.eta, runs.at);
  for (const [place, [t, within]] of pairs(runs.at, reached).entries()) {
    const view = longRunView(at, { t, runs, place, ceilings: within, ledger, shares });
    const outside = rangeBroken(() => judge(view, record));
    // No SGD with these step sizes does that: nothing is left to chance.
    if (outside !== undefined) {
      return { conclusion: { slack: -1, rounding: 0, step: t, note: outside }, labels: [['outside', 'range']] };
    }
  }
  return { ...record.result(), labels: [...stableLabels(at), ['steps', String(count)], ...record.labels()] };
}

/** What a judgement says of a value that lies outside its range; undefined when none does. */
export function rangeBroken(judge: () => void): string | undefined {
  try {
    judge();
    return undefined;
  } catch (error) {
    if (error instanceof OutsideRangeError) return error.message;
    throw error;
  }
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
