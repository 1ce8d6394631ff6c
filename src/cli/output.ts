/** Where a command's output goes: stdout for the person, or a file or stdout for JSON. */

import { writeFileSync } from 'node:fs';
import { stringify } from '../data/json-number.js';
import { printableLines, printableReport } from '../text/printable.js';
import { UsageError } from './usage-error.js';

/** Writes a file a user named; `write` may be one that writes it whole or not at all. @throws UsageError naming the option and the file. */
export function writeNamed(option: string, file: string, text: string, write: (file: string, text: string) => void = writeFileSync): void {
  try {
    write(file, text);
  } catch (error) {
    throw new UsageError(`${option} ${file}: cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

/** Prints for a person, unless JSON goes to stdout; writes the JSON where it was asked for. */
export function emit(json: string | undefined, value: object, text: () => string): void {
  if (json !== undefined && json !== '-') writeNamed('--json', json, `${stringify(value)}\n`);
  process.stdout.write(json === '-' ? `${printableLines(stringify(value))}\n` : `${printableReport(text()).replace(/ +$/gm, '')}\n`);
}
