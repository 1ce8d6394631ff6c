/** claimcheck verify: judge claims and compare the verdicts with those on record. */

import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { Claim } from '../claim/claim.js';
import { dataset } from '../data/dataset.js';
import { loadData } from '../data/load.js';
import { shippedData } from '../data/shipped.js';
import { separability } from '../oracle/separability.js';
import { claims as registry } from '../paper/edition.js';
import { acceptVerdicts, type Records, readRecords, readWitness, SHIPPED_RECORD } from '../record/records.js';
import { standing, unreached, type VerifyContext, verifyJson, verifyJUnit, verifySummary, verifyTable } from '../report/verify-report.js';
import type { NamedData } from '../verify/chunk.js';
import { openPool } from '../verify/pool.js';
import { type ClaimReport, verify } from '../verify/verify.js';
import { selectClaims } from './find.js';
import { positiveNumber, wholeNumber } from './options.js';
import { emit, writeNamed } from './output.js';
import { openProgress } from './progress.js';
import { UsageError } from './usage-error.js';
import { version } from './version.js';

interface VerifyFlags {
  readonly data?: string;
  readonly label?: string;
  readonly bias?: boolean;
  readonly cases?: number;
  readonly maxTime?: number;
  readonly jobs: number;
  readonly seed: number;
  readonly json?: string;
  readonly junit?: string;
  readonly accept?: boolean;
  readonly record: string;
}

/** Adds the command to the program. */
export function addVerify(program: Command, exit: (code: number) => void): void {
  program
    .command('verify')
    .description('judge claims on generated cases and real data (or on yours) and compare with the verdicts on record')
    .argument('[ID...]', 'claims to judge, all by default; thm-3.2/* takes all that start so')
    .option('--data <FILE>', 'judge on this data set alone: CSV, or JSON { "x": [[...]], "y": [...] }')
    .option('--label <NAME>', 'column of a CSV file that holds the label (default: the last)')
    .option('--bias', 'append a constant feature to the data first')
    .option('--cases <N>', 'cases of each claim (default: 300, asymptotic claims 60, claims on long runs of SGD 24)', wholeNumber(1, 1e7))
    .option('--max-time <SECONDS>', 'begin no further cases after this time', positiveNumber)
    .option('--jobs <J>', 'worker threads; verdicts do not depend on it', wholeNumber(1, 256), availableParallelism())
    .option('--seed <N>', 'seed of the generated cases', wholeNumber(-(2 ** 31), 2 ** 31 - 1), 1)
    .option('--json <FILE>', 'write the result as JSON (- for stdout)')
    .option('--junit <FILE>', 'write the result as JUnit XML')
    .option('--accept', 'record the verdicts and witnesses as the expected ones')
    .option('--record <DIR>', 'folder of recorded verdicts and witnesses', SHIPPED_RECORD)
    .action(async (ids: string[], flags: VerifyFlags) => exit(await runVerify(ids, flags)));
}

async function runVerify(ids: readonly string[], flags: VerifyFlags): Promise<number> {
  const selected = selectClaims(ids);
  const claims = flags.data === undefined ? selected : selected.filter(({ casesOn }) => casesOn !== undefined);
  if (flags.accept && flags.data !== undefined)
    throw new UsageError('--accept records verdicts on generated cases; it does not go with --data');
  if (flags.data === undefined && (flags.label !== undefined || flags.bias)) throw new UsageError('--label and --bias go with --data');
  const records = readRecords(flags.record);
  const given = flags.data === undefined ? undefined : await givenData(flags.data, flags);
  const witnesses =
    given === undefined
      ? storedWitnesses(
          claims.map(({ id }) => id),
          flags.record,
          records,
        )
      : new Map();
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  let interrupted = false;
  const interrupt = (): void => {
    // A second Ctrl-C does not wait for the cases under way.
    if (interrupted) process.exit(130);
    interrupted = true;
  };
  process.on('SIGINT', interrupt);
  const pool = openPool(flags.jobs);
  const progress = openProgress();
  let reports: ClaimReport[];
  try {
    reports = await verify({
      claims,
      seed: flags.seed,
      ...(flags.cases === undefined ? {} : { cases: flags.cases }),
      data: given === undefined ? shippedData() : [given],
      generated: given === undefined,
      pool,
      witnesses,
      stopped: () => interrupted || (flags.maxTime !== undefined && elapsed() > flags.maxTime),
      onProgress: (done, total, claim) => progress.update(done, total, claim.id),
    });
  } finally {
    progress.stop();
    await pool.close();
    process.off('SIGINT', interrupt);
  }
  if (flags.accept && !interrupted) {
    const order = registry.map(({ id }) => id);
    acceptVerdicts(
      flags.record,
      reports.map(({ claim, verdict, witness }) => ({ claim, verdict, ...(witness === undefined ? {} : { witness }) })),
      order,
    );
    reports = reports.map((report) => ({ ...report, driftedWitness: false }));
  }
  const context: VerifyContext = {
    version,
    seed: flags.seed,
    seconds: elapsed(),
    records: flags.accept ? readRecords(flags.record) : records,
    onGivenData: given !== undefined,
  };
  if (flags.junit !== undefined) writeNamed('--junit', flags.junit, verifyJUnit(reports, context));
  emit(
    flags.json,
    verifyJson(reports, context),
    () =>
      `${verifyTable(reports, context)}\n\n${verifySummary(reports, context)}${given === undefined ? '' : `\n${dataSummary(reports, selected)}`}`,
  );
  return interrupted ? 130 : exitCode(reports, context);
}

/** The user's data, checked. @throws InputError, or UsageError when no hyperplane through the origin separates them. */
async function givenData(file: string, { label, bias }: VerifyFlags): Promise<NamedData> {
  const { data } = await loadData(file, { ...(label === undefined ? {} : { label }), ...(bias ? { bias } : {}) });
  const answer = separability(dataset(data));
  if (!answer.separable) {
    const terms = answer.support.map((i) => `${answer.combination[i]} * y_${i + 1} x_${i + 1}`).join(' + ');
    const hint = bias ? '' : ' (--bias appends a constant feature)';
    throw new UsageError(`${file}: not separable through the origin: ${terms} = 0, samples counted from 1${hint}`);
  }
  return { name: file, data };
}

function storedWitnesses(
  ids: readonly string[],
  folder: string,
  records: Records,
): Map<string, NonNullable<ReturnType<typeof readWitness>>> {
  const stored = new Map<string, NonNullable<ReturnType<typeof readWitness>>>();
  for (const id of ids) {
    const witness = readWitness(folder, records[id]);
    if (witness !== undefined) stored.set(id, witness);
  }
  return stored;
}

/** For given data: the claims that its cases never reach, and those that are about data of their own. */
function dataSummary(reports: readonly ClaimReport[], selected: readonly Claim[]): string {
  const elsewhere = selected.filter(({ casesOn }) => casesOn === undefined).map(({ id }) => id);
  return [...unreached(reports), ...(elsewhere.length > 0 ? [`not about given data: ${elsewhere.join(', ')}`] : [])].join('\n');
}

/** 1 when a verdict differs from what is on record, 2 when one is undecided, else 0. */
function exitCode(reports: readonly ClaimReport[], { records, onGivenData }: VerifyContext): number {
  const standings = reports.map(({ claim, verdict }) => standing(verdict, records[claim.id]?.verdict, onGivenData));
  if (standings.includes('differs')) return 1;
  if (reports.some(({ lostWitness }) => lostWitness)) return 1;
  return standings.includes('undecided') || standings.includes('new') ? 2 : 0;
}
