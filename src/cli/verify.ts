/** claimcheck verify: judge claims and compare the verdicts with those on record. */

import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { Claim } from '../claim/claim.js';
import { checkRequiredLabels } from '../claim/required-labels.js';
import type { StoredCase } from '../data/case-file.js';
import { contentHash } from '../data/content-hash.js';
import { InputError } from '../data/input-error.js';
import { shippedData } from '../data/shipped.js';
import { openWorkers } from '../judge/workers.js';
import { acceptVerdicts, type Records, readRecords, readWitness } from '../record/records.js';
import { type RunIdentity, shardPart } from '../report/shard-part.js';
import type { VerifyContext } from '../report/standing.js';
import { version } from '../report/version.js';
import { done, type NamedData } from '../verify/chunk.js';
import { claimCode } from '../verify/claim-code.js';
import { type Shard, shardOf } from '../verify/shard.js';
import { type ClaimReport, verify } from '../verify/verify.js';
import { throughFolder } from './cache-folder.js';
import { addDataOptions, type DataFlags, requireNoDataOptions } from './data-options.js';
import { CLAIMS_OPTION, type EditionFlags, type OpenEdition, openEdition, RECORD_OPTION, requireWritableRecord } from './edition.js';
import { ENGINE_OPTION, verifyEngine } from './engine.js';
import { givenData } from './given-data.js';
import { onInterruption } from './interruption.js';
import { positiveNumber, shard, wholeNumber } from './options.js';
import { requireOutputs } from './output.js';
import { openProgress } from './progress.js';
import { addSelection, chosenClaims, type SelectionFlags } from './selection.js';
import { staleBuild } from './stale-build.js';
import { UsageError } from './usage-error.js';
import { exitCode, type OutcomeFlags, tellVerdicts } from './verify-outcome.js';

/** The flags that say on which cases claims are judged, and for how long. */
export interface JudgeFlags extends EditionFlags, SelectionFlags, DataFlags {
  readonly data?: string;
  readonly cases?: number;
  readonly maxTime?: number;
  /** Folder of verdicts that are kept. */
  readonly cache?: string;
  readonly jobs: number;
  /** Redis, by which workers on other machines do the work. */
  readonly engine?: string;
  readonly seed: number;
}

interface VerifyFlags extends JudgeFlags, OutcomeFlags {
  readonly accept?: boolean;
  readonly shard?: Shard;
}

/** Adds the command to the program. */
export function addVerify(program: Command, exit: (code: number) => void): void {
  const command = addDataOptions(program.command('verify'))
    .description('judge claims on generated cases and real data (or on yours) and compare with the verdicts on record')
    .argument('[ID...]', "claims to judge, all by default; ids, or globs such as 'thm-3.2/*' and '*@repaired'");
  addSelection(command)
    .option(...CLAIMS_OPTION)
    .option('--data <FILE>', 'judge on this data set alone: CSV, or JSON { "x": [[...]], "y": [...] }')
    .option('--cases <N>', 'cases of each claim (default: 300, asymptotic claims 60, claims on long runs of SGD 24)', wholeNumber(1, 1e7))
    .option('--max-time <SECONDS>', 'end after this time, shared by the claims; what it does not reach is not-run', positiveNumber)
    .option('--cache <DIR>', 'keep verdicts there, and judge again only where code, cases or data changed')
    .option('--jobs <J>', 'worker threads; verdicts do not depend on it', wholeNumber(1, 256), availableParallelism())
    .option(...ENGINE_OPTION)
    .option('--seed <N>', 'seed of the generated cases', wholeNumber(-(2 ** 31), 2 ** 31 - 1), 1)
    .option('--json <FILE>', 'write the result as JSON (- for stdout)')
    .option('--junit <FILE>', 'write the result as JUnit XML')
    .option('--shard <I/N>', 'judge one of N shares of the claims and write it with --json, for claimcheck merge', shard)
    .option('--accept', 'record the verdicts and witnesses')
    .option(...RECORD_OPTION)
    .action(async (ids: string[], flags: VerifyFlags) => exit(await runVerify(ids, flags)));
}

