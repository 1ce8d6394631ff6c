/** What the claims about SGD's expectations share that are judged by enumeration. */

import fc from 'fast-check';
import type { ClaimDefinition, Evaluation, Hypothesis } from '../../claim/claim.js';
import { type Concluded, concluded } from '../../claim/conclude.js';
import { holds, method, paper } from '../../claim/hypotheses.js';
import { NotACase } from '../../claim/not-a-case.js';
import type { Parts } from '../../claim/parts.js';
import { type SlackRecord, slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { branchesOf } from '../../expectation/branches.js';
import { uniformWithReplacement } from '../../expectation/draw-law.js';
import { type Expectations, TooManySequencesError } from '../../expectation/expectations.js';
import { separable } from '../../generator/separable.js';
import { wholePower } from '../../numerics/elementary.js';
import { combes } from '../generators/combes.js';
import { type StableAim, stableCases } from '../generators/stable-case.js';
import { keepsInside, ROUNDED_OUT, type StableCase, type StableScope, stableCase, stableLabels, staySlack } from './stable-case.js';

/** One case enumerated. */
export interface EnumeratedCase extends StableCase {
  readonly expectations: Expectations;
}

/** How the slack is formed of a claim that {@link atEveryStep} judges. */
export const EVERY_STEP_SLACK = '(right side - left side) / (sum of the sizes of all terms), smallest over t = 1, ..., horizon';
/** The same where the steps are not called t. */
export const STEPS_SLACK = '(right side - left side) / (sum of the sizes of all terms), smallest over the steps';

/** What {@link defineClaim} takes from here. */
type Shared = Pick<ClaimDefinition, 'chapter' | 'kind' | 'method' | 'recipe' | 'cases' | 'casesOn' | 'evaluate'>;

/** How a claim is put to enumerated cases: which are drawn, and which it speaks of. */
export type EnumeratedAim = Partial<StableAim & Omit<StableScope, 'regions'>> & {
  /** alpha_k = (k+1)^(-alpha) of the case; the paper's schedule by default, which takes no other exponents than the paper's. */
  readonly schedule?: (alpha: number) => (k: number) => number;
};

/** Enumerates each case and leaves the conclusion to `judge`. Runs in the separable region and in W_J by default. */
export function enumerated(judge: (at: EnumeratedCase) => Omit<Evaluation, 'hypotheses'>, aim: EnumeratedAim = {}): Shared {
  const { regions = ['separable', 'local'], schedule, exponent, ...drawn } = aim;
  const scope = {
    regions,
    ...(aim.anyReach === undefined ? {} : { anyReach: aim.anyReach }),
    ...(exponent === undefined ? {} : { exponent }),
  };
  return {
    chapter: 'stochastic gradient descent',
    kind: 'expectation',
    method: 'enumeration',
    recipe: `enumerated runs ${JSON.stringify({ regions, ...drawn })}`,
    ...onAnyData(fc.oneof({ weight: 3, arbitrary: combes() }, { weight: 1, arbitrary: separable({ samples: [2, 5] }) }), (source) =>
      stableCases(source, { regions, ...drawn }),
    ),
    evaluate(input, parts) {
      const { hypotheses, at, undecided } = enumeratedCase(input, parts, scope, schedule);
      if (undecided !== undefined) return { hypotheses, undecided, labels: [] };
      if (at === undefined) return { hypotheses, labels: [] };
      const result = judge(at);
      return { hypotheses, ...result, labels: [...stableLabels(at), ...result.labels] };
    },
  };
}

/** The same for a conclusion on every step: `record` is shown each t from 1 (or `from`) to the horizon. */
export function atEveryStep(
  record: (at: EnumeratedCase, t: number, slack: SlackRecord) => void,
  { from, ...aim }: EnumeratedAim & { readonly from?: number } = {},
): Shared {
  return enumerated((at) => ({ ...overSteps(at, (t, slack) => record(at, t, slack), from), labels: [] }), aim);
}

/** The least of the slacks that `record` takes at each step. */
export function overSteps({ expectations }: EnumeratedCase, record: (t: number, slack: SlackRecord) => void, from = 1): Concluded {
  const slack = slackRecord();
  for (let t = from; t < expectations.at.length; t++) record(t, slack);
  return concluded(slack, 'no step could be told from rounding');
}

function enumeratedCase(
  input: Case,
  parts: Parts,
  scope: StableScope,
  schedule: (alpha: number) => (k: number) => number = parts.powerSchedule,
): { hypotheses: readonly Hypothesis[]; at?: EnumeratedCase; undecided?: string } {
  const { hypotheses, at } = stableCase(input, parts, scope);
  if (at === undefined) return { hypotheses };
  if (stepCount(input) < 1) throw new NotACase(`steps.count must be at least 1 (got ${stepCount(input)})`);
  const expectations = withinBudget(parts, {
    data: at.data,
    model: parts.relu,
    start: input.start,
    stepSize: schedule(at.alpha),
    steps: stepCount(input),
    active: at.active,
  });
  if (expectations === undefined)
    return { hypotheses: [...hypotheses, holds(method('enumerable', 'the index sequences can be enumerated'), false)] };
  const stays = { ...paper('stays', 'every iterate of every path stays in that region'), slack: staySlack(expectations) };
  if (stays.slack < 0 && keepsInside(at)) return { hypotheses, undecided: ROUNDED_OUT };
  if (stays.slack < 0) return { hypotheses: [...hypotheses, stays] };
  return { hypotheses: [...hypotheses, stays], at: { ...at, expectations } };
}

/** Paths that one case may take to enumerate. */
const MOST_PATHS = 2 ** 14;

/** The exact expectations, unless there are too many paths, as when a start acts on many samples. */
export function withinBudget(parts: Parts, given: Parameters<Parts['sgdExpectations']>[0]): Expectations | undefined {
  const options = { mostSequences: MOST_PATHS, ...given };
  if (pathsOf(options) > MOST_PATHS) return undefined;
  try {
    return parts.sgdExpectations(options);
  } catch (error) {
    if (error instanceof TooManySequencesError) return undefined;
    throw error;
  }
}

/** Paths of a run that stays in its region: the same samples move w at every step. */
function pathsOf({ data, active, steps }: Parameters<Parts['sgdExpectations']>[0]): number {
  const branches = branchesOf(data, uniformWithReplacement);
  const moving = branches.filter(({ index }) => active.includes(index)).length;
  return wholePower(moving + (moving < branches.length ? 1 : 0), steps);
}
