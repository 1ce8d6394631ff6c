/** A chunk of cases drawn and judged: the unit of work, the same whichever worker does it. */

import fc, { type Arbitrary } from 'fast-check';
import seedrandom from 'seedrandom';
import type { Claim, Condition, MeasuredRate } from '../claim/claim.js';
import { labelText } from '../claim/label.js';
import { isNotACase } from '../claim/not-a-case.js';
import { type Outcome, type OutcomeKind, whyUndecided } from '../claim/outcome.js';
import { type Parts, standardParts } from '../claim/parts.js';
import type { Case } from '../data/case.js';
import type { StoredCase } from '../data/case-file.js';
import { dataset, type LabelledData } from '../data/dataset.js';
import { enginesAgree } from '../judge/agreement.js';
import { confirmation } from '../judge/confirmation.js';
import { EFFORT } from '../judge/effort.js';
import { EvaluationError } from '../judge/evaluation-error.js';
import { judgeOwnCase } from '../judge/judged-case.js';
import { judgedRun } from '../judge/judged-run.js';
import { append } from '../numerics/lists.js';
import { Stopped } from '../numerics/stopping.js';
import { type Counts, count } from './counts.js';
import { slowest, type TimedCase } from './slowest.js';

/** Cases in a chunk; fixed, so that chunk c of a claim is the same for every number of workers and cases. */
export const CHUNK = 20;

/** Data that a claim is judged on instead of generated data. */
export interface NamedData {
  readonly name: string;
  readonly data: LabelledData;
  /** What the cases are drawn by, beside seed and claim; the name where absent. */
  readonly drawnBy?: string;
}

/** A chunk to judge. */
interface ChunkJob {
  readonly seed: number;
  readonly chunk: number;
  readonly size: number;
  readonly on?: NamedData;
  /** No evaluation but the first is begun after this time, in milliseconds as `Date.now()` has them. */
  readonly until?: number;
  /** End with the first case that breaks the claim, so that it can be confirmed. */
  readonly untilViolated?: boolean;
}

/** One piece of work, by value: a chunk to judge, a violated case of a chunk to shrink and confirm, or a stored witness to confirm. */
export type Job = ChunkJob | (ChunkJob & { readonly shrink: Case }) | { readonly stored: Case };

/** A case confirmed, in what goes from thread to thread. */
export interface ConfirmedCase {
  readonly stored: StoredCase;
  /** What happened in it. */
  readonly note?: string;
}

/** What a piece of work comes to: undefined for a stored witness that the claim, as it is now, cannot read. */
export type Done = ChunkResult | ConfirmedCase | undefined;

/** Does one piece of work. */
export function done(claim: Claim, job: Job): Done {
  if ('stored' in job) return confirmIfReadable(claim, job.stored);
  if ('shrink' in job) return confirmedCase(claim, shrinkViolation(claim, job, job.shrink));
  return judgeChunk(claim, job);
}

function confirmedCase(claim: Claim, input: Case): ConfirmedCase {
  const { stored, first } = confirmation(claim, input);
  const note = first.evaluation.conclusion?.note;
  return { stored, ...(note === undefined ? {} : { note }) };
}

function confirmIfReadable(claim: Claim, input: Case): ConfirmedCase | undefined {
  try {
    return confirmedCase(claim, input);
  } catch (error) {
    if (isNotACase(error)) return undefined;
    throw error;
  }
}

/** What a chunk came to. */
export interface ChunkResult {
  readonly outcomes: Record<OutcomeKind, number>;
  /** Why cases are undecided. */
  readonly undecided: Counts;
  readonly labels: Counts;
  /** How often each hypothesis was met, and failed, by id. */
  readonly hypotheses: HypothesisCounts;
  /** Conclusion slacks of the effective cases, in order. */
  readonly slacks: number[];
  /** Rates that effective cases measured. */
  readonly rates: MeasuredRate[];
  /** Satisfied cases that count as undecided since a second way to follow their runs disagrees. */
  readonly disagreed: number;
  /** How long its cases took, and which took longest. */
  readonly seconds: number;
  readonly slowest: TimedCase[];
  /** True where the time was over before its last case. */
  readonly cut?: true;
  /** The first violated case. */
  readonly violation?: Case;
}

/** How often a hypothesis was met, and failed. */
export interface HypothesisCount extends Condition {
  readonly met: number;
  readonly failed: number;
}

/** Counts by the id of the hypothesis. */
export type HypothesisCounts = Record<string, HypothesisCount>;

/** Adds to the counts of a hypothesis. */
export function addHypothesis(counts: HypothesisCounts, { id, name, of }: Condition, met: number, failed: number): void {
  const before = counts[id];
  counts[id] = { id, name, of, met: (before?.met ?? 0) + met, failed: (before?.failed ?? 0) + failed };
}

/** The seed of a chunk: a hash of the run's seed, the recipe, the data and the chunk's number. */
function chunkSeed(seed: number, claim: Claim, on: NamedData | undefined, chunk: number): number {
  const source = on === undefined ? 'generated' : (on.drawnBy ?? on.name);
  return seedrandom(`${seed}/${recipeOf(claim)}/${source}/${chunk}`).int32();
}

/** What the cases of a claim are drawn by. */
export function recipeOf({ id, recipe }: Claim): string {
  return recipe ?? id;
}

