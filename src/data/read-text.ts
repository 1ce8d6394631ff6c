/** Files that users name, as bytes and as text. */

import { closeSync, openSync, readSync } from 'node:fs';
import { InputError } from './input-error.js';
import { reasonOf } from './system-error.js';

/** The longest case file, in bytes. */
export const MOST_CASE_BYTES = 2 ** 23;
/** The longest data file, in bytes. */
export const MOST_DATA_BYTES = 2 ** 26;
/** The longest result of `verify`, in bytes. */
export const MOST_RESULT_BYTES = 2 ** 28;

const CHUNK = 2 ** 20;
/** The file descriptor of standard input. */
const STDIN = 0;

/**
 * The bytes of a file, a pipe or a device; "-" is standard input. No more is read than is needed to know that there are too many.
 *
 * @throws InputError naming the file when it cannot be read or has more than `most` bytes.
 */
function readBytes(file: string, most: number): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const handle = file === '-' ? STDIN : openSync(file, 'r');
    try {
      for (;;) {
        const chunk = Buffer.allocUnsafe(CHUNK);
        const got = readSync(handle, chunk);
        if (got === 0) return Buffer.concat(chunks);
        size += got;
        if (size > most) break;
        chunks.push(chunk.subarray(0, got));
      }
    } finally {
      if (handle !== STDIN) closeSync(handle);
    }
  } catch (error) {
    throw new InputError(`cannot be read (${reasonOf(error)})`, { file });
  }
  throw tooLong(file, most);
}

/** The error of a file of more than `most` bytes. */
export function tooLong(file: string, most: number): InputError {
  return new InputError(`is longer than ${most / 2 ** 20} MB (${most} bytes), the most that is read`, { file });
}

/**
 * The text of a file in UTF-8, without a byte order mark.
 *
 * @throws InputError as {@link readBytes}, and where it is not UTF-8.
 */
export function readText(file: string, most: number): string {
  return utf8Text(readBytes(file, most), file);
}

/** Bytes of UTF-8 as text, without a byte order mark. @throws InputError naming the file they are of where they are not UTF-8. */
export function utf8Text(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InputError('is not UTF-8 text', { file });
  }
}
