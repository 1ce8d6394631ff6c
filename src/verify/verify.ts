/** Judging claims: chunks of cases over a pool, put together to a verdict for each claim. */

import type { Claim } from '../claim/claim.js';
import type { Verdict } from '../claim/verdict.js';
import type { Case } from '../data/case.js';
import type { StoredCase } from '../data/case-file.js';
import { isStatistical, payForCases } from '../judge/allowance.js';
import { sameOutcome } from '../judge/confirmation.js';
import { EFFORT } from '../judge/effort.js';
import type { Workers } from '../judge/workers.js';
import type { AlphaLedger } from '../monte-carlo/alpha-ledger.js';
import { append } from '../numerics/lists.js';
import { bundled, bundlesOf } from './bundles.js';
import {
  addHypothesis,
  CHUNK,
  type ChunkResult,
  type ConfirmedCase,
  type Done,
  type HypothesisCount,
  type HypothesisCounts,
  type Job,
  type NamedData,
} from './chunk.js';
import { GRACE, inLanes, type Slice, Turns, unlessAbandoned } from './lanes.js';
import { type RateReport, rateReports } from './rates.js';
import { type SlackReport, slackReport } from './slacks.js';
import { slowest, type TimedCase } from './slowest.js';
import { isEnough, judge, type Tally } from './verdict.js';

/** What to verify, and how hard. */
export interface VerifyOptions {
  readonly claims: readonly Claim[];
  readonly seed: number;
  /** Cases of each claim; default by kind, and of a claim that its stored witness still breaks the first chunk alone. */
  readonly cases?: number;
  /** Have all cases judged where the witness still breaks a claim too. */
  readonly thorough?: boolean;
  /** Judge these data sets; besides generated cases, unless `generated` is false. */
  readonly data: readonly NamedData[];
  readonly generated: boolean;
  readonly workers: Workers<Job, Done>;
  /** Stored witnesses by claim id: evaluated first, and kept as the witness while they still break the claim. */
  readonly witnesses: ReadonlyMap<string, StoredCase>;
  /** No further chunk is begun once this says so. */
  readonly stopped: () => boolean;
  /** When the time is over, in milliseconds as `Date.now()` has them; the claims then share it, a chunk of each in turn. */
  readonly deadline?: number;
  readonly onProgress?: (done: number, total: number, claim: Claim) => void;
}

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

/** How often the cases of a claim are doubled at most, where chance may be behind a share on its wrong side. */
const FURTHER_LOOKS = 4;

/** A stored witness as it was confirmed; undefined where the claim, as it is now, cannot read it. */
interface KeptWitness {
  readonly confirmed: ConfirmedCase | undefined;
}

interface Plan {
  readonly claim: Claim;
  readonly on?: NamedData;
  readonly chunk: number;
  readonly size: number;
}

/**
 * Judges claims. The result depends on the options other than `workers` and `stopped` alone.
 *
 * @throws EvaluationError and FlakyError, both errors of the tool; AllowanceError for too many statistical cases.
 */
export async function verify(options: VerifyOptions): Promise<ClaimReport[]> {
  const all = options.claims.flatMap((claim) => plan(claim, options));
  // Too many cases are an error before anything is judged.
  payForCases(all);
  const witnesses = await confirmedWitnesses(options);
  const isRefuted = ({ id }: Claim): boolean => witnessIn(witnesses.get(id)) !== undefined;
  // A claim that its witness still breaks is refuted whatever else is drawn: its first cases tell how it fares elsewhere.
  const plans = options.cases === undefined && !options.thorough ? all.filter(({ claim, chunk }) => chunk === 0 || !isRefuted(claim)) : all;
  let ledger = payForCases(plans);
  const confirmed = new Map<Claim, ConfirmedCase>();
  const results = await runPlans(plans, options, confirmed);
  // Where chance may be behind a share on its wrong side, more cases are drawn before it counts.
  const extended = new Set<Claim>();
  for (let look = 1; look <= FURTHER_LOOKS && options.cases === undefined && options.generated && !options.stopped(); look++) {
    const open = options.claims.filter((claim) => !isRefuted(claim) && !judge(tallyOf(claim, plans, results), claim.required).settled);
    if (open.length === 0) break;
    const more = open.flatMap((claim) => furtherChunks(claim, plans));
    for (const claim of open) extended.add(claim);
    append(plans, more);
    ledger = payForCases(plans);
    append(results, await runPlans(more, options, confirmed));
  }
  const judged = plans.map((one, index) => ({ plan: one, result: results[index] }));
  // Witnesses are shrunk in the pool, those of several claims at once.
  return Promise.all(
    options.claims.map(async (claim) => {
      const own = judged.filter(({ plan: one }) => one.claim === claim);
      return {
        ...(await report(claim, own, options, {
          extended: extended.has(claim),
          kept: witnesses.get(claim.id),
          found: confirmed.get(claim),
        })),
        ...(isStatistical(claim) ? { falseAlarm: paidFor(claim, ledger) } : {}),
      };
    }),
  );
}

