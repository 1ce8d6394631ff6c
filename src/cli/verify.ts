/** claimcheck verify: judge claims and compare the verdicts with those on record. */

import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { Claim } from '../claim/claim.js';
import { checkRequiredLabels } from '../claim/required-labels.js';
import type { StoredCase } from '../data/case-file.js';
import { shippedData } from '../data/shipped.js';
import { openWorkers } from '../judge/workers.js';
import { acceptVerdicts, type Records, readRecords, readWitness } from '../record/records.js';
import { standing, unreached, type VerifyContext, verifyJson, verifyJUnit, verifySummary, verifyTable } from '../report/verify-report.js';
import { version } from '../report/version.js';
import { done, type NamedData } from '../verify/chunk.js';
import { type ClaimReport, verify } from '../verify/verify.js';
import { CLAIMS_OPTION, type EditionFlags, type OpenEdition, openEdition, RECORD_OPTION, requireWritableRecord } from './edition.js';
import { selectClaims } from './find.js';
import { givenData } from './given-data.js';
import { onInterruption } from './interruption.js';
import { positiveNumber, wholeNumber } from './options.js';
import { emit, writeNamed } from './output.js';
import { openProgress } from './progress.js';
import { staleBuild } from './stale-build.js';
import { UsageError } from './usage-error.js';

/** The flags that say on which cases claims are judged, and for how long. */
export interface JudgeFlags extends EditionFlags {
  readonly data?: string;
  readonly label?: string;
  readonly bias?: boolean;
  readonly cases?: number;
  readonly maxTime?: number;
  readonly jobs: number;
  readonly seed: number;
}

interface VerifyFlags extends JudgeFlags {
  readonly json?: string;
  readonly junit?: string;
  readonly accept?: boolean;
}

/** Adds the command to the program. */
export function addVerify(program: Command, exit: (code: number) => void): void {
  program
    .command('verify')
    .description('judge claims on generated cases and real data (or on yours) and compare with the verdicts on record')
    .argument('[ID...]', "claims to judge, all by default; ids, or globs such as 'thm-3.2/*' and '*@repaired'")
    .option(...CLAIMS_OPTION)
    .option('--data <FILE>', 'judge on this data set alone: CSV, or JSON { "x": [[...]], "y": [...] }')
    .option('--label <NAME>', 'column of a CSV file that holds the label (default: the last)')
    .option('--bias', 'append a constant feature to the data first')
    .option('--cases <N>', 'cases of each claim (default: 300, asymptotic claims 60, claims on long runs of SGD 24)', wholeNumber(1, 1e7))
    .option('--max-time <SECONDS>', 'end after this time, shared by the claims; what it does not reach is not-run', positiveNumber)
    .option('--jobs <J>', 'worker threads; verdicts do not depend on it', wholeNumber(1, 256), availableParallelism())
    .option('--seed <N>', 'seed of the generated cases', wholeNumber(-(2 ** 31), 2 ** 31 - 1), 1)
    .option('--json <FILE>', 'write the result as JSON (- for stdout)')
    .option('--junit <FILE>', 'write the result as JUnit XML')
    .option('--accept', 'record the verdicts and witnesses')
    .option(...RECORD_OPTION)
    .action(async (ids: string[], flags: VerifyFlags) => exit(await runVerify(ids, flags)));
}

async function runVerify(ids: readonly string[], flags: VerifyFlags): Promise<number> {
  requireFlagsThatGoTogether(flags);
  const open = await openEdition(flags);
  if (flags.accept) requireRecordable(open);
  const selected = selectClaims(open.edition, ids);
  const { reports, interrupted, context: before } = await judgedNow(selected, flags, open);
  if (flags.accept && !interrupted) accept(reports, open);
  const context = flags.accept ? { ...before, records: readRecords(open.record) } : before;
  const told = flags.accept ? reports.map((report) => ({ ...report, driftedWitness: false })) : reports;
  if (flags.junit !== undefined) writeNamed('--junit', flags.junit, verifyJUnit(told, context));
  emit(flags.json, verifyJson(told, context), () => summary(told, context, context.onGivenData ? selected : undefined));
  return interrupted ? 130 : exitCode(told, context);
}

