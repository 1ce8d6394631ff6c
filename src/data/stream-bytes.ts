/** The bytes of files that users name, so that waiting for them can be given up. */

import { constants, createReadStream, fstatSync, openSync, statSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { InputError } from './input-error.js';
import { tooLong } from './read-text.js';
import { reasonOf } from './system-error.js';

/**
 * The bytes of a file, a pipe or a device; "-" is standard input. No more is read than is needed to know that there are too many.
 *
 * @param stop - gives it up, also while a pipe has nothing to say, or nobody who writes to it.
 * @throws InputError (as a rejection) naming the file when it cannot be read or has more than `most` bytes; what `stop` throws.
 */
export async function streamedBytes(file: string, most: number, stop?: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const stream = file === '-' ? process.stdin : streamOf(opened(file));
    const end = (): void => void stream.destroy();
    stop?.addEventListener('abort', end, { once: true });
    try {
      for await (const chunk of stream) {
        size += chunk.length;
        if (size > most) break;
        chunks.push(chunk);
      }
    } finally {
      stop?.removeEventListener('abort', end);
    }
  } catch (error) {
    stop?.throwIfAborted();
    throw new InputError(`cannot be read (${reasonOf(error)})`, { file });
  }
  stop?.throwIfAborted();
  if (size > most) throw tooLong(file, most);
  return Buffer.concat(chunks);
}

/** Of a pipe without waiting for somebody to write to it: the whole process would wait, and hear neither signals nor the clock. */
function opened(file: string): number {
  return openSync(file, statSync(file).isFIFO() ? constants.O_RDONLY | constants.O_NONBLOCK : constants.O_RDONLY);
}

/** Of pipes as sockets, since a read of an empty one cannot be given up: even the end of the process would wait for it. */
function streamOf(handle: number): Readable {
  const kind = fstatSync(handle);
  if (kind.isFIFO() || kind.isSocket()) return new Socket({ fd: handle, readable: true, writable: false });
  return createReadStream('', { fd: handle, highWaterMark: 2 ** 20 });
}
