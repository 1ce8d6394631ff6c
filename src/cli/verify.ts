/** claimcheck verify: judge claims and compare the verdicts with those on record. */

import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { Claim } from '../claim/claim.js';
import { contentHash } from '../data/content-hash.js';
import { shippedData } from '../data/shipped.js';
import { readRecords } from '../record/records.js';
import type { VerifyResult } from '../report/schema.js';
import { type RunIdentity, shardPart } from '../report/shard-part.js';
import { version } from '../report/version.js';
import type { NamedData } from '../verify/chunk.js';
import { claimCode } from '../verify/claim-code.js';
import { type Shard, shardOf } from '../verify/shard.js';
import { accept, requireRecordable } from './accept.js';
import { addDataOptions, PART_OPTION, requireNoDataOptions } from './data-options.js';
import { CLAIMS_OPTION, type OpenEdition, openEdition, RECORD_OPTION } from './edition.js';
import { ENGINE_OPTION } from './engine.js';
import type { GivenData } from './given-data.js';
import { type JudgeFlags, judgedNow, storedWitnesses } from './judged-now.js';
import { positiveNumber, shard, wholeNumber } from './options.js';
import { requireOutputs } from './output.js';
import { addSelection, chosenClaims, isSelective } from './selection.js';
import { UsageError } from './usage-error.js';
import { exitCode, type OutcomeFlags, tellVerdicts } from './verify-outcome.js';

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
    .option(...PART_OPTION)
    .option(
      '--cases <N>',
      'cases of each claim (default: 300, asymptotic claims 60, claims on long runs of SGD 24; 20 where the witness on record refutes)',
      wholeNumber(1, 1e7),
    )
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
  const {
    reports,
    interrupted,
    given,
    context: before,
  } = await judgedNow(own, flags, open, {
    asTheyAre: isSelective(ids, flags),
    isShard: flags.shard !== undefined,
    // What goes on record is told of all cases.
    thorough: flags.accept === true,
  });
  const unrecorded = flags.accept && !interrupted ? accept(reports, open) : undefined;
  const recorded = flags.accept && unrecorded === undefined;
  const context = recorded ? { ...before, records: readRecords(open.record) } : before;
  const told = recorded ? reports.map((report) => ({ ...report, driftedWitness: false })) : reports;
  const shardOfRun =
    flags.shard === undefined
      ? {}
      : {
          shard: shardPart(flags.shard, identity(selected, flags, open, given?.named), { reports, interrupted, seconds: context.seconds }),
        };
  tellVerdicts(told, context, { ...flags, selected: own, beside: { ...givenJson(given), ...shardOfRun } });
  if (unrecorded !== undefined) throw unrecorded;
  return interrupted ? 130 : exitCode(told, context, flags.shard === undefined);
}

/** What JSON says of data that are not separable. */
function givenJson(given: GivenData | undefined): Pick<VerifyResult, 'given'> {
  if (given === undefined) return {};
  const { named, notSeparable, part } = given;
  if (notSeparable !== undefined) return { given: { name: named.name, notSeparable: notSeparable.why } };
  return part === undefined ? {} : { given: { name: named.name, part } };
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

/** @throws UsageError */
function requireFlagsThatGoTogether(flags: VerifyFlags): void {
  const { accept, data, shard: share, json } = flags;
  if (share !== undefined && json === undefined) throw new UsageError('--shard writes what merge reads; name a file for it with --json');
  if (share !== undefined && accept) throw new UsageError('--accept records the verdicts of a whole run; it does not go with --shard');
  if (accept && data !== undefined) throw new UsageError('--accept records verdicts on generated cases; it does not go with --data');
  if (data === undefined) requireNoDataOptions(flags);
}
