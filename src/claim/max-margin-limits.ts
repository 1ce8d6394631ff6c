/** Theorem 3.2, the examples, the linear and the leaky model: where w_t/|w_t| goes under gradient descent. */

import fc, { type Arbitrary } from 'fast-check';
import type { Case } from '../data/case.js';
import { type Dataset, dataset, radius, sample } from '../data/dataset.js';
import type { DrawnData } from '../generator/drawn.js';
import { example1, example2 } from '../generator/examples.js';
import { outside } from '../generator/outside.js';
import { separable } from '../generator/separable.js';
import { type StartKind, withStart } from '../generator/start.js';
import { slope as anySlope } from '../generator/steps.js';
import { dot, norm } from '../numerics/vector.js';
import { type MarginProblem, type MaxMargin, signedRows } from '../oracle/max-margin.js';
import type { Claim, ConclusionMargin, Evaluation, HypothesisMargin } from './claim.js';
import { exampleOneHypotheses, exampleTwoHypotheses } from './examples.js';
import { allMet, holds, isSeparable } from './hypotheses.js';
import { follow, HORIZON, rateSlack, type SettledRun, wanderSlack } from './limit-direction.js';
import type { Parts } from './parts.js';
import { smallStep } from './small-step.js';
import { onAnyData } from './sources.js';
import { constantSteps, eta } from './steps.js';

type Fields = Pick<Claim, 'id' | 'reading' | 'statement' | 'margin' | 'required' | 'source'> & Partial<Pick<Claim, 'reason'>>;

const RATE = '1 - r(ln t = 10^4) / (2 max r(ln t = 100 .. 1000)), r = |w_t/|w_t| - target| ln t / ln ln t';

/** Starts in every region; few where nothing moves. */
const STARTS: readonly StartKind[] = ['separable', 'partial', 'partial', 'random', 'negatives', 'silent', 'separable', 'partial', 'random'];

/** Runs from any start with a small step: 2^-1 to 2^-3 times the largest power of two below 2/beta at the start. */
const smallStepRuns =
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
const reluRuns = (claim: string, examples = 1): Pick<Claim, 'cases' | 'casesOn'> => {
  const runs = onAnyData(
    reluData,
    smallStepRuns(claim, () => 0),
  );
  // Example 1 is the plainest data on which a proper subset of the positives stays active.
  return { ...runs, cases: fc.oneof({ weight: 3, arbitrary: runs.cases }, { weight: examples, arbitrary: exampleOneRuns(claim) }) };
};

/** Data and starts of example 1. */
function exampleOneRuns(claim: string): Arbitrary<Case> {
  return fc
    .tuple(example1(), fc.integer({ min: 1, max: 6 }))
    .map(([{ data, start }, h]) => ({ claim, data, start, steps: constantSteps(2 ** -h, 0) }));
}

/** Data whose margin is at least this share of B are within reach of the log-time engine's budget of steps. */
const LEAST_MARGIN = 1 / 16;

/** The hypothesis that a margin is wide enough for a run to tell. */
function wideEnough(data: Dataset, answer: MaxMargin): HypothesisMargin {
  const bound = radius(data);
  return { name: 'margin at least B/16', margin: answer.feasible ? answer.margin / (LEAST_MARGIN * bound) - 1 : -1 };
}

