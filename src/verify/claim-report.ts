/** What the chunks of a claim come to. */

import type { Claim } from '../claim/claim.js';
import type { Verdict } from '../claim/verdict.js';
import type { StoredCase } from '../data/case-file.js';
import { sameOutcome } from '../judge/confirmation.js';
import { addHypothesis, type ChunkResult, type ConfirmedCase, type HypothesisCount, type HypothesisCounts } from './chunk.js';
import { addCounts, type Counts } from './counts.js';
import { isViolated, type KeptWitness, witnessIn } from './kept-witness.js';
import type { VerifyOptions } from './options.js';
import type { Plan } from './plan.js';
import { type RateReport, rateReports } from './rates.js';
import { smallest } from './run-plans.js';
import { type SlackReport, slackReport } from './slacks.js';
import { slowest, type TimedCase } from './slowest.js';
import { isEnough, judge, type Tally } from './verdict.js';

/** What one data set contributed to a claim. */
export interface DataReport {
  readonly name: string;
  readonly cases: number;
  readonly effective: number;
  /** How often each hypothesis was met, and failed. */
  readonly hypotheses: readonly HypothesisCount[];
}

/** One claim judged. */
export interface ClaimReport {
  readonly claim: Claim;
  readonly verdict: Verdict;
  /** Why, where the verdict is vacuous or unknown; and on how many satisfied cases the engines disagree. */
  readonly because?: string;
  readonly tally: Tally;
  readonly cases: number;
  /** Conclusion slacks over the effective cases. */
  readonly slack: SlackReport;
  readonly witness?: StoredCase;
  /** What happened in the witness. */
  readonly note?: string;
  /** A stored witness that no longer breaks its claim. */
  readonly lostWitness: boolean;
  /** True when the stored witness still breaks the claim, but not with the outcome that is stored with it. */
  readonly driftedWitness: boolean;
  /** How often each hypothesis was met, and failed, over all cases. */
  readonly hypotheses: readonly HypothesisCount[];
  readonly data: readonly DataReport[];
  /** Rates measured on the cases that satisfy the claim, beside the printed ones. */
  readonly rates: readonly RateReport[];
  /** How long its cases took, in all threads together, and which took longest. */
  readonly seconds: number;
  readonly slowest: readonly TimedCase[];
  /** Of a statistical claim: bound on the probability that chance alone broke it, over all cases paid for. */
  readonly falseAlarm?: number;
  /** False where the run ended before all was done that its verdict follows from. */
  readonly complete: boolean;
}

/** What is told of a claim, by its chunks and its stored witness; a case that breaks it and is not confirmed yet is. */
export async function report(
  claim: Claim,
  own: readonly { plan: Plan; result: ChunkResult | undefined }[],
  options: VerifyOptions,
  before: { readonly extended: boolean; readonly kept: KeptWitness | undefined; readonly found: ConfirmedCase | undefined },
): Promise<ClaimReport> {
  const { extended, kept } = before;
  const generated = options.generated ? own.filter(({ plan: one }) => one.on === undefined) : own;
  const tally = combine(generated.map(({ result }) => result));
  const stored = options.witnesses.get(claim.id);
  const broken = witnessIn(kept);
  const [found] = own.flatMap(({ plan: of, result }) => (result?.violation === undefined ? [] : [{ of, violation: result.violation }]));
  const shrunk =
    broken === undefined && found !== undefined ? (before.found ?? (await smallest(found.of, found.violation, options))) : undefined;
  const confirmed = broken ?? (shrunk !== undefined && isViolated(shrunk) ? shrunk : undefined);
  const witness = confirmed?.stored;
  const unconfirmed = shrunk !== undefined && confirmed === undefined;
  // The time was over before a case that breaks the claim, or did once, was confirmed.
  const waiting =
    confirmed === undefined && ((found !== undefined && shrunk === undefined) || (stored !== undefined && kept === undefined));
  const violated = own.reduce((sum, { result }) => sum + (result?.outcomes.violated ?? 0), 0);
  // Data beside the generated cases can break a claim; it can not make one vacuous.
  const judged = { ...tally, outcomes: { ...tally.outcomes, violated: violated + (broken === undefined ? 0 : 1) } };
  const complete = own.every(({ result }) => result !== undefined && result.cut === undefined);
  // Without a number of cases more may be drawn; see `verify`.
  const looked =
    broken !== undefined || !options.stopped() || options.cases !== undefined || !options.generated || judge(tally, claim.required).settled;
  const disagreed = own.reduce((sum, { result }) => sum + (result?.disagreed ?? 0), 0);
  const note = confirmed?.note;
  return {
    claim,
    // What data are given decides which labels can occur; only drawn cases owe them all.
    ...withDisagreements(
      // A violated case on whose run the engines disagree is undecided, and its share counts as that of the others does.
      verdictOf(unconfirmed ? undecidedInstead(judged) : judged, options.generated ? claim.required : {}, {
        complete,
        waiting,
        extended: extended || (unconfirmed && options.cases === undefined && options.generated),
      }),
      disagreed + (unconfirmed ? judged.outcomes.violated : 0),
    ),
    tally,
    cases: own.reduce((sum, { result }) => sum + (result === undefined ? 0 : Object.values(result.outcomes).reduce((a, b) => a + b, 0)), 0),
    slack: slackReport(own.flatMap(({ result }) => result?.slacks ?? [])),
    ...(witness === undefined ? {} : { witness }),
    ...(note === undefined ? {} : { note }),
    lostWitness: kept !== undefined && broken === undefined,
    driftedWitness: stored !== undefined && broken !== undefined && !sameOutcome(stored.outcome, broken.stored.outcome),
    hypotheses: hypothesisCounts(own.flatMap(({ result }) => (result === undefined ? [] : [result]))),
    data: dataReports(own),
    rates: rateReports(own.flatMap(({ result }) => result?.rates ?? [])),
    seconds: own.reduce((sum, { result }) => sum + (result?.seconds ?? 0), 0),
    slowest: slowest(own.flatMap(({ result }) => result?.slowest ?? [])),
    complete: complete && looked && !waiting && (stored === undefined || kept !== undefined),
  };
}

