/** The bytes of data files, so that waiting for them can be given up. */

import { createReadStream, fstatSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { InputError } from './input-error.js';
import { MOST_DATA_BYTES, tooLong } from './read-text.js';
import { reasonOf } from './system-error.js';

/**
 * The bytes of a data file, a pipe or a device; "-" is standard input. No more is read than is needed to know that there are too many.
 *
 * @param stop - gives it up, also while a pipe has nothing to say.
 * @throws InputError (as a rejection) naming the file when it cannot be read or is too long; what `stop` throws.
 */
export async function dataBytes(file: string, stop?: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const stream = file === '-' ? process.stdin : streamOf(openSync(file, 'r'));
    const end = (): void => void stream.destroy();
    stop?.addEventListener('abort', end, { once: true });
    try {
      for await (const chunk of stream) {
        size += chunk.length;
        if (size > MOST_DATA_BYTES) break;
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
  if (size > MOST_DATA_BYTES) throw tooLong(file, MOST_DATA_BYTES);
  return Buffer.concat(chunks);
}

/** Of pipes as sockets, since a read of an empty one cannot be given up: even the end of the process would wait for it. */
function streamOf(handle: number): Readable {
  const kind = fstatSync(handle);
  if (kind.isFIFO() || kind.isSocket()) return new Socket({ fd: handle, readable: true, writable: false });
  return createReadStream('', { fd: handle, highWaterMark: 2 ** 20 });
}