async function runVerify(ids: readonly string[], flags: VerifyFlags): Promise<number> {
  requireFlagsThatGoTogether(flags);
  const open = await openEdition(flags);
  if (flags.accept) requireRecordable(open);
  requireOutputs({ '--json': flags.json, '--junit': flags.junit });
  const selected = chosenClaims(open.edition, ids, flags);
  const own = flags.shard === undefined ? selected : shardOf(selected, flags.shard);
  const { reports, interrupted, given, context: before } = await judgedNow(own, flags, open);
  const unrecorded = flags.accept && !interrupted ? accept(reports, open) : undefined;
  const recorded = flags.accept && unrecorded === undefined;
  const context = recorded ? { ...before, records: readRecords(open.record) } : before;
  const told = recorded ? reports.map((report) => ({ ...report, driftedWitness: false })) : reports;
  const part =
    flags.shard === undefined
      ? {}
      : { shard: shardPart(flags.shard, identity(selected, flags, open, given), { reports, interrupted, seconds: context.seconds }) };
  tellVerdicts(told, context, { ...flags, selected: own, beside: part });
  if (unrecorded !== undefined) throw unrecorded;
  return interrupted ? 130 : exitCode(told, context, flags.shard === undefined);
}

/** What the verdicts of the run follow from that a shard is a part of. */
function identity(selected: readonly Claim[], flags: JudgeFlags, open: OpenEdition, given: NamedData | undefined): RunIdentity {
  return {
    version,
    edition: open.edition.name,
    code: claimCode(open.source).whole ?? '',
    ids: selected.map(({ id }) => id),
    seed: flags.seed,
    cases: flags.cases ?? 0,
    maxTime: flags.maxTime ?? 0,
    given: given?.name ?? '',
    data: contentHash(given === undefined ? shippedData() : [given]),
    witnesses: contentHash([...storedWitnesses(selected, open.record, readRecords(open.record))]),
  };
}

/** Claims as they were judged, with what reports on them need besides. */
interface JudgedNow {
  readonly reports: readonly ClaimReport[];
  readonly interrupted: boolean;
  /** The user's data. */
  readonly given: NamedData | undefined;
  readonly context: VerifyContext;
}

/** Judges claims as the flags say, on generated cases or on the user's data. */
export async function judgedNow(selected: readonly Claim[], flags: JudgeFlags, open: OpenEdition): Promise<JudgedNow> {
  if (flags.claims !== undefined) checkRequiredLabels(selected);
  const records = readRecords(open.record);
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const deadline = flags.maxTime === undefined ? undefined : Date.now() + flags.maxTime * 1000;
  const given = flags.data === undefined ? undefined : await givenData(flags.data, flags, deadline);
  const { reports, interrupted } = await judged(selected, flags, { open, records, given, deadline });
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

/** @throws UsageError where verdicts of this build, or in this place, must not be recorded. */
function requireRecordable(open: OpenEdition): void {
  requireWritableRecord(open);
  const changed = staleBuild();
  if (changed !== undefined)
    throw new UsageError(`--accept would record verdicts of an old build: ${changed} changed since; run npm run build first`);
}

/** @throws UsageError */
function requireFlagsThatGoTogether(flags: VerifyFlags): void {
  const { accept, data, shard: share, json } = flags;
  if (share !== undefined && json === undefined) throw new UsageError('--shard writes what merge reads; name a file for it with --json');
  if (share !== undefined && accept) throw new UsageError('--accept records the verdicts of a whole run; it does not go with --shard');
  if (accept && data !== undefined) throw new UsageError('--accept records verdicts on generated cases; it does not go with --data');
  if (data === undefined) requireNoDataOptions(flags);
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
}

/** Judges the claims, until they are judged, the time is over or the user interrupts. */
async function judged(
  selected: readonly Claim[],
  { cases, jobs, seed, cache, engine: url }: JudgeFlags,
  { open, records, given, deadline }: Setup,
): Promise<{ readonly reports: readonly ClaimReport[]; readonly interrupted: boolean }> {
  let interrupted = false;
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

/** @returns why nothing was recorded, to be told after the verdicts; undefined where it was */
function accept(reports: readonly ClaimReport[], { edition, record, caseEdition }: OpenEdition): InputError | undefined {
  const accepted = reports.flatMap(({ claim, verdict, hypotheses, witness }) =>
    verdict === 'not-run' ? [] : [{ claim, verdict, hypotheses, ...(witness === undefined ? {} : { witness }) }],
  );
  const order = edition.claims.map(({ id }) => id);
  try {
    acceptVerdicts(accepted, { folder: record, order, ...(caseEdition === undefined ? {} : { caseEdition }) });
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

function storedWitnesses(claims: readonly Claim[], folder: string, records: Records): Map<string, StoredCase> {
  const stored = new Map<string, StoredCase>();
  for (const { id } of claims) {
    const witness = readWitness(folder, records[id]);
    if (witness !== undefined) stored.set(id, witness);
  }
  return stored;
}
