/** claimcheck certify: the refutation of a claim as a file that Coq checks. */

import type { Command } from 'commander';
import { InputError } from '../data/input-error.js';
import { MOST_RESULT_BYTES, readText } from '../data/read-text.js';
import { CLAIMS_OPTION, RECORD_OPTION } from './edition.js';
import { requireClaim } from './find.js';
import { WORK_OPTION } from './options.js';
import { requireOutputs, writeNamed } from './output.js';
import { type StoredCaseFlags, storedCase } from './stored-case.js';

interface CertifyFlags extends StoredCaseFlags {
  readonly coq?: string;
  readonly check?: string;
}

/** Adds the command to the program. */
export function addCertify(program: Command, exit: (code: number) => void): void {
  program
    .command('certify')
    .description('write the refutation of a claim as a Coq file; exit 2 when no such proof is known')
    .argument('<FILE|ID>', 'a case file, or a claim whose recorded witness is taken')
    .option(...CLAIMS_OPTION)
    .option(...RECORD_OPTION)
    .option(...WORK_OPTION)
    .option('--coq <OUT.v>', 'write the file here instead of to stdout')
    .option('--check <OUT.v>', 'derive the file again from the case and fail where this one differs')
    .action(async (target: string, flags: CertifyFlags) => exit(await runCertify(target, flags)));
}

async function runCertify(target: string, flags: CertifyFlags): Promise<number> {
  requireOutputs({ '--coq': flags.coq });
  const { open, stored } = await storedCase(target, flags);
  const { id, coq } = requireClaim(open.edition, stored.input.claim);
  const text = coq?.(stored.input);
  if (text === undefined) {
    process.stderr.write(`${coq === undefined ? `no Coq proof is known for ${id}` : `this case gives no Coq proof that ${id} is false`}\n`);
    return 2;
  }
  if (flags.check !== undefined) mustBe(text, flags.check);
  if (flags.coq !== undefined) writeNamed('--coq', flags.coq, text);
  if (flags.check === undefined && flags.coq === undefined) process.stdout.write(text);
  return 0;
}

/** Every line counts: a definition of another name above the theorem would change what it says. @throws InputError at the first that differs. */
function mustBe(text: string, file: string): void {
  const [derived, given] = [text, readText(file, MOST_RESULT_BYTES)].map((whole) => whole.split('\n'));
  const lines = Math.max(derived?.length ?? 0, given?.length ?? 0);
  for (let line = 0; line < lines; line++) {
    if (derived?.[line] !== given?.[line]) throw new InputError('differs from what the case gives', { file, line: line + 1 });
  }
}