/** The hypothesis that w_0 does not outweigh the growth of w up to ln t = 100. */
function nearEnough(data: Dataset, start: readonly number[]): HypothesisMargin {
  return { name: '|w_0| B at most 64', margin: 64 / Math.max(norm(start) * radius(data), 2 ** -20) - 1 };
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
function direction(data: Dataset, subset: readonly number[], constrained: boolean, parts: Parts): Float64Array | undefined {
  const answer = parts.maxMargin(problem(data, subset, constrained));
  return answer.feasible ? answer.direction : undefined;
}

/** Where w^+ (of all positives) lies against the negatives: strictly inside the separable region, on its edge, outside. */
function placeOf(data: Dataset, w: ArrayLike<number>): 'inside' | 'edge' | 'outside' {
  // The direction is rounded, so cosines within rounding of 0 count as the edge.
  const largest = Math.max(...data.negatives.map((j) => dot(w, sample(data, j)) / Math.sqrt(dot(sample(data, j), sample(data, j)) || 1)));
  return largest > 1e-12 ? 'outside' : largest < -1e-12 ? 'inside' : 'edge';
}

/** A settled ReLU run with the positives J it settled on and the negatives whose kinks it stays on. */
interface ReluLimit {
  readonly data: Dataset;
  readonly run: SettledRun;
  readonly J: readonly number[];
  readonly sliding: readonly number[];
  readonly parts: Parts;
}

/** The table of outcomes: what a run did, by name. */
function outcomeLabel(data: Dataset, J: readonly number[], sliding: readonly number[]): string {
  const reach = J.length === data.positives.length ? 'global' : 'local';
  return sliding.length > 0 ? `outcome:${reach}-sliding` : `outcome:${reach}`;
}

/** A claim about the limit of ReLU runs. `judge` sees settled runs; runs that terminate give `terminated`. */
function reluLimitClaim(
  fields: Fields,
  cases: Pick<Claim, 'cases' | 'casesOn'>,
  terminated: ConclusionMargin | undefined,
  judge: (limit: ReluLimit) => { hypotheses?: HypothesisMargin[]; conclusion?: ConclusionMargin; undecided?: string },
  further: (data: Dataset, input: Case, parts: Parts) => HypothesisMargin[] = () => [],
): Claim {
  return {
    ...fields,
    chapter: 'gradient descent',
    kind: 'asymptotic',
    ...cases,
    evaluate(input, parts): Evaluation {
      const data = dataset(input.data);
      const rate = eta(input);
      const hypotheses = [isSeparable(data, parts), holds('0 < eta', rate > 0), ...further(data, input, parts)];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      hypotheses.push(wideEnough(data, parts.maxMargin(problem(data, data.positives, true))), nearEnough(data, input.start));
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const limit = follow(data, parts.relu, input.start, rate, parts);
      if (limit.kind === 'unknown') return { hypotheses, undecided: limit.reason, labels: ['outcome:unknown'] };
      if (limit.kind === 'terminated') {
        if (terminated !== undefined) return { hypotheses, conclusion: terminated, labels: ['outcome:terminated'] };
        return { hypotheses: [...hypotheses, holds('the run does not terminate', false)], labels: ['outcome:terminated'] };
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

const RESTS: ConclusionMargin = { margin: 1, rounding: 0, step: 0, note: 'case 4' };

/** The slack of converging to a direction that may not exist. */
function towards(run: SettledRun, target: Float64Array | undefined): ConclusionMargin | undefined {
  return target === undefined ? undefined : rateSlack(run, target);
}

const casesPrinted = reluLimitClaim(
  {
    id: 'thm-3.2/cases',
    reading: 'as-printed',
    source: 'Theorem 3.2',
    statement:
      'From any start and with a small step, gradient descent converges to w^+ within the separable region, or its direction does not converge, or it converges to w^+_J within W_J, or it terminates.',
    margin: `the largest of: ${RATE} for w^+_J with J the positives active in the end; the move of the direction from ln t = 10^3 to 10^4 over that from 10^2 to 10^3, less 1/2; 1 where it terminates`,
    reason:
      'Where w^+_J has w.x_j > 0 for a negative x_j, the iterates chatter across its kink with bounded amplitude while |w_t| grows, so the direction converges after all: to the max-margin direction of J under the constraint w.x_j <= 0, which is in none of the four cases.',
    required: { 'outcome:global': 0.05, 'outcome:terminated': 0.05 },
  },
  reluRuns('thm-3.2/cases'),
  RESTS,
  ({ data, run, J, parts }) => {
    const wander = wanderSlack(run);
    const convergent = J.length === 0 ? undefined : towards(run, direction(data, J, false, parts));
    return { conclusion: convergent !== undefined && convergent.margin > wander.margin ? convergent : wander };
  },
);

const casesRepaired = reluLimitClaim(
  {
    id: 'thm-3.2/cases@repaired',
    reading: 'repaired',
    source: 'Theorem 3.2',
    statement:
      'From any start and with a small step, gradient descent terminates, or w_t/|w_t| converges to the unit vector that maximises the least w.x_i over J subject to w.x_j <= 0 for all negatives, J being the positives active in the end; the error is O(ln ln t / ln t).',
    margin: RATE,
    reason:
      'Averaged over the chatter the kinks exert forces -theta_j x_j, theta_j >= 0, that vanish off the kink: these are the multipliers of the constraints w.x_j <= 0 in the max-margin problem of J.',
    required: { 'outcome:global': 0.05, 'outcome:terminated': 0.05, 'outcome:global-sliding': 0.05, 'outcome:local': 0.02 },
  },
  reluRuns('thm-3.2/cases@repaired'),
  RESTS,
  ({ data, run, J, parts }) => {
    const conclusion = J.length === 0 ? undefined : towards(run, direction(data, J, true, parts));
    return conclusion === undefined ? { undecided: 'no positive is active in the end' } : { conclusion };
  },
);

/** Case 1 with w^+ as printed (the minimiser of the largest w.x_i, which is -w^+) or as intended. */
const caseOne = (fields: Fields, sign: 1 | -1): Claim =>
  reluLimitClaim(
    fields,
    onAnyData(
      separable(),
      smallStepRuns(fields.id, () => 0, undefined, ['separable', 'separable', 'partial', 'random']),
    ),
    undefined,
    ({ data, run, J, parts }) => {
      const best = direction(data, data.positives, false, parts);
      const hypotheses = [
        holds('w^+ is in the separable region', best !== undefined && placeOf(data, best) === 'inside'),
        holds('all positives stay active', J.length === data.positives.length),
      ];
      if (best === undefined || !allMet(hypotheses)) return { hypotheses };
      return {
        hypotheses,
        conclusion: rateSlack(
          run,
          best.map((entry) => sign * entry),
        ),
      };
    },
  );

const definitionSlip =
  'The definition prints argmin over |w| = 1 of max_i w.x_i. That is -w^+: replacing w by -w turns it into the negative of the max-margin problem.';

const caseOnePrinted = caseOne(
  {
    id: 'thm-3.2/1',
    reading: 'as-printed',
    source: 'Theorem 3.2, case 1, with the definition of w^+ before it',
    statement: 'With argmin_{|w|=1} max_{i in I+} w.x_i as the definition of w^+: w_t/|w_t| converges to it with error O(ln ln t / ln t).',
    margin: RATE,
    reason: definitionSlip,
    required: {},
  },
  -1,
);

const caseOneIntended = caseOne(
  {
    id: 'thm-3.2/1@intended',
    reading: 'as-intended',
    source: 'Theorem 3.2, case 1',
    statement:
      'Where the max-margin direction w^+ of the positives is in the separable region and gradient descent keeps all positives active: |w_t/|w_t| - w^+| = O(ln ln t / ln t).',
    margin: RATE,
    required: {},
  },
  1,
);

/** Case 2: w^+ outside the closed separable region, all positives active in the end. */
const caseTwo = (fields: Fields, judge: (run: SettledRun, target: Float64Array | undefined) => ConclusionMargin | undefined): Claim =>
  reluLimitClaim(
    fields,
    onAnyData(
      outside(),
      smallStepRuns(fields.id, () => 0),
    ),
    undefined,
    ({ data, run, J, parts }) => {
      const best = direction(data, data.positives, false, parts);
      const hypotheses = [
        holds('w^+ is outside the separable region', best !== undefined && placeOf(data, best) === 'outside'),
        holds('all positives stay active', J.length === data.positives.length),
      ];
      if (!allMet(hypotheses)) return { hypotheses };
      const conclusion = judge(run, direction(data, data.positives, true, parts));
      return conclusion === undefined ? { hypotheses } : { hypotheses, conclusion };
    },
  );

const caseTwoPrinted = caseTwo(
  {
    id: 'thm-3.2/2',
    reading: 'as-printed',
    source: 'Theorem 3.2, case 2',
    statement:
      'Where w^+ is not in the separable region (and gradient descent falls in no other case), the direction of w_t does not converge.',
    margin: 'the move of the direction from ln t = 10^3 to 10^4 over that from 10^2 to 10^3, less 1/2',
    reason:
      'The iterates do oscillate across the kinks of negatives, but with bounded amplitude, while |w_t| grows like ln t: the direction converges (thm-3.2/2@repaired).',
    required: {},
  },
  (run) => wanderSlack(run),
);

const caseTwoRepaired = caseTwo(
  {
    id: 'thm-3.2/2@repaired',
    reading: 'repaired',
    source: 'Theorem 3.2, case 2',
    statement:
      'Where w^+ is not in the separable region and gradient descent keeps all positives active, w_t/|w_t| converges to the max-margin direction of the positives under w.x_j <= 0 for all negatives, on the edge of the separable region, with error O(ln ln t / ln t).',
    margin: RATE,
    reason: 'See thm-3.2/cases@repaired, with J = I+.',
    required: {},
  },
  towards,
);

/** Case 3, with w^+_J as printed or as intended. */
const caseThree = (fields: Fields, sign: 1 | -1): Claim =>
  reluLimitClaim(fields, reluRuns(fields.id, 2), undefined, ({ data, run, J, parts }) => {
    const proper = J.length > 0 && J.length < data.positives.length;
    const best = proper ? direction(data, J, false, parts) : undefined;
    const inRegion =
      best !== undefined && Array.from({ length: data.n }, (_, i) => i).every((i) => J.includes(i) || dot(best, sample(data, i)) <= 0);
    const hypotheses = [holds('J is neither empty nor all of I+', proper), holds('w^+_J is in W_J', inRegion)];
    if (best === undefined || !allMet(hypotheses)) return { hypotheses };
    const rate = rateSlack(
      run,
      best.map((entry) => sign * entry),
    );
    const expected = (data.n - J.length) / data.n;
    const loss = 0.5 - data.n * Math.abs(run.last.constantLoss - expected);
    return {
      hypotheses,
      conclusion: loss < rate.margin ? { ...rate, margin: loss, note: `the loss tends to ${run.last.constantLoss}` } : rate,
    };
  });

const caseThreePrinted = caseThree(
  {
    id: 'thm-3.2/3',
    reading: 'as-printed',
    source: 'Theorem 3.2, case 3, with the definition of w^+_J before it',
    statement:
      'With argmin_{|w|=1} max_{i in J} w.x_i as the definition of w^+_J: L(w_t) -> L* + (n+ - |J|)/n and w_t/|w_t| converges to it with error O(ln ln t / ln t).',
    margin: `the smaller of ${RATE} and 1/2 - n |limit of L - claimed|`,
    reason: definitionSlip,
    required: {},
  },
  -1,
);

const caseThreeIntended = caseThree(
  {
    id: 'thm-3.2/3@intended',
    reading: 'as-intended',
    source: 'Theorem 3.2, case 3',
    statement:
      'Where gradient descent keeps a proper subset J of the positives active and the max-margin direction w^+_J of J is in W_J: L(w_t) -> L* + (n+ - |J|)/n and |w_t/|w_t| - w^+_J| = O(ln ln t / ln t).',
    margin: `the smaller of ${RATE} and 1/2 - n |limit of L - claimed|`,
    required: {},
  },
  1,
);

const exampleOneLimit = reluLimitClaim(
  {
    id: 'ex-1/direction',
    reading: 'as-printed',
    source: 'Appendix C, example 1',
    statement: 'Data and starts of example 1: w_t/|w_t| converges to x1/|x1|.',
    margin: RATE,
    required: {},
  },
  { cases: exampleOneRuns('ex-1/direction') },
  undefined,
  ({ data, run, parts }) => ({ conclusion: rateSlack(run, direction(data, [0], false, parts)!) }),
  (data, input, parts) => exampleOneHypotheses(data, Float64Array.from(input.start), eta(input), parts),
);

/** Example 2 in two readings of what becomes of it. */
const exampleTwoLimit = (fields: Fields, judge: (limit: ReluLimit) => ConclusionMargin | undefined): Claim =>
  reluLimitClaim(
    fields,
    {
      cases: fc
        .tuple(example2(), fc.integer({ min: 1, max: 6 }))
        .map(([{ data, start }, h]) => ({ claim: fields.id, data, start, steps: constantSteps(2 ** -h, 0) })),
    },
    undefined,
    (limit) => {
      const conclusion = judge(limit);
      return conclusion === undefined ? { undecided: 'no limit direction' } : { conclusion };
    },
    (data, input, parts) => exampleTwoHypotheses(data, Float64Array.from(input.start), eta(input), parts),
  );

const exampleTwoPrinted = exampleTwoLimit(
  {
    id: 'ex-2/no-limit',
    reading: 'as-printed',
    source: 'Appendix C, example 2',
    statement:
      'Data and starts of example 2: gradient descent oscillates around the direction x2/|x2| and its direction does not converge.',
    margin: 'the move of the direction from ln t = 10^3 to 10^4 over that from 10^2 to 10^3, less 1/2',
    reason:
      'w.x2 stays within a bounded distance of 0 while w.x1 grows like ln t: the direction converges to x1 projected off x2 (ex-2/no-limit@repaired), at a right angle to x2.',
    required: {},
  },
  ({ run }) => wanderSlack(run),
);

const exampleTwoRepaired = exampleTwoLimit(
  {
    id: 'ex-2/no-limit@repaired',
    reading: 'repaired',
    source: 'Appendix C, example 2',
    statement:
      'Data and starts of example 2, where the run does not terminate: w_t/|w_t| converges to the direction of x1 - (x1.x2 / |x2|^2) x2.',
    margin: RATE,
    reason: 'The max-margin direction of x1 under w.x2 <= 0; thm-3.2/cases@repaired.',
    required: {},
  },
  ({ data, run }) => {
    const [x1, x2] = [sample(data, 0), sample(data, 1)];
    const share = dot(x1, x2) / dot(x2, x2);
    const projected = x1.map((entry, j) => entry - share * x2[j]!);
    const length = Math.sqrt(dot(projected, projected));
    return rateSlack(
      run,
      projected.map((entry) => entry / length),
    );
  },
);

/** Claims on models without kinks that hold the iterates back: linear and leaky. */
function smoothLimitClaim(
  fields: Fields & Pick<Claim, 'chapter'>,
  cases: Pick<Claim, 'cases' | 'casesOn'>,
  slopeOf: (input: Case) => number,
  sign: 1 | -1,
): Claim {
  return {
    ...fields,
    kind: 'asymptotic',
    ...cases,
    evaluate(input, parts) {
      const data = dataset(input.data);
      const rate = eta(input);
      const slope = slopeOf(input);
      const hypotheses = [isSeparable(data, parts), holds('0 < eta', rate > 0), holds('0 < a <= 1', slope > 0 && slope <= 1)];
      if (!allMet(hypotheses)) return { hypotheses, labels: [] };
      const best = parts.maxMargin({ dimension: data.d, atLeastOne: signedRows(data, { slope }) });
      hypotheses.push(wideEnough(data, best), nearEnough(data, input.start));
      if (!best.feasible || !allMet(hypotheses)) return { hypotheses, labels: [] };
      const limit = follow(data, slope === 1 ? parts.linear : parts.leakyRelu(slope), input.start, rate, parts);
      if (limit.kind !== 'settled')
        return { hypotheses, undecided: limit.kind === 'unknown' ? limit.reason : 'the run terminates', labels: [] };
      const toward = rateSlack(
        limit,
        best.direction.map((entry) => sign * entry),
      );
      // L -> 0 like 1/t: ln L + ln t stays bounded, far from the horizon.
      const loss = 1 + (limit.last.logExcess + HORIZON / 2) / HORIZON;
      const conclusion = limit.last.constantLoss > 0 || loss > 1 ? { ...toward, margin: -1, note: 'the loss does not tend to 0' } : toward;
      return { hypotheses, conclusion, labels: [best.degenerate.length > 0 ? 'support:degenerate' : 'support:regular'] };
    },
  };
}

const linearDirection = smoothLimitClaim(
  {
    id: 'linear/direction',
    reading: 'as-printed',
    chapter: 'linear model',
    source: 'Section 3.2, before the definition of margins (after Soudry et al. 2017)',
    statement: 'Linear model, small step: w_t/|w_t| converges to the max-margin direction of the y_i x_i with error O(ln ln t / ln t).',
    margin: RATE,
    required: { 'support:regular': 0.5 },
  },
  onAnyData(
    separable(),
    smallStepRuns('linear/direction', () => 1),
  ),
  () => 1,
  1,
);

const leakyRuns = (id: string): Pick<Claim, 'cases' | 'casesOn'> =>
  onAnyData(
    separable(),
    smallStepRuns(
      id,
      (slope) => slope,
      (slope) => ({ slope }),
    ),
  );

const leakyPrinted = smoothLimitClaim(
  {
    id: 'leaky/gd',
    reading: 'as-printed',
    chapter: 'leaky relu',
    source: 'Section 4.1, definition of w* and the display after it',
    statement:
      'Leaky ReLU, small step, with argmin_{|w|=1} max_i y_i w.x*_i as the definition of w*: L(w_t) -> 0, |w_t| -> infinity and w_t/|w_t| -> w*, for the data rescaled by a on the negatives.',
    margin: RATE,
    reason: definitionSlip,
    required: {},
  },
  leakyRuns('leaky/gd'),
  ({ slope }) => slope ?? Number.NaN,
  -1,
);

const leakyIntended = smoothLimitClaim(
  {
    id: 'leaky/gd@intended',
    reading: 'as-intended',
    chapter: 'leaky relu',
    source: 'Section 4.1',
    statement:
      'Leaky ReLU, small step: L(w_t) -> 0, |w_t| -> infinity and w_t/|w_t| converges to the max-margin direction of the data rescaled by a on the negatives.',
    margin: RATE,
    required: { 'support:regular': 0.5 },
  },
  leakyRuns('leaky/gd@intended'),
  ({ slope }) => slope ?? Number.NaN,
  1,
);

/** Asymptotic claims about gradient descent on one neuron. */
export const limitClaims: readonly Claim[] = [
  linearDirection,
  casesPrinted,
  casesRepaired,
  caseOnePrinted,
  caseOneIntended,
  caseTwoPrinted,
  caseTwoRepaired,
  caseThreePrinted,
  caseThreeIntended,
  exampleOneLimit,
  exampleTwoPrinted,
  exampleTwoRepaired,
  leakyPrinted,
  leakyIntended,
];
