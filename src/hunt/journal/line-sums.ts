/** Checksums of a journal's lines, each over all lines up to its own: a line that is altered, removed or moved is noticed. */

import { createHash } from 'node:crypto';

/** Between a line and its checksum; JSON on one line has no tab. */
const MARK = '\t';
/** Hexadecimal digits of a checksum. */
const DIGITS = 16;

/** A line as it was read. */
export interface CheckedLine {
  /** The line without its checksum. */
  readonly text: string;
  /** What is wrong with it, as the end of a sentence. */
  readonly fault?: string;
}

/** The checksums of one journal, its lines taken in order. Journals of older versions have lines without. */
export class LineSums {
  private sum = '';
  private begun = false;

  /** The next line with its checksum, to be written. */
  signed(line: string): string {
    this.sum = sumOf(this.sum, line);
    this.begun = true;
    return `${line}${MARK}${this.sum}`;
  }

  /** The next line as a journal has it. */
  checked(line: string): CheckedLine {
    const at = line.indexOf(MARK);
    const text = at < 0 ? line : line.slice(0, at);
    this.sum = sumOf(this.sum, text);
    if (at < 0) return this.begun ? { text, fault: 'has no checksum, unlike the lines before it' } : { text };
    this.begun = true;
    return line.slice(at + 1) === this.sum
      ? { text }
      : { text, fault: 'does not match its checksum: it, or a line before it, was altered' };
  }
}

function sumOf(before: string, line: string): string {
  return createHash('sha256').update(`${before}\n${line}`).digest('hex').slice(0, DIGITS);
}