/** Claims as they were judged, with what reports on them need besides. */
interface JudgedNow {
  readonly reports: readonly ClaimReport[];
  readonly interrupted: boolean;
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
  return { reports, interrupted, context };
}

/** @throws UsageError where verdicts of this build, or in this place, must not be recorded. */
function requireRecordable(open: OpenEdition): void {
  requireWritableRecord(open);
  const changed = staleBuild();
  if (changed !== undefined)
    throw new UsageError(`--accept would record verdicts of an old build: ${changed} changed since; run npm run build first`);
}

/** @throws UsageError */
function requireFlagsThatGoTogether({ accept, data, label, bias }: VerifyFlags): void {
  if (accept && data !== undefined) throw new UsageError('--accept records verdicts on generated cases; it does not go with --data');
  if (data === undefined && (label !== undefined || bias)) throw new UsageError('--label and --bias go with --data');
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
  { cases, jobs, seed }: JudgeFlags,
  { open, records, given, deadline }: Setup,
): Promise<{ readonly reports: readonly ClaimReport[]; readonly interrupted: boolean }> {
  let interrupted = false;
  // Where verdicts do not wait for evaluations, these are in threads of their own.
  const workers = openWorkers(jobs, new URL('../verify/worker', import.meta.url), open.source, done, deadline !== undefined || BUILT);
  const deaf = onInterruption(() => {
    interrupted = true;
    setTimeout(workers.abandon, PATIENCE).unref();
  });
  const progress = openProgress();
  try {
    const reports = await verify({
      claims: given === undefined ? selected : selected.filter(({ casesOn }) => casesOn !== undefined),
      seed,
      ...(cases === undefined ? {} : { cases }),
      data: given === undefined ? shippedData() : [given],
      generated: given === undefined,
      workers,
      witnesses: given === undefined ? storedWitnesses(selected, open.record, records) : new Map(),
      stopped: () => interrupted || (deadline !== undefined && Date.now() >= deadline),
      ...(deadline === undefined ? {} : { deadline }),
      onProgress: (count, total, claim) => progress.update(count, total, `judging ${claim.id}`),
    });
    return { reports, interrupted };
  } finally {
    progress.stop();
    await workers.close();
    deaf();
  }
}

function accept(reports: readonly ClaimReport[], { edition, record, caseEdition }: OpenEdition): void {
  acceptVerdicts(
    reports.flatMap(({ claim, verdict, hypotheses, witness }) =>
      verdict === 'not-run' ? [] : [{ claim, verdict, hypotheses, ...(witness === undefined ? {} : { witness }) }],
    ),
    { folder: record, order: edition.claims.map(({ id }) => id), ...(caseEdition === undefined ? {} : { caseEdition }) },
  );
}

function storedWitnesses(claims: readonly Claim[], folder: string, records: Records): Map<string, StoredCase> {
  const stored = new Map<string, StoredCase>();
  for (const { id } of claims) {
    const witness = readWitness(folder, records[id]);
    if (witness !== undefined) stored.set(id, witness);
  }
  return stored;
}

/** What a person reads; `selected` is given with data of the user's. */
function summary(reports: readonly ClaimReport[], context: VerifyContext, selected: readonly Claim[] | undefined): string {
  const text = `${verifyTable(reports, context)}\n\n${verifySummary(reports, context)}`;
  if (selected === undefined) return text;
  const elsewhere = selected.filter(({ casesOn }) => casesOn === undefined).map(({ id }) => id);
  return [text, ...unreached(reports), ...(elsewhere.length > 0 ? [`not about given data: ${elsewhere.join(', ')}`] : [])].join('\n');
}

/** 1 when a verdict differs from what is on record, or nothing is; 2 when one is undecided; else 0. */
function exitCode(reports: readonly ClaimReport[], { records, onGivenData }: VerifyContext): number {
  const standings = reports.map(({ claim, verdict }) => standing(verdict, records[claim.id]?.verdict, onGivenData));
  if (standings.includes('differs') || standings.includes('new')) return 1;
  if (reports.some(({ lostWitness }) => lostWitness)) return 1;
  if (standings.includes('undecided') || standings.includes('not run')) return 2;
  // On data that reach no claim nothing was judged.
  return reports.every(({ data, cases }) => cases === 0 || (onGivenData && data.every(({ effective }) => effective === 0))) ? 2 : 0;
}
