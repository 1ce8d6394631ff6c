/** One line of text each way over file descriptors, waited for. */

import { readSync, writeSync } from 'node:fs';
import { isSystemError } from '../../data/system-error.js';
import { closeAll } from './wires.js';

/** Bytes that may come without a line end. */
export const LONGEST_LINE: number = 1 << 24;

const NEWLINE = 10;

/** What the keeper writes to wake a reader: alone, or behind what was left unfinished. */
export const WAKE = '\u0004\n';

/** What reading came to: a line, nothing because the other side has ended, or more than a line may hold. */
export type Read = { readonly text: string } | 'ended' | 'too long';

/** One end of the pipes between judge and process. */
export class Line {
  #unread: Buffer = Buffer.alloc(0);
  readonly #chunk = Buffer.allocUnsafe(1 << 16);

  /**
   * @param writes - file descriptor that lines are written to
   * @param reads - file descriptor that lines are read from
   * @param ended - tells, once nothing more will come, that it will not; the end of the input tells it too
   */
  constructor(
    readonly writes: number,
    readonly reads: number,
    readonly ended: () => boolean = () => false,
  ) {}

  /** What has come without being asked for, as far as it has been read. */
  early(): string {
    return this.#unread.toString('utf8').trim();
  }

  /** Writes a line; where nobody reads any more, reading tells. */
  write(text: string): void {
    const bytes = Buffer.from(`${text}\n`);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.writes, bytes, at);
    } catch (error) {
      // The process's end is on its way.
      if (!isSystemError(error)) throw error;
    }
  }

  /** Reads a line that is not blank. */
  read(): Read {
    let parts: Buffer[] = [this.#unread];
    let length = this.#unread.length;
    for (;;) {
      const last = parts.at(-1) ?? this.#unread;
      const at = last.indexOf(NEWLINE);
      if (at >= 0) {
        const text = Buffer.concat([...parts.slice(0, -1), last.subarray(0, at)])
          .toString('utf8')
          .trim();
        this.#unread = last.subarray(at + 1);
        if (text.endsWith(WAKE.trim()) && this.ended()) return 'ended';
        if (text !== '') return { text };
        parts = [this.#unread];
        length = this.#unread.length;
        continue;
      }
      if (this.ended()) return 'ended';
      if (length > LONGEST_LINE) return 'too long';
      const bytes = readSync(this.reads, this.#chunk, 0, this.#chunk.length, null);
      if (bytes === 0) return 'ended';
      const part = Buffer.from(this.#chunk.subarray(0, bytes));
      parts.push(part);
      length += part.length;
    }
  }

  close(): void {
    closeAll(this.writes, this.reads);
  }
}
