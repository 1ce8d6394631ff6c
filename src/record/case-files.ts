/** Case files on disk. */

import { type CaseFile, parseCaseFile, type StoredCase } from '../data/case-file.js';
import { InputError } from '../data/input-error.js';
import { MOST_CASE_BYTES, readText, utf8Text } from '../data/read-text.js';
import { streamedBytes } from '../data/stream-bytes.js';

/**
 * Reads a case file.
 *
 * @throws InputError naming the file and the field when it cannot be read, is no JSON or does not fit the schema.
 */
export function readCaseFile(file: string): CaseFile {
  return parseCaseFile(readText(file, MOST_CASE_BYTES), file);
}

/** The same, so that waiting for a pipe can be given up. @throws (as a rejection) the same, and what `stop` throws. */
export async function caseFileUntil(file: string, stop: AbortSignal): Promise<CaseFile> {
  return parseCaseFile(utf8Text(await streamedBytes(file, MOST_CASE_BYTES, stop), file), file);
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
