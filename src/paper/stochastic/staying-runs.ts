/** Statements given that SGD stays, by many weighted runs. */

import fc from 'fast-check';
import type { ClaimDefinition } from '../../claim/claim.js';
import { allMet, holds, method } from '../../claim/hypotheses.js';
import { type IntervalRecord, intervalRecord } from '../../claim/interval-record.js';
import { stepCount } from '../../claim/steps.js';
import { samplingSeed } from '../../generator/steps.js';
import { alphaLedger, CASE_ALLOWANCE } from '../../monte-carlo/alpha-ledger.js';
import { bettingLimits } from '../../monte-carlo/betting.js';
import type { Range } from '../../monte-carlo/ceilings.js';
import type { Estimate } from '../../monte-carlo/estimate.js';
import type { StayingRow } from '../../monte-carlo/staying-runs.js';
import { pairs } from '../../numerics/lists.js';
import { logSpacedSteps } from '../../trajectory/checkpoints.js';
import { withSteps } from '../generators/stable-case.js';
import { rangeBroken } from './long-runs.js';
import type { StableCase } from './stable-case.js';
import { PASSED_A_KINK, stayingCase, stayingCases, stayingLabels } from './staying-case.js';

/** Runs of one case, steps that are looked at, and cases. */
const STEPS_PER_CASE = 300_000;
const STEPS_PER_SEED = 300;
const FIRST_STEP = 20;
const HORIZONS = [100, 100, 100, 300, 1000] as const;
const CASES = 48;
/** Runs that stay more rarely tell too little. */
const RAREST = 1 / 64;

/** What is judged, for the statement. */
export const STAYING_RANGE =
  'Judged at log-spaced t from 20 up to 1,000, by runs that draw what stays, with the product of the chances of that as weight.';

/** The runs of a case at one step. */
export interface StayingView extends StableCase {
  readonly t: number;
  readonly row: StayingRow;
  /** |w_k - w_0| is at most this for k <= t on every path that stays. */
  readonly farthest: number;
  /** The mean of the weight times f: P(staying) E[f | staying]. Pays for both limits. */
  mean(what: string, f: (r: number) => number, range: Range): Estimate;
}

/** Judges each case at log-spaced steps; `shares` is how many means one step takes at most, on data of d features. */
export function byStayingRuns(
  judge: (at: StayingView, record: IntervalRecord) => void,
  shares: (d: number) => number,
): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'required' | 'defaultCases' | 'recipe' | 'cases' | 'evaluate'> {
  return {
    chapter: 'stochastic gradient descent',
    kind: 'expectation',
    method: 'statistics',
    defaultCases: CASES,
    required: { 'positives:obtuse': 0.05 },
    recipe: 'long runs that stay',
    cases: fc
      .tuple(stayingCases({ still: true, open: true }), fc.constantFrom(...HORIZONS), samplingSeed())
      .map(([input, count, seed]) => ({ ...withSteps(input, count), seed })),
    evaluate(input, parts) {
      const { hypotheses, at } = stayingCase(input, parts);
      const count = stepCount(input);
      const { seed } = input;
      const seeded = holds(method('seed', 'at least one step, with a seed'), count >= 1 && seed !== undefined);
      const met = [...hypotheses, seeded];
      if (at === undefined || seed === undefined || !allMet(met)) return { hypotheses: met, labels: [] };
      const runs = parts.stayingRuns({
        data: at.data,
        model: parts.relu,
        sampler: parts.uniformSampler,
        start: input.start,
        stepSize: parts.powerSchedule(at.alpha),
        weight: at.eta,
        at: logSpacedSteps(count).filter((t) => t >= Math.min(count, FIRST_STEP)),
        active: at.active,
        replicates: Math.floor(STEPS_PER_CASE / (count + STEPS_PER_SEED)),
        seed,
      });
      const often = runs.rows.at(-1)?.weight.reduce((sum, weight) => sum + weight / runs.replicates, 0) ?? 0;
      const all = [...met, holds(method('often', `w_0, ..., w_t stay with a probability near ${RAREST} or more`), often >= RAREST)];
      if (!allMet(all)) return { hypotheses: all, labels: [] };
      if (runs.nearKink) return { hypotheses: all, undecided: PASSED_A_KINK, labels: [] };
      const ledger = alphaLedger(CASE_ALLOWANCE);
      const record = intervalRecord();
      for (const [t, row] of pairs(runs.at, runs.rows)) {
        const mean: StayingView['mean'] = (what, f, [low, high]) => {
          const values = row.weight.map((weight, r) => weight * f(r));
          const paid = ledger.spend(`${what} at ${t}`, CASE_ALLOWANCE / (runs.at.length * shares(at.data.d)));
          const limits = bettingLimits(values, [Math.min(0, low), Math.max(0, high)], paid);
          return { value: limits.mean, low: limits.low, high: limits.high };
        };
        const outside = rangeBroken(() => judge({ ...at, t, row, farthest: farthestOf(at, t), mean }, record));
        if (outside !== undefined) {
          const conclusion = { slack: -1, rounding: 0, step: t, note: outside };
          return { hypotheses: all, conclusion, labels: [['outside', 'range']] };
        }
      }
      return { hypotheses: all, ...record.result(), labels: [...stayingLabels(at, often), ...record.labels()] };
    },
  };
}

/**
 * A step of x from w moves w by at most eta B, and adds 2 eta l x.(w - w_0) + (eta l |x|)^2 to |w - w_0|^2, l = exp(-w.x), where
 * x.(w - w_0) <= B |w - w_0|, and (v - w_0.x) exp(-v) <= exp(-w_0.x) / e < 0.37.
 */
function farthestOf(at: StableCase, t: number): number {
  let far = 0;
  for (let k = 0; k < t; k++) {
    const move = at.reach * at.eta(k);
    far = Math.min(far + move, Math.sqrt(far * far + 2 * at.eta(k) * Math.min(0.37, at.reach * far) + move * move));
  }
  return far * (1 + 1e-9);
}
