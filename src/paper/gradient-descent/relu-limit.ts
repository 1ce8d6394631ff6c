/** What claims about the limit of ReLU runs share: cases, hypotheses, the run and the table of outcomes. */

import fc, { type Arbitrary } from 'fast-check';
import type { Claim, Conclusion, Evaluation, Hypothesis, Label } from '../../claim/claim.js';
import { allMet, holds, isSeparable, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps, eta } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset, sample } from '../../data/dataset.js';
import type { DrawnData } from '../../generator/drawn.js';
import { separable } from '../../generator/separable.js';
import { type StartKind, withStart } from '../../generator/start.js';
import { slope as anySlope } from '../../generator/steps.js';
import { dot } from '../../numerics/vector.js';
import { type MarginProblem, signedRows } from '../../oracle/max-margin.js';
import { example1 } from '../generators/examples.js';
import { outside } from '../generators/outside.js';
import { rateSlack } from '../setting/limit-direction.js';
import { nearEnough, wideEnough } from '../setting/reach.js';
import { follow, type SettledRun } from '../setting/settled-run.js';
import { smallStep } from '../setting/small-step.js';

/** What each of these claims states for itself. */
export type Fields = Pick<Claim, 'id' | 'reading' | 'statement' | 'slack' | 'required' | 'source'> & Partial<Pick<Claim, 'reason'>>;

/** The margin of a claim about a limit direction and its rate. */
export const RATE = '1 - r(ln t = 10^6) / (2 max r(ln t = 10^4 .. 10^5)), r = |w_t/|w_t| - target| ln t / ln ln t';

/** Starts in every region; few where nothing moves. */
const STARTS: readonly StartKind[] = ['separable', 'partial', 'partial', 'random', 'negatives', 'silent', 'separable', 'partial', 'random'];

/** Runs from any start with a small step: 2^-1 to 2^-3 times the largest power of two below 2/beta at the start. */
export const smallStepRuns =
  (
    claim: string,
    slopeOf: (drawn: number) => number,
    extra: (drawn: number) => Partial<Case> = () => ({}),
    kinds: readonly StartKind[] = STARTS,
  ) =>
  (source: Arbitrary<DrawnData>): Arbitrary<Case> =>
    fc.tuple(withStart(source, kinds), fc.integer({ min: 1, max: 3 }), anySlope()).map(([{ drawn, start }, halvings, slope]) => ({
      claim,
      data: drawn.data,
      start,
      steps: constantSteps(Math.min(1 / 2, smallStep(dataset(drawn.data), start, slopeOf(slope), halvings)), 0),
      ...extra(slope),
    }));

const reluData = fc.oneof(separable(), outside());
export const reluRuns = (claim: string, examples = 1): Pick<Claim, 'cases' | 'casesOn'> => {
  const runs = onAnyData(
    reluData,
    smallStepRuns(claim, () => 0),
  );
  // Example 1 is the plainest data on which a proper subset of the positives stays active.
  return { ...runs, cases: fc.oneof({ weight: 3, arbitrary: runs.cases }, { weight: examples, arbitrary: exampleOneRuns(claim) }) };
};

/** Data and starts of example 1. */
export function exampleOneRuns(claim: string): Arbitrary<Case> {
  return fc
    .tuple(example1(), fc.integer({ min: 1, max: 6 }))
    .map(([{ data, start }, h]) => ({ claim, data, start, steps: constantSteps(2 ** -h, 0) }));
}

/** The max-margin problem of some positives, with all negatives kept inactive if `constrained`. */
function problem(data: Dataset, subset: readonly number[], constrained: boolean): MarginProblem {
  return {
    dimension: data.d,
    atLeastOne: signedRows(data, { subset }),
    ...(constrained ? { atMostZero: data.negatives.map((j) => sample(data, j)) } : {}),
  };
}

/** The max-margin direction of some positives, with all negatives kept inactive if `constrained`. */
export function direction(data: Dataset, subset: readonly number[], constrained: boolean, parts: Parts): Float64Array | undefined {
  const answer = parts.maxMargin(problem(data, subset, constrained));
  return answer.feasible ? answer.direction : undefined;
}

/** Where w^+ (of all positives) lies against the negatives: strictly inside the separable region, on its edge, outside. */
export function placeOf(data: Dataset, w: ArrayLike<number>): 'inside' | 'edge' | 'outside' {
  // The direction is rounded, so cosines within rounding of 0 count as the edge.
  const largest = Math.max(...data.negatives.map((j) => dot(w, sample(data, j)) / Math.sqrt(dot(sample(data, j), sample(data, j)) || 1)));
  return largest > 1e-12 ? 'outside' : largest < -1e-12 ? 'inside' : 'edge';
}

/** A settled ReLU run with the positives J it settled on and the negatives whose kinks it stays on. */
export interface ReluLimit {
  readonly data: Dataset;
  readonly run: SettledRun;
  readonly J: readonly number[];
  readonly sliding: readonly number[];
  readonly parts: Parts;
}

/** The table of outcomes: what a run did, by name. */
function outcomeLabel(data: Dataset, J: readonly number[], sliding: readonly number[]): Label {
  const reach = J.length === data.positives.length ? 'global' : 'local';
  return sliding.length > 0 ? ['outcome', `${reach}-sliding`] : ['outcome', reach];
}

/** A claim about the limit of ReLU runs. `judge` sees settled runs; runs that terminate give `terminated`. */
export function reluLimitClaim(
  fields: Fields,
  cases: Pick<Claim, 'cases' | 'casesOn'>,
  terminated: Conclusion | undefined,
  judge: (limit: ReluLimit) => { hypotheses?: Hypothesis[]; conclusion?: Conclusion; undecided?: string },
  further: (data: Dataset, input: Case, parts: Parts) => Hypothesis[] = () => [],
): Claim {
  return {
    ...fields,
    chapter: 'gradient descent',
    kind: 'asymptotic',
    method: 'limit',
    ...cases,
    evaluate(input, parts): Evaluation {
      const data = dataset(input.data);
      const rate = eta(input);
      const hypotheses = [isSeparable(data, parts), holds(paper('positive-step', '0 < eta'), rate > 0), ...further(data, input, parts)];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      hypotheses.push(wideEnough(data, parts.maxMargin(problem(data, data.positives, true))), nearEnough(data, input.start));
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const limit = follow(data, parts.relu, input.start, rate, parts);
      if (limit.kind === 'unknown') return { hypotheses, undecided: limit.reason, labels: [['outcome', 'unknown']] };
      if (limit.kind === 'terminated') {
        if (terminated !== undefined) return { hypotheses, conclusion: terminated, labels: [['outcome', 'terminated']] };
        return {
          hypotheses: [...hypotheses, holds(paper('no-termination', 'the run does not terminate'), false)],
          labels: [['outcome', 'terminated']],
        };
      }
      const { active, sliding } = limit.last;
      const J = active.filter((i) => data.y[i] === 1 && !sliding.includes(i));
      const labels = [outcomeLabel(data, J, sliding)];
      const result = judge({ data, run: limit, J, sliding, parts });
      const all = [...hypotheses, ...(result.hypotheses ?? [])];
      if (!allMet(all)) return { hypotheses: all, labels };
      return {
        hypotheses: all,
        ...(result.conclusion === undefined ? { undecided: result.undecided ?? 'no limit direction' } : { conclusion: result.conclusion }),
        labels,
      };
    },
  };
}

/** The slack of converging to a direction that may not exist. */
export function towards(run: SettledRun, target: Float64Array | undefined): Conclusion | undefined {
  return target === undefined ? undefined : rateSlack(run, target);
}
