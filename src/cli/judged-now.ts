/** Claims judged as the flags of verify and report say, on generated cases or on the user's data. */

import type { Claim } from '../claim/claim.js';
import { checkRequiredLabels } from '../claim/required-labels.js';
import type { StoredCase } from '../data/case-file.js';
import { shippedData } from '../data/shipped.js';
import { openWorkers } from '../judge/workers.js';
import { type Records, readRecords, readWitness } from '../record/records.js';
import type { VerifyContext } from '../report/standing.js';
import { version } from '../report/version.js';
import { printable } from '../text/printable.js';
import { done, type NamedData } from '../verify/chunk.js';
import type { ClaimReport } from '../verify/claim-report.js';
import { needsSeparability, vacuousWithoutSeparability } from '../verify/not-separable.js';
import { verify } from '../verify/verify.js';
import { throughFolder } from './cache-folder.js';
import type { DataFlags } from './data-options.js';
import type { EditionFlags, OpenEdition } from './edition.js';
import { verifyEngine } from './engine.js';
import { type GivenData, givenData } from './given-data.js';
import { onInterruption, openEnding } from './interruption.js';
import { openProgress } from './progress.js';
import type { SelectionFlags } from './selection.js';
import { UsageError } from './usage-error.js';

/** The flags that say on which cases claims are judged, and for how long. */
export interface JudgeFlags extends EditionFlags, SelectionFlags, DataFlags {
  readonly data?: string;
  readonly separablePart?: boolean;
  readonly cases?: number;
  readonly maxTime?: number;
  /** Folder of verdicts that are kept. */
  readonly cache?: string;
  readonly jobs: number;
  /** Redis, by which workers on other machines do the work. */
  readonly engine?: string;
  readonly seed: number;
}

/** Claims as they were judged, with what reports on them need besides. */
interface JudgedNow {
  readonly reports: readonly ClaimReport[];
  readonly interrupted: boolean;
  /** The user's data. */
  readonly given: GivenData | undefined;
  readonly context: VerifyContext;
}

/** Which claims are asked for. */
interface Asked {
  /** Whether data that are not separable are taken, for the claims that can be judged on them. */
  readonly asTheyAre: boolean;
  /** Whether these are a share of the claims: others may be judged where none of these can. */
  readonly isShard?: boolean;
  /** Whether all cases are judged of claims that their witness on record breaks too. */
  readonly thorough?: boolean;
}

/**
 * Judges claims as the flags say, on generated cases or on the user's data.
 *
 * @throws UsageError for data that are not separable where they are not taken, or where nothing can be judged on them.
 */
export async function judgedNow(
  selected: readonly Claim[],
  flags: JudgeFlags,
  open: OpenEdition,
  { asTheyAre, isShard = false, thorough = false }: Asked,
): Promise<JudgedNow> {
  if (flags.claims !== undefined) checkRequiredLabels(selected);
  const records = readRecords(open.record);
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const deadline = flags.maxTime === undefined ? undefined : Date.now() + flags.maxTime * 1000;
  const { given, interruptedBefore } = await givenNow(flags, asTheyAre);
  const setup = { open, records, given: given?.named, deadline, interruptedBefore, thorough };
  const { reports: all, interrupted } = await judged(selected, flags, setup);
  const reports = given?.notSeparable === undefined ? all : withoutSeparability(all, given.notSeparable, interrupted || isShard);
  const context = {
    version,
    seed: flags.seed,
    seconds: elapsed(),
    records,
    onGivenData: given !== undefined,
    ...(open.caseEdition === undefined ? {} : { caseEdition: open.caseEdition }),
  };
  return { reports, interrupted, given, context };
}

