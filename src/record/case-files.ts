/** Case files on disk. */

import { readFileSync, statSync } from 'node:fs';
import { type CaseFile, parseCaseFile, type StoredCase } from '../data/case-file.js';
import { InputError } from '../data/input-error.js';

/** Longer files are refused unread. */
const MOST_BYTES = 2 ** 28;

/**
 * Reads a case file.
 *
 * @throws InputError naming the file and the field when it cannot be read, is no JSON or does not fit the schema.
 */
export function readCaseFile(file: string): CaseFile {
  let text: string;
  try {
    const found = statSync(file);
    // A device may never end; a pipe is as good as a file.
    if (!found.isFile() && !found.isFIFO()) throw new InputError('is neither a file nor a pipe', { file });
    if (found.size > MOST_BYTES) throw new InputError(`has ${found.size} bytes, more than ${MOST_BYTES}`, { file });
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`, { file });
  }
  return parseCaseFile(text, file);
}

/**
 * Reads a case file that has to have an outcome, such as a witness on record.
 *
 * @throws InputError as {@link readCaseFile}, and where there is no outcome.
 */
export function readStoredCase(file: string): StoredCase {
  const { input, outcome } = readCaseFile(file);
  if (outcome === undefined) throw new InputError('is missing', { file, field: 'outcome' });
  return { input, outcome };
}