/** The outcomes of a claim's generated cases so far. */
function tallyOf(claim: Claim, plans: readonly Plan[], results: readonly (ChunkResult | undefined)[]): Tally {
  return combine(results.filter((_, index) => plans[index]?.claim === claim && plans[index].on === undefined));
}

/** As many generated cases again as a claim has had. */
function furtherChunks(claim: Claim, plans: readonly Plan[]): Plan[] {
  const own = plans.filter((one) => one.claim === claim && one.on === undefined);
  const cases = own.reduce((sum, { size }) => sum + size, 0);
  const first = own.reduce((last, { chunk }) => Math.max(last, chunk), -1) + 1;
  return chunks(claim, cases).map((one) => ({ ...one, chunk: first + one.chunk }));
}

function paidFor({ id }: Claim, { spends }: AlphaLedger): number {
  return spends.reduce((sum, { check, amount }) => (check === id ? sum + amount : sum), 0);
}

function plan(claim: Claim, { cases, data, generated }: VerifyOptions): Plan[] {
  const effort = EFFORT[claim.method];
  const onGiven = claim.casesOn === undefined ? [] : data;
  if (!generated) return onGiven.flatMap((on) => chunks(claim, cases ?? effort.casesAlone, on));
  return [
    ...chunks(claim, cases ?? claim.defaultCases ?? effort.cases),
    ...onGiven.flatMap((on) => chunks(claim, Math.min(cases ?? Number.POSITIVE_INFINITY, effort.casesBeside), on)),
  ];
}

function chunks(claim: Claim, cases: number, on?: NamedData): Plan[] {
  return Array.from({ length: Math.ceil(cases / CHUNK) }, (_, chunk) => ({
    claim,
    chunk,
    size: Math.min(CHUNK, cases - chunk * CHUNK),
    ...(on === undefined ? {} : { on }),
  }));
}

/**
 * Judges the chunks of plans.
 *
 * @param confirmed - gets the cases that break a claim and were confirmed at once, as they are where the time is bounded: in the end none may
 * be left.
 */
async function runPlans(
  plans: readonly Plan[],
  options: VerifyOptions,
  confirmed: Map<Claim, ConfirmedCase>,
): Promise<(ChunkResult | undefined)[]> {
  const { workers, seed, stopped, deadline, onProgress } = options;
  const results: (ChunkResult | undefined)[] = new Array(plans.length).fill(undefined);
  let done = 0;
  /** Whether a case that breaks a claim is still to be confirmed. */
  const wanted = (claim: Claim): boolean => !confirmed.has(claim) && !options.witnesses.has(claim.id);
  const work = async (index: number, { claim, chunk, size, on }: Plan, slice?: Slice): Promise<boolean> => {
    const bounds = slice === undefined ? {} : { until: slice.until, untilViolated: wanted(claim) };
    const job = { seed, chunk, size, ...(on === undefined ? {} : { on }), ...bounds };
    results[index] = (await unlessAbandoned(workers.run(claim, job, slice?.limit))) as ChunkResult | undefined;
    if (results[index] === undefined) return false;
    onProgress?.(++done, plans.length, claim);
    return true;
  };
  if (deadline === undefined) {
    await inLanes(workers.jobs, bundled(plans, workers.jobs), async (bundle) => {
      for (const [index, one] of bundle) if (!stopped()) await work(index, one);
    });
    return results;
  }
  const turns = new Turns<Plan & { readonly violation?: Case }>(bundlesOf(plans), workers.jobs, deadline);
  const asked = new Set<Claim>();
  await inLanes(workers.jobs, turns, async (turn) => {
    for (const [at, [index, one]] of turn.bundle.entries()) {
      if (stopped()) return;
      const slice = turns.slice(turn, turn.bundle.length - at);
      const { claim } = one;
      if (one.violation === undefined) {
        // The others of a bundle would have to do the same work.
        if (!(await work(index, one, slice)) && !stopped()) return turns.again(turn, at, slice);
        const { violation, seconds = 0 } = results[index] ?? {};
        if (violation === undefined || !wanted(claim) || asked.has(claim)) continue;
        asked.add(claim);
        turns.confirm(turn, [[index, { ...one, violation }]], seconds);
      } else {
        const found = await confirmedWithin(one, one.violation, options, slice);
        if (found !== undefined) confirmed.set(claim, found);
        else if (!stopped()) turns.again(turn, at, slice);
      }
    }
  });
  return results;
}