/** The user's data, read until the time is over or a signal comes. */
async function givenNow(
  flags: JudgeFlags,
  asTheyAre: boolean,
): Promise<{ readonly given: GivenData | undefined; readonly interruptedBefore: boolean }> {
  const { data, maxTime } = flags;
  if (data === undefined) return { given: undefined, interruptedBefore: false };
  const ending = openEnding(maxTime);
  try {
    const given = await givenData(data, flags, { ...flags, asTheyAre, stop: ending.signal, apart: BUILT || maxTime !== undefined });
    return { given, interruptedBefore: ending.interrupted };
  } finally {
    ending.close();
  }
}

type NotSeparable = NonNullable<GivenData['notSeparable']>;

/** Verdicts on data that are not separable. @throws UsageError where every claim needs data that are, unless there may be no other */
function withoutSeparability(reports: readonly ClaimReport[], { why, hint }: NotSeparable, mayBeNone: boolean): readonly ClaimReport[] {
  if (!mayBeNone && reports.every(needsSeparability)) throw new UsageError(`${why} (${hint})`);
  process.stderr.write(`${printable(`${why}; claims that need it are vacuous`)}\n`);
  return reports.map((report) => (needsSeparability(report) ? vacuousWithoutSeparability(report) : report));
}

/** Milliseconds that evaluations under way have after a signal. */
const PATIENCE = 1500;
/** False of the sources, as tests run them: a thread then costs more than most claims. */
const BUILT = import.meta.url.endsWith('.js');

interface Setup {
  readonly open: OpenEdition;
  readonly records: Records;
  readonly given: NamedData | undefined;
  /** When the time is over, as `Date.now()` has it. */
  readonly deadline: number | undefined;
  /** Whether the user interrupted the reading of the data. */
  readonly interruptedBefore: boolean;
  readonly thorough: boolean;
}

/** Judges the claims, until they are judged, the time is over or the user interrupts. */
async function judged(
  selected: readonly Claim[],
  { cases, jobs, seed, cache, engine: url }: JudgeFlags,
  { open, records, given, deadline, interruptedBefore, thorough }: Setup,
): Promise<{ readonly reports: readonly ClaimReport[]; readonly interrupted: boolean }> {
  let interrupted = interruptedBefore;
  const bounded = deadline !== undefined;
  const engine = url === undefined ? undefined : await verifyEngine({ url, edition: open.source, bounded });
  // Where verdicts do not wait for evaluations, these are in threads of their own.
  const workers = engine ?? openWorkers(jobs, new URL('../verify/worker', import.meta.url), open.source, done, bounded || BUILT);
  const deaf = onInterruption(() => {
    interrupted = true;
    setTimeout(workers.abandon, PATIENCE).unref();
  });
  const progress = openProgress();
  try {
    const asked = {
      seed,
      ...(cases === undefined ? {} : { cases }),
      thorough,
      data: given === undefined ? shippedData() : [given],
      generated: given === undefined,
      witnesses: given === undefined ? storedWitnesses(selected, open.record, records) : new Map<string, StoredCase>(),
    };
    const judge = (claims: readonly Claim[]): Promise<readonly ClaimReport[]> =>
      verify({
        ...asked,
        claims,
        workers,
        stopped: () => interrupted || (deadline !== undefined && Date.now() >= deadline),
        ...(deadline === undefined ? {} : { deadline }),
        onProgress: (count, total, claim) => progress.update(count, total, `judging ${claim.id}`),
      });
    const claims = given === undefined ? selected : selected.filter(({ casesOn }) => casesOn !== undefined);
    const reports = cache === undefined ? await judge(claims) : await throughFolder(cache, open.source, asked, claims, judge);
    await engine?.confirm();
    return { reports, interrupted };
  } finally {
    progress.stop();
    await workers.close();
    deaf();
  }
}

/** The witnesses on record of some claims, by id. */
export function storedWitnesses(claims: readonly Claim[], folder: string, records: Records): Map<string, StoredCase> {
  const stored = new Map<string, StoredCase>();
  for (const { id } of claims) {
    const witness = readWitness(folder, records[id]);
    if (witness !== undefined) stored.set(id, witness);
  }
  return stored;
}
