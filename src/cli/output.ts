/** Where a command's output goes: stdout for the person, and the files that were named for it. */

import { resolve } from 'node:path';
import { probeOutput, writeAtomically, writeOutput } from '../data/atomic-file.js';
import { InputError } from '../data/input-error.js';
import { stringify } from '../data/json-number.js';
import { isSystemError, reasonOf } from '../data/system-error.js';
import { printableLines, printableReport } from '../text/printable.js';
import { UsageError } from './usage-error.js';

/** A file that an option names, with what is to be in it; nothing is written where no file is named. */
export interface Output {
  readonly option: string;
  readonly file: string | undefined;
  readonly text: () => string;
}

/**
 * Tries, before the work, whether the files that options name can be written.
 *
 * @throws UsageError naming option and file, also where two options name one file.
 */
export function requireOutputs(files: Readonly<Record<string, string | undefined>>): void {
  const named = new Map<string, string>();
  for (const [option, file] of Object.entries(files)) {
    if (file === undefined || (option === '--json' && file === '-')) continue;
    const other = named.get(resolve(file));
    if (other !== undefined) throw new UsageError(`${option} ${file}: is the file of ${other} too`);
    named.set(resolve(file), option);
    attempt(option, file, () => probeOutput(file));
  }
}

/** Writes a file a user named, whole or not at all. @throws UsageError naming the option and the file. */
export function writeNamed(option: string, file: string, text: string): void {
  attempt(option, file, () => writeOutput(file, text));
}

/** Writes a file that the command names itself. @throws InputError naming it. */
export function saveJson(file: string, form: object): void {
  try {
    writeAtomically(file, `${stringify(form)}\n`);
  } catch (error) {
    throw new InputError(`cannot be written (${reasonOf(error)})`, { file });
  }
}

/**
 * Prints for a person, unless JSON goes to stdout; then writes the JSON where it was asked for, and the other files.
 *
 * @throws UsageError for the first file that cannot be written; the others are.
 */
export function emit(json: string | undefined, value: object, text: () => string, others: readonly Output[] = []): void {
  process.stdout.write(json === '-' ? `${printableLines(stringify(value))}\n` : `${printableReport(text()).replace(/ +$/gm, '')}\n`);
  const asked: readonly Output[] = [
    { option: '--json', file: json === '-' ? undefined : json, text: () => `${stringify(value)}\n` },
    ...others,
  ];
  const failures: UsageError[] = [];
  for (const output of asked) {
    if (output.file === undefined) continue;
    try {
      writeNamed(output.option, output.file, output.text());
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      failures.push(error);
    }
  }
  if (failures[0] !== undefined) throw failures[0];
}

function attempt(option: string, file: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UsageError(`${option} ${file}: cannot be written (${reasonOf(error)})`);
  }
}