/** The stored witnesses that are confirmed, or told to be no witness any more; those that time did not reach are missing. */
async function confirmedWitnesses({ claims, witnesses, workers, stopped, deadline }: VerifyOptions): Promise<Map<string, KeptWitness>> {
  const kept = new Map<string, KeptWitness>();
  const stored = claims.flatMap((claim) => {
    const witness = witnesses.get(claim.id);
    return witness === undefined ? [] : [{ claim, input: witness.input }];
  });
  // At most half of the time: the other half is for the claims without one.
  const half = deadline === undefined ? undefined : (deadline + Date.now()) / 2;
  await inLanes(workers.jobs, stored, async ({ claim, input }) => {
    if (stopped() || (half !== undefined && Date.now() >= half)) return;
    const limit = half === undefined ? undefined : { within: half - Date.now() + GRACE };
    const run = workers.run(claim, { stored: input }, limit).then((confirmed) => ({ confirmed: confirmed as ConfirmedCase | undefined }));
    const witness = await unlessAbandoned(run);
    if (witness !== undefined) kept.set(claim.id, witness);
  });
  return kept;
}

async function report(
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

/** The stored witness, if it still breaks its claim. */
function witnessIn(kept: KeptWitness | undefined): ConfirmedCase | undefined {
  return kept?.confirmed !== undefined && isViolated(kept.confirmed) ? kept.confirmed : undefined;
}

function isViolated({ stored }: ConfirmedCase): boolean {
  return stored.outcome.verdict === 'violated';
}

function undecidedInstead({ outcomes, labels }: Tally): Tally {
  return { outcomes: { ...outcomes, violated: 0, undecided: outcomes.undecided + outcomes.violated }, labels };
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

/** Shares of a slice that go into confirming a case, up to which there is time to shrink it as well. */
const QUICKLY = 0.1;

/** The violated case of a chunk, confirmed in what a slice allows, and shrunk where that is quick; undefined where it was given up. */
async function confirmedWithin(plan: Plan, violation: Case, options: VerifyOptions, slice: Slice): Promise<ConfirmedCase | undefined> {
  const began = Date.now();
  const found = (await unlessAbandoned(options.workers.run(plan.claim, { stored: violation }, slice.limit))) as ConfirmedCase | undefined;
  const isQuick = Date.now() - began <= QUICKLY * (slice.until - began);
  if (found === undefined || !isQuick || options.stopped()) return found;
  return (await smallest(plan, violation, options, slice)) ?? found;
}

/** The violated case of a chunk, shrunk and confirmed; undefined where the time was over first. */
async function smallest(
  { claim, chunk, size, on }: Plan,
  violation: Case,
  { workers, seed, deadline }: VerifyOptions,
  slice?: Slice,
): Promise<ConfirmedCase | undefined> {
  const job = {
    seed,
    chunk,
    size,
    shrink: violation,
    ...(on === undefined ? {} : { on }),
    ...(slice === undefined ? {} : { until: slice.until }),
  };
  const whole = deadline === undefined ? undefined : { within: Math.max(0, deadline - Date.now()) + GRACE };
  return (await unlessAbandoned(workers.run(claim, job, slice?.limit ?? whole))) as ConfirmedCase | undefined;
}

function combine(results: readonly (ChunkResult | undefined)[]): Tally {
  const outcomes = { satisfied: 0, violated: 0, undecided: 0, discarded: 0 };
  const labels: Record<string, number> = {};
  for (const result of results) {
    if (result === undefined) continue;
    for (const kind of Object.keys(outcomes) as (keyof typeof outcomes)[]) outcomes[kind] += result.outcomes[kind];
    for (const [label, count] of Object.entries(result.labels)) labels[label] = (labels[label] ?? 0) + count;
  }
  return { outcomes, labels: Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))) };
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
