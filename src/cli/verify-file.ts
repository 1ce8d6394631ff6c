/** A file that verify --json wrote, read again. */

import { InputError } from '../data/input-error.js';
import { parseJson, placeOf } from '../data/parse-json.js';
import { MOST_RESULT_BYTES, readText } from '../data/read-text.js';
import { schemas, type VerifyResult } from '../report/schema.js';

/** @throws InputError naming file and field. */
export function readVerifyFile(file: string): VerifyResult {
  return parseVerifyFile(readText(file, MOST_RESULT_BYTES), file);
}

/** The same of the text of a file. @throws InputError naming file and field. */
export function parseVerifyFile(text: string, file: string): VerifyResult {
  const value = parseJson(text, file);
  const parsed = schemas.verify.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(`is not what verify --json writes: ${issue?.message}`, placeOf(issue?.path ?? [], text, file));
  }
  return value as VerifyResult;
}