/** Cases of a claim on a source; undefined when the claim is not about given data. */
function arbitraryOf(claim: Claim, on: NamedData | undefined): Arbitrary<Case> | undefined {
  return on === undefined ? claim.cases : claim.casesOn?.(dataset(on.data));
}

/** The cases of a chunk, the same ones either way: drawn all at once, or one by one, where on large data drawing them takes the time. */
export function* drawn(cases: Arbitrary<Case>, seed: number, size: number, oneByOne: boolean): Generator<Case, void> {
  if (!oneByOne) return yield* fc.sample(cases, { seed, numRuns: size });
  for (let at = 0; at < size; at++) yield* fc.sample(cases, { seed, path: String(at), numRuns: 1 });
}

/** The cases of a chunk; undefined where the claim is not about given data. */
export function casesOf(claim: Claim, { seed, chunk, size, on, until = Number.POSITIVE_INFINITY }: ChunkJob): Iterable<Case> | undefined {
  const cases = arbitraryOf(claim, on);
  return cases === undefined ? undefined : drawn(cases, chunkSeed(seed, claim, on, chunk), size, until < Number.POSITIVE_INFINITY);
}

/**
 * Draws and judges one chunk.
 *
 * @throws EvaluationError when an evaluation throws; Stopped where the first one is told to end.
 */
export function judgeChunk(claim: Claim, job: ChunkJob, parts: Parts = standardParts): ChunkResult {
  const { chunk, size, on, until = Number.POSITIVE_INFINITY, untilViolated = false } = job;
  const result: ChunkResult = {
    outcomes: { satisfied: 0, violated: 0, undecided: 0, discarded: 0 },
    undecided: {},
    labels: {},
    hypotheses: {},
    slacks: [],
    rates: [],
    disagreed: 0,
    seconds: 0,
    slowest: [],
  };
  const times: number[] = [];
  let violation: Case | undefined;
  let disagreed = 0;
  const cases = casesOf(claim, job);
  if (cases === undefined) return result;
  for (const input of cases) {
    // Drawing the first may be what took the time.
    if (times.length > 0 && (Date.now() >= until || (untilViolated && violation !== undefined))) break;
    const began = performance.now();
    const judged = times.length === 0 ? judgedTwice(claim, input, parts) : unlessCut(() => judgedTwice(claim, input, parts));
    if (judged === undefined) break;
    const { found, evaluation, agrees } = judged;
    times.push((performance.now() - began) / 1000);
    const kind = agrees ? found : 'undecided';
    result.outcomes[kind]++;
    if (!agrees) disagreed++;
    else if (kind === 'undecided') count(result.undecided, whyUndecided(evaluation));
    for (const hypothesis of evaluation.hypotheses) {
      const met = hypothesis.slack >= 0;
      addHypothesis(result.hypotheses, hypothesis, met ? 1 : 0, met ? 0 : 1);
    }
    const { conclusion } = evaluation;
    if (kind === 'discarded' || kind === 'undecided' || conclusion === undefined) continue;
    for (const label of new Set(evaluation.labels.map(labelText))) count(result.labels, label);
    result.slacks.push(conclusion.slack);
    append(result.rates, conclusion.rates ?? []);
    if (kind === 'violated') violation ??= input;
  }
  const timed = times.map((seconds, at) => ({ id: claim.id, ...source(on), case: chunk * CHUNK + at, seconds }));
  const seconds = times.reduce((sum, one) => sum + one, 0);
  const cut = times.length < size ? { cut: true as const } : {};
  return { ...result, disagreed, seconds, slowest: slowest(timed), ...cut, ...(violation === undefined ? {} : { violation }) };
}

/** A case judged, and whether a second way to follow its run agrees; of a violated one that is asked when it becomes the witness. */
function judgedTwice(claim: Claim, input: Case, parts: Parts): Pick<Outcome, 'evaluation'> & { found: OutcomeKind; agrees: boolean } {
  const { kind, evaluation, secondWay } = judgedRun(claim, input, parts, judgeOwnCase);
  return { found: kind, evaluation, agrees: enginesAgree(secondWay()) };
}

/** Undefined where the work was told to end first. */
function unlessCut<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Stopped) return undefined;
    throw error;
  }
}

function source(on: NamedData | undefined): Pick<TimedCase, 'data'> {
  return on === undefined ? {} : { data: on.name };
}

/**
 * A smaller violated case near the one that a chunk found, by fast-check's shrinking on the chunk's own draws; the
 * found one where shrinking does not come by it again.
 *
 * @throws EvaluationError when an evaluation throws.
 */
export function shrinkViolation(claim: Claim, { seed, chunk, size, on, until = Number.POSITIVE_INFINITY }: ChunkJob, found: Case): Case {
  const cases = arbitraryOf(claim, on);
  if (cases === undefined) return found;
  let budget = EFFORT[claim.method].shrinkFound;
  const run = fc.check(
    fc.property(cases, (input) => budget-- <= 0 || judgeOwnCase(claim, input, standardParts).kind !== 'violated'),
    {
      seed: chunkSeed(seed, claim, on, chunk),
      numRuns: size * 4,
      ...(until < Number.POSITIVE_INFINITY ? { interruptAfterTimeLimit: Math.max(1, until - Date.now()) } : {}),
    },
  );
  // To fast-check a property that throws has failed, as one that is false.
  if (run.errorInstance instanceof EvaluationError) throw run.errorInstance;
  return run.counterexample?.[0] ?? found;
}
