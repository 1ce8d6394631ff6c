/**
 * What evaluations are made of, where a slip seldom shows in what they say: runs as they were seen, rates, bounds. Each is of a few drawn
 * cases, or of a course that is written down.
 */

import fc from 'fast-check';
import type { Claim } from '../../src/claim/claim.js';
import { standardParts } from '../../src/claim/parts.js';
import { slackRecord } from '../../src/claim/slack.js';
import { constantSteps, eta } from '../../src/claim/steps.js';
import type { Case } from '../../src/data/case.js';
import { type Dataset, dataset } from '../../src/data/dataset.js';
import { log } from '../../src/numerics/elementary.js';
import { lateStretch, STRETCH_FROM } from '../../src/paper/gradient-descent/late-stretch.js';
import { followStrikes } from '../../src/paper/gradient-descent/recurrent.js';
import { strikeRates } from '../../src/paper/gradient-descent/strike-rates.js';
import { onStruckRuns } from '../../src/paper/gradient-descent/struck-runs.js';
import { allowance, settling } from '../../src/paper/linear-model/settling.js';
import { onSettlingRuns } from '../../src/paper/linear-model/settling-runs.js';
import { networkRun } from '../../src/paper/networks/network-run.js';
import { isTransient, rateSlack, steepens, wanderSlack } from '../../src/paper/setting/limit-direction.js';
import { type SettledRun, WINDOW } from '../../src/paper/setting/settled-run.js';
import { smallStep, smallStepBelow } from '../../src/paper/setting/small-step.js';
import type { LongRunView } from '../../src/paper/stochastic/long-run-view.js';
import { deviation } from '../../src/paper/stochastic/martingale.js';
import { checkpoint } from './checkpoint.js';
import { claimOf } from './judging.js';

/** Where hashes of them are on record. */
export const AMOUNTS = 'properties/paper/amounts.json';

function ofCases<T>(id: string, count: number, amountOf: (input: Case, data: Dataset) => T): readonly T[] {
  const cases = fc.sample(claimOf(id).cases, { seed: 5, numRuns: count });
  return cases.map((input) => amountOf(input, dataset(input.data)));
}

/** What an evaluation hands to the judge of its claim. */
function handedOn(id: string, count: number, evaluationWith: (see: (handed: unknown) => void) => Claim['evaluate']): readonly unknown[] {
  const seen: unknown[] = [];
  ofCases(id, count, (input) => evaluationWith((handed) => seen.push(handed))(input, standardParts));
  return seen;
}

/** A run whose direction is off (1, 0) by an error that is a function of ln t. */
function courseOf(errorAt: (s: number) => number, later?: SettledRun): SettledRun {
  const late = [...WINDOW.checkpoints.filter((s) => s >= WINDOW.early), WINDOW.horizon].map((s) =>
    checkpoint(s, [s, s * errorAt(s)], { velocity: Float64Array.of(1, errorAt(s)) }),
  );
  const at = (s: number) => late.find((one) => one.s === s)!;
  const [first, middle, last] = [at(WINDOW.early), at(WINDOW.middle), at(WINDOW.horizon)];
  const course: SettledRun = { kind: 'settled', window: WINDOW, late, first, middle, last, later: () => later ?? course };
  return course;
}

const TARGET = [1, 0];
/** Errors by ln t: of rates that are claimed, slower and faster ones, constants, and those that are as good as 0. */
const ERRORS: readonly ((s: number) => number)[] = [
  () => 0,
  () => 1e-10,
  () => 1e-3,
  () => 1 / 8,
  (s) => 1 / s,
  (s) => log(s) / s,
  (s) => 1 / Math.sqrt(s),
  (s) => 1 / log(s),
  (s) => 1 / 256 / Math.sqrt(Math.sqrt(s)),
  (s) => (s > WINDOW.middle ? 1 / 16 : 1 / 64),
  (s) => (s > WINDOW.middle ? 1 / 1024 : 1 / 64),
];

/** Runs of a single replicate are enough to ask for a deviation. */
function viewOf(replicates: number, active: number): LongRunView {
  return {
    t: 6,
    active: Array.from({ length: active }, (_, i) => i),
    data: { n: 8 },
    runs: { replicates },
    spend: () => 1e-6,
  } as unknown as LongRunView;
}

/** By name. */
export const amounts: Readonly<Record<string, () => object>> = {
  'late stretches': () => ofCases('thm-3.2/chatter-loss@repaired', 8, (input, data) => lateStretch(input, data, standardParts)),
  'short stretches': () =>
    ofCases('thm-3.2/chatter-loss@repaired', 2, (input, data) =>
      [1, STRETCH_FROM - 1, STRETCH_FROM, STRETCH_FROM + 1].map((count) =>
        lateStretch({ ...input, steps: constantSteps(eta(input), count) }, data, standardParts),
      ),
    ),
  'rates of strikes': () =>
    ofCases('thm-3.2/strikes@repaired', 12, (_, data) =>
      [data.positives, data.positives.slice(0, 1), []].map((J) => strikeRates(data, J, standardParts) ?? 'none'),
    ),
  'struck runs': () =>
    handedOn('thm-3.2/strikes@repaired', 12, (see) =>
      onStruckRuns({
        judge(run) {
          see(run);
          return { undecided: 'seen' };
        },
      }),
    ),
  'runs from strike to strike': () =>
    ofCases('thm-3.2/cases@repaired', 3, (input, data) => followStrikes(data, input.start, eta(input), standardParts)),
  'settling runs': () =>
    handedOn('soudry/residual', 8, (see) =>
      onSettlingRuns({
        judge(run) {
          see([settling(run), allowance(run)]);
          return slackRecord();
        },
      }),
    ),
  'runs of networks': () =>
    ['thm-4.1/signs', 'thm-4.2/purity'].map((id, place) =>
      ofCases(id, 3, (input, data) => {
        const model = standardParts.network(input.outputWeights ?? []);
        const { iterates } = networkRun(data, input, model, place === 0 ? 'gradient' : 'stochastic', standardParts);
        return iterates.slice(0, 64);
      }),
    ),
  'rates of directions': () => ERRORS.map((error) => ERRORS.map((later) => rateSlack(courseOf(error, courseOf(later)), TARGET))),
  'moves of directions': () => ERRORS.map((error) => wanderSlack(courseOf(error))),
  transients: () =>
    [1e-4, 7e-4, 8e-4, 1e-3, 4e-3, 5e-3, 1e-2].map((last) => [1, 1.5, 2, 8].map((factor) => isTransient(WINDOW, factor * last, last))),
  'steeper falls': () => {
    const slacks = ERRORS.map((error) => rateSlack(courseOf(error), TARGET));
    return slacks.map((first) => slacks.map((later) => steepens(first, later)));
  },
  'small steps': () =>
    ofCases('thm-3.2/descent@repaired', 12, (input, data) => [
      smallStepBelow(data, input.start),
      ...[0, 1 / 2, 1].map((slope) => smallStep(data, input.start, slope, 1)),
    ]),
  deviations: () =>
    [1, 64, 4096].map((replicates) =>
      [1, 4, 8].map((active) =>
        [(k: number) => 1 / (k + 1), () => 1 / 64].map((length) => deviation(viewOf(replicates, active), 'it', length)),
      ),
    ),
};
