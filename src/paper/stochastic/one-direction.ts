/** SGD whose active samples are one vector: cases where lemma F.1's bound tells something, far out, and bounds on its expectations. */

import fc from 'fast-check';
import type { ClaimDefinition } from '../../claim/claim.js';
import { allMet, holds, method, signOfProduct } from '../../claim/hypotheses.js';
import { type IntervalRecord, intervalRecord } from '../../claim/interval-record.js';
import { stepCount } from '../../claim/steps.js';
import { sample } from '../../data/dataset.js';
import { type OneDirectionStep, oneDirectionBounds } from '../../expectation/one-direction.js';
import { oneDirectionFarOut } from '../../expectation/one-direction-far.js';
import { type Estimate, known } from '../../monte-carlo/estimate.js';
import { log } from '../../numerics/elementary.js';
import { nth } from '../../numerics/lists.js';
import { dot, norm, plusMultiple } from '../../numerics/vector.js';
import { logSpacedSteps } from '../../trajectory/checkpoints.js';
import { combes } from '../generators/combes.js';
import { stableCases, withCopies, withSteps } from '../generators/stable-case.js';
import { type StableCase, stableCase } from './stable-case.js';

const HORIZONS = [300, 1000, 3000, 10_000] as const;
const SILENT = [0, 0, 60, 126, 254] as const;
/** exp(w_0.x) is finite below. */
const FARTHEST_START = 700;

/** What is known of such a run at one step. */
export interface OneDirectionView extends StableCase {
  readonly t: number;
  /** The step of the run that it is put to: t, or the last one where t is beyond it. */
  readonly step: number;
  /** n+/n. */
  readonly share: number;
  /** sum_{k<t} eta_k E L(w_k), L the sum over the active samples divided by their number. */
  readonly weightedLosses: Estimate;
  /** |E wbar_t|. */
  readonly averageLength: Estimate;
}

/**
 * Judges such runs at log-spaced steps, and at moments beyond; `record` says whether the bound is below 1 and so tells something.
 *
 * @param beyond - numbers of steps that no run takes, from 10,000 to 10^300.
 */
export function alongOneDirection(
  record: (at: OneDirectionView, into: IntervalRecord) => { readonly informative: boolean },
  beyond: readonly number[] = [],
): Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'cases' | 'evaluate'> {
  return {
    chapter: 'stochastic gradient descent',
    kind: 'expectation',
    method: 'enumeration',
    cases: fc
      .record({
        short: stableCases(combes(), { regions: ['separable'], slow: true }),
        count: fc.constantFrom(...HORIZONS),
        silent: fc.constantFrom(...SILENT),
      })
      .map(({ short, count, silent }) => ({ ...withSteps(short, count), data: withCopies(short.data, -1, silent) })),
    evaluate(input, parts) {
      const { hypotheses, at } = stableCase(input, parts, { regions: ['separable'] });
      const alone = holds(
        method('one-direction', 'all positives are one x, and x.x_j <= 0 for every negative'),
        at !== undefined && isOneDirection(at),
      );
      const met = [...hypotheses, alone];
      if (at === undefined || !allMet(met)) return { hypotheses: met, labels: [] };
      const x = sample(at.data, nth(at.active, 0));
      if (!(at.reach ** 2 > 0 && dot(x, at.start) > 0)) return { hypotheses: met, undecided: 'products with x underflow', labels: [] };
      const share = at.active.length / at.data.n;
      const begin = dot(x, at.start);
      const count = stepCount(input);
      // The step sizes are the part under test; the bounds follow from them, far out from the power that their second one shows.
      const eta = parts.powerSchedule(at.alpha);
      const power = -log(eta(1)) / log(2);
      const steps = oneDirectionBounds(share, at.reach ** 2, begin, eta, count);
      const near = logSpacedSteps(count)
        .slice(1)
        .map((t) => ({ t, step: t, found: nth(steps, t) }));
      const far = (power > 0.5 && power < 1 && begin < FARTHEST_START ? beyond : []).map((t) => ({
        t,
        step: count,
        found: oneDirectionFarOut(share, at.reach ** 2, begin, power, t),
      }));
      const into = intervalRecord();
      let informative = false;
      for (const { t, step, found } of [...near, ...far]) {
        if (record(viewOf({ ...at, t, step, share }, x, found), into).informative) informative = true;
      }
      return {
        hypotheses: met,
        ...into.result(),
        labels: [informative ? ['bound', 'below-1'] : ['bound', 'trivial'], ...into.labels()],
      };
    },
  };
}

function viewOf(
  at: Omit<OneDirectionView, 'weightedLosses' | 'averageLength'>,
  x: Float64Array,
  { averageMoved, weightedLosses }: Pick<OneDirectionStep, 'averageMoved' | 'weightedLosses'>,
): OneDirectionView {
  return { ...at, weightedLosses: between(weightedLosses), averageLength: lengthAlong(at, x, averageMoved) };
}

function between({ low, high }: { low: number; high: number }): Estimate {
  return { value: (low + high) / 2, low, high };
}

/** |w_0 + a x|, which grows with a >= 0 as w_0.x > 0. */
function lengthAlong({ start }: Pick<StableCase, 'start'>, x: Float64Array, moved: { low: number; high: number }): Estimate {
  const length = (a: number): number => norm(plusMultiple(start, a, x));
  const low = known(length(moved.low));
  const high = known(length(moved.high));
  return { value: (low.value + high.value) / 2, low: low.low, high: high.high };
}

function isOneDirection({ data, active }: StableCase): boolean {
  const first = nth(active, 0);
  const row = sample(data, first).join();
  return (
    active.every((i) => sample(data, i).join() === row) &&
    data.positives.length === active.length &&
    data.negatives.every((j) => signOfProduct(data, first, j) <= 0)
  );
}
