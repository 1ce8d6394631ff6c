/** Runs of gradient descent on the ReLU model in which negatives are struck for ever, in plain steps and then from strike to strike. */

import type { Claim, Hypothesis, Label } from '../../claim/claim.js';
import type { Concluded } from '../../claim/conclude.js';
import { allMet, holds, isPositiveStep, isSeparable, method, paper } from '../../claim/hypotheses.js';
import { eta } from '../../claim/steps.js';
import { type Dataset, dataset, sample } from '../../data/dataset.js';
import { log } from '../../numerics/elementary.js';
import { append, largest, nth, smallest } from '../../numerics/lists.js';
import { dot, type Numbers } from '../../numerics/vector.js';
import { type LateStretch, lateStretch } from './late-stretch.js';
import { type StrikeRates, strikeRates } from './strike-rates.js';

/** The ln t from which strikes are counted. */
export const COUNT_FROM = 20;
/** Strikes that the least struck kink is to have in the count, and all kinks together up to its end at most. */
export const EXPECTED = 96;
const MOST = 6000;
/** The count is at least so long in ln t. */
const LEAST_SPAN = 4;
/** The count begins when the slowest mode has fallen by this power of e, from when all support vectors pull as they will in the limit. */
const SETTLING = 8;
/** What the least w.x_i of J may fall short of ln t by, beside two strikes. */
const SETTLED = 1 / 4;
/** A kink with its strikes in the count. */
export interface CountedKink {
  readonly sample: number;
  readonly strikes: number;
  /** (n/eta) mu_j times the length of the count in ln t. */
  readonly expected: number;
}

/** A run whose strikes were counted. */
export interface StruckRun {
  readonly data: Dataset;
  readonly rate: number;
  readonly stretch: LateStretch;
  readonly kinks: readonly CountedKink[];
  /** The count begins and ends at these ln t. */
  readonly from: number;
  readonly until: number;
}

/** How a claim judges runs whose strikes were counted. */
export interface StruckJudge {
  /** Hypotheses on the plain steps. */
  further?(stretch: LateStretch): readonly Hypothesis[];
  judge(run: StruckRun): Concluded;
}

/** The evaluation of a claim about strikes: a case is followed in plain steps and then from strike to strike, and counted. */
export function onStruckRuns({ further = () => [], judge }: StruckJudge): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const rate = eta(input);
    const hypotheses: Hypothesis[] = [isSeparable(data, parts), isPositiveStep(input)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const stretch = lateStretch(input, data, parts);
    if (typeof stretch === 'string') {
      hypotheses.push(holds(paper('no-end', 'the run goes on'), false));
      return { hypotheses, labels: [] };
    }
    const { J, w, steps, acts } = stretch;
    const least = (at: Numbers): number => smallest(J.map((i) => dot(at, sample(data, i))));
    const rates = strikeRates(data, J, parts);
    const kinks = rates?.kinks ?? [];
    const perUnit = kinks.map(({ multiplier }) => (data.n / rate) * multiplier);
    const onsets = (rates?.support ?? []).map(({ sample: i, multiplier }) => dot(w, sample(data, i)) + log((data.n / rate) * multiplier));
    const begin = Math.max(COUNT_FROM, largest([log(steps), ...onsets]) + SETTLING / (rates?.slowest ?? 0));
    const span = Math.max(LEAST_SPAN, EXPECTED / smallest(perUnit));
    const all = perUnit.reduce((a, b) => a + b, 0) * (span + begin - log(steps));
    append(hypotheses, [
      ...struckHypotheses(rates),
      ...further(stretch),
      holds(
        method('struck-early', 'every such kink is struck in the plain steps'),
        kinks.every((kink) => nth(acts, kink.sample) > 0),
      ),
      { ...method('few-strikes', `at most ${MOST} strikes are to be followed`), slack: 1 - all / MOST },
    ]);
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const labels: readonly Label[] = [['kinks', String(kinks.length)]];
    const events = parts.events({
      data,
      slope: 0,
      eta: rate,
      start: w,
      from: steps,
      until: begin + span,
      checkpoints: [begin],
      mostEvents: 3 * MOST,
      mostSteps: 6 * MOST,
    });
    if (events.kind === 'unknown') return { hypotheses, undecided: `event engine at ln t = ${events.s}: ${events.reason}`, labels };
    const { checkpoints } = events;
    if (checkpoints.length === 0) return { hypotheses, undecided: 'the strikes were not counted', labels };
    const [first, last] = [nth(checkpoints, 0), nth(checkpoints, checkpoints.length - 1)];
    const active = (at: Numbers): number[] => data.positives.filter((i) => dot(at, sample(data, i)) > 0);
    const strikesOf = (i: number): number => nth(last.activated, i) - nth(first.activated, i);
    const stays = [first, last].every((at) => String(active(at.w)) === String(J)) && data.positives.every((i) => strikesOf(i) === 0);
    const others = data.negatives.filter((j) => kinks.every((kink) => kink.sample !== j));
    const pulls = kinks.flatMap((kink) => J.map((i) => Math.abs(dot(sample(data, i), sample(data, kink.sample)))));
    hypotheses.push(
      holds(paper('settled', 'the positives J stay active and no other positive becomes active'), stretch.settled && stays),
      holds(
        method('others-rest', 'no other negative is struck during the count'),
        others.every((j) => strikesOf(j) === 0),
      ),
      {
        ...method('grows', 'the least w.x_i of J rises like ln t during the count, but for two strikes'),
        slack: 1 - Math.abs(least(last.w) - least(first.w) - span) / (SETTLED + ((2 * rate) / data.n) * largest(pulls)),
      },
    );
    if (!allMet(hypotheses)) return { hypotheses, labels };
    const counted = kinks.map(
      ({ sample: j }, place): CountedKink => ({ sample: j, strikes: strikesOf(j), expected: nth(perUnit, place) * span }),
    );
    return { hypotheses, ...judge({ data, rate, stretch, kinks: counted, from: first.s, until: last.s }), labels };
  };
}

function struckHypotheses(rates: StrikeRates | undefined): Hypothesis[] {
  return [
    holds(paper('struck', 'some mu_j > 0'), rates !== undefined && rates.kinks.length > 0),
    holds(paper('regular', 'the multipliers are unique, and positive on every tight constraint'), rates?.regular === true),
    holds(paper('apart', 'no two negatives with mu_j > 0 are at an obtuse angle'), rates?.apart === true),
  ];
}
