/** The case that a command is about: a file, or the witness on record for a claim. */

import { existsSync } from 'node:fs';
import type { CaseFile } from '../data/case-file.js';
import { InputError } from '../data/input-error.js';
import { readCaseFile } from '../record/case-files.js';
import { readRecords, readWitness } from '../record/records.js';
import { type EditionFlags, editionOfCase, type OpenEdition, openEdition } from './edition.js';
import { requireClaim } from './find.js';
import { requireUsable } from './usable.js';
import { UsageError } from './usage-error.js';

/** What says how the case is found, and how much work one may ask for. */
export interface StoredCaseFlags extends EditionFlags {
  readonly maxWork?: number;
}

/** A stored case and the edition of its claim. */
export interface StoredCase {
  readonly open: OpenEdition;
  readonly stored: Pick<CaseFile, 'input' | 'outcome'>;
}

/**
 * The case of a file, or the witness of a claim.
 *
 * @throws InputError where there is no such file, or it holds no case that can be evaluated.
 * @throws UsageError where the claim has no witness.
 */
export async function storedCase(target: string, flags: StoredCaseFlags): Promise<StoredCase> {
  return existsSync(target) ? fromFile(target, flags) : recordedWitness(target, flags);
}

async function fromFile(file: string, flags: StoredCaseFlags): Promise<StoredCase> {
  const stored = readCaseFile(file);
  requireUsable(stored, flags.maxWork);
  return { open: await editionOfCase(flags, stored.edition, file), stored };
}

/** The witness on record for a claim. @throws UsageError where the claim has none. */
async function recordedWitness(id: string, flags: StoredCaseFlags): Promise<StoredCase> {
  if (/\.json$|^\.{0,2}\//.test(id)) throw new InputError('there is no such file', { file: id });
  const open = await openEdition(flags);
  const claim = requireClaim(open.edition, id);
  const stored = readWitness(open.record, readRecords(open.record)[claim.id]);
  if (stored === undefined) throw new UsageError(`${id} has no witness on record; name a case file instead`);
  return { open, stored };
}
