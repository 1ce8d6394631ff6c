/** claimcheck merge: the shards of one verify, put together. */

import type { Command } from 'commander';
import { InputError } from '../data/input-error.js';
import { MOST_RESULT_BYTES, readText } from '../data/read-text.js';
import { requireAllowance } from '../judge/allowance.js';
import { readRecords } from '../record/records.js';
import { mergeParts, readShardPart } from '../report/shard-part.js';
import { version } from '../report/version.js';
import { CLAIMS_OPTION, type EditionFlags, openEdition, RECORD_OPTION } from './edition.js';
import { requireClaim } from './find.js';
import { requireOutputs } from './output.js';
import { parseVerifyFile } from './verify-file.js';
import { exitCode, type OutcomeFlags, tellVerdicts } from './verify-outcome.js';

type MergeFlags = EditionFlags & OutcomeFlags;

/** Adds the command to the program. */
export function addMerge(program: Command, exit: (code: number) => void): void {
  program
    .command('merge')
    .description('put the shards of one verify together: what the whole run would have told, but for the times')
    .argument('<FILE...>', 'what verify --shard I/N --json wrote, for every I')
    .option(...CLAIMS_OPTION)
    .option('--json <FILE>', 'write the result as JSON (- for stdout)')
    .option('--junit <FILE>', 'write the result as JUnit XML')
    .option(...RECORD_OPTION)
    .action(async (files: string[], flags: MergeFlags) => exit(await runMerge(files, flags)));
}

async function runMerge(files: readonly string[], flags: MergeFlags): Promise<number> {
  requireOutputs({ '--json': flags.json, '--junit': flags.junit });
  const parts = files.map((file) => {
    const text = readText(file, MOST_RESULT_BYTES);
    const { given } = parseVerifyFile(text, file);
    return { ...readShardPart(text, file), given };
  });
  const { edition, record, caseEdition } = await openEdition(flags);
  for (const { file, part } of parts) {
    const { run } = part;
    if (run.version !== version) throw new InputError(`was written by claimcheck ${run.version}, and this is ${version}`, { file });
    if (run.edition !== edition.name)
      throw new InputError(`is about the edition "${run.edition}", and this is "${edition.name}" (--claims MODULE)`, { file });
  }
  const { run, seconds, reports } = mergeParts(parts, (id) => requireClaim(edition, id));
  requireAllowance(reports);
  const context = {
    version,
    seed: run.seed,
    seconds,
    records: readRecords(record),
    onGivenData: run.given !== '',
    ...(caseEdition === undefined ? {} : { caseEdition }),
  };
  // All shards are of the same data.
  const given = parts.find((part) => part.given !== undefined)?.given;
  const beside = given === undefined ? {} : { given };
  tellVerdicts(reports, context, { ...flags, selected: run.ids.map((id) => requireClaim(edition, id)), beside });
  return exitCode(reports, context);
}
