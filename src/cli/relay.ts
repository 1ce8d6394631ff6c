/** Passes on what a subject prints, as far as a person wants to read it. */

import { printable } from '../text/printable.js';

/** Lines that are passed on. */
const MOST_LINES = 20;
/** Characters of one line that are passed on. */
const LONGEST = 200;

/** Takes text as it comes. */
export interface Relay {
  write(text: string): void;
  /** Passes on the rest and says how much was left out. */
  end(): void;
}

/** Writes the first lines with a mark in front to a stream. */
export function relay(stream: { write(text: string): unknown }): Relay {
  let lines = 0;
  let rest = '';
  const pass = (line: string): void => {
    if (++lines <= MOST_LINES) stream.write(`subject: ${printable(line.slice(0, LONGEST))}\n`);
  };
  return {
    write(text) {
      const parts = (rest + text).split('\n');
      rest = parts.pop()!.slice(0, LONGEST);
      for (const line of parts) pass(line);
    },
    end() {
      if (rest !== '') pass(rest);
      if (lines > MOST_LINES) stream.write(`subject: ... ${lines - MOST_LINES} more lines\n`);
    },
  };
}