function undecidedInstead({ outcomes, ...rest }: Tally): Tally {
  return { outcomes: { ...outcomes, violated: 0, undecided: outcomes.undecided + outcomes.violated }, ...rest };
}

function verdictOf(
  tally: Tally,
  required: Claim['required'],
  { complete, extended, waiting }: { readonly complete: boolean; readonly extended: boolean; readonly waiting: boolean },
): { verdict: Verdict; because?: string } {
  const { settled, ...judgement } = judge(tally, required);
  if (!complete && Object.values(tally.outcomes).every((count) => count === 0))
    return { verdict: 'not-run', because: 'ended before its first case' };
  if (waiting) return { verdict: 'unknown', because: 'ended early: a case that may break it was not confirmed' };
  if (!complete && judgement.verdict === 'vacuous') return { verdict: 'unknown', because: `ended early: ${judgement.because}` };
  // All cases that may be drawn are, and chance may still be behind it.
  return complete && extended && !settled && isEnough(tally) ? { verdict: 'survives' } : judgement;
}

/** Says of how many cases two ways to follow the run tell different things: they count as undecided, whatever the verdict. */
function withDisagreements({ verdict, because }: ReturnType<typeof verdictOf>, disagreed: number): ReturnType<typeof verdictOf> {
  if (disagreed === 0) return { verdict, ...(because === undefined ? {} : { because }) };
  const told = `THE ENGINES DISAGREE on the runs of ${disagreed} cases, which count as undecided`;
  return { verdict, because: because === undefined ? told : `${because}; ${told}` };
}

/** The outcomes of several chunks together. */
export function combine(results: readonly (ChunkResult | undefined)[]): Tally {
  const outcomes = { satisfied: 0, violated: 0, undecided: 0, discarded: 0 };
  const [undecided, labels]: [Counts, Counts] = [{}, {}];
  for (const result of results) {
    if (result === undefined) continue;
    for (const kind of Object.keys(outcomes) as (keyof typeof outcomes)[]) outcomes[kind] += result.outcomes[kind];
    addCounts(undecided, result.undecided);
    addCounts(labels, result.labels);
  }
  return { outcomes, undecided, labels: Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function dataReports(own: readonly { plan: Plan; result: ChunkResult | undefined }[]): DataReport[] {
  const names = [...new Set(own.flatMap(({ plan: { on } }) => (on === undefined ? [] : [on.name])))];
  return names.map((name) => {
    const results = own.filter(({ plan: { on } }) => on?.name === name).flatMap(({ result }) => (result === undefined ? [] : [result]));
    const { outcomes } = combine(results);
    const effective = outcomes.satisfied + outcomes.violated;
    return {
      name,
      cases: effective + outcomes.undecided + outcomes.discarded,
      effective,
      hypotheses: hypothesisCounts(results),
    };
  });
}

function hypothesisCounts(results: readonly ChunkResult[]): HypothesisCount[] {
  const counts: HypothesisCounts = {};
  for (const result of results) for (const one of Object.values(result.hypotheses)) addHypothesis(counts, one, one.met, one.failed);
  return Object.values(counts);
}
