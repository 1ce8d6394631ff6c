/** The edition that a command works on: the paper's, or the one in the module that --claims names. */

import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edition } from '../claim/claim.js';
import { type EditionSource, loadEdition } from '../claim/load-edition.js';
import { folderOfModule, parseModuleName } from '../modules/load.js';
import { RECORD_FOLDER, SHIPPED_RECORD } from '../record/records.js';
import { UsageError } from './usage-error.js';

/** The flags that choose an edition and its record. */
export interface EditionFlags {
  readonly claims?: string;
  readonly record?: string;
}

/** What --claims says in the help of every command that takes it. */
export const CLAIMS_OPTION = [
  '--claims <MODULE>',
  "module with the claims, path or package, MODULE#EXPORT for another export than the default (default: the paper's claims)",
] as const;
/** The same of --record. */
export const RECORD_OPTION = [
  '--record <DIR>',
  'folder of recorded verdicts and witnesses (default: claimcheck-record beside the module of --claims)',
] as const;

/** An edition with the place that it and its record are at. */
export interface OpenEdition {
  readonly edition: Edition;
  readonly source: EditionSource;
  /** Folder of the recorded verdicts and witnesses. */
  readonly record: string;
  /** What case files name the edition by; undefined for the one that ships. */
  readonly caseEdition?: string;
}

const PAPER: EditionSource = {
  module: fileURLToPath(new URL(`../paper/edition${extname(import.meta.url)}`, import.meta.url)),
  exported: 'edition',
  folder: '/',
};

/**
 * Loads the edition that the flags name.
 *
 * @throws InputError and DefinitionError where it cannot be used.
 */
export async function openEdition({ claims, record }: EditionFlags): Promise<OpenEdition> {
  if (claims === undefined) return { edition: await loadEdition(PAPER), source: PAPER, record: record ?? SHIPPED_RECORD };
  const folder = process.cwd();
  const name = parseModuleName(claims, folder);
  const source = { ...name, folder };
  const edition = await loadEdition(source);
  const beside = join(folderOfModule(name.module, folder) ?? folder, RECORD_FOLDER);
  return { edition, source, record: record ?? beside, caseEdition: edition.name };
}

/** The edition of a case file: that of the flags, which has to be the one that the case names. @throws UsageError */
export async function editionOfCase(flags: EditionFlags, named: string | undefined, file: string): Promise<OpenEdition> {
  const open = await openEdition(flags);
  if (named === undefined || named === open.edition.name) return open;
  const given =
    flags.claims === undefined
      ? 'give the module that has it with --claims MODULE'
      : `${flags.claims} has the edition "${open.edition.name}"`;
  throw new UsageError(`${file}: the case is of the edition "${named}": ${given}`);
}

/** @throws UsageError where the record lies in an installed package, which nothing may be written into. */
export function requireWritableRecord({ record }: OpenEdition): void {
  if (!record.split(sep).includes('node_modules')) return;
  throw new UsageError(`--accept would write into an installed package (${record}); name another folder with --record DIR`);
}
