/** Text files that users name. */

import { readFileSync, statSync } from 'node:fs';
import { InputError } from './input-error.js';

/** Longer files are refused unread. */
const MOST_BYTES = 2 ** 28;

/** The text of a file. @throws InputError naming the file when it cannot be read, is a device or is too long */
export function readText(file: string): string {
  try {
    const found = statSync(file);
    // A device may never end; a pipe is as good as a file.
    if (!found.isFile() && !found.isFIFO()) throw new InputError('is neither a file nor a pipe', { file });
    if (found.size > MOST_BYTES) throw new InputError(`has ${found.size} bytes, more than ${MOST_BYTES}`, { file });
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`, { file });
  }
}
