/** How a subject's process ended, and what that says about the subject. */

import { GuardLimit, SubjectFailure } from '../subject-failure.js';

/** A limit that a process has passed, for which it was ended. */
export type Breach =
  | { readonly limit: 'call'; readonly seconds: number }
  | { readonly limit: 'check'; readonly calls: number; readonly seconds: number }
  | { readonly limit: 'memory'; readonly bytes: number };

/** The end of a process: by a limit, by itself, or for what it wrote. */
export type Ending =
  | Breach
  /** By an exit code or the name of a signal, with the end of what it wrote to stderr. */
  | { readonly exit: number | string; readonly lastWords: string }
  | { readonly wrote: string };

/** The process ended or was ended instead of answering. */
export class ProcessEnded extends SubjectFailure {
  constructor(readonly ending: Ending) {
    super(describeEnding(ending));
  }
}

/** The error that an ending amounts to: a subject that is slow, but returns from every call, is not at fault. */
export function failureOf(ending: Ending): ProcessEnded | GuardLimit {
  return 'limit' in ending && ending.limit === 'check' ? new GuardLimit(describeEnding(ending)) : new ProcessEnded(ending);
}

/** The last line of a text that says something. */
function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

const ended = (last: string): string => (last === '' ? '' : `: ${last}`);

/** The ending in words that go behind "step 3". */
function describeEnding(ending: Ending): string {
  if ('wrote' in ending) return `wrote ${ending.wrote}`;
  if ('exit' in ending) {
    const { exit, lastWords } = ending;
    if (/heap out of memory/.test(lastWords)) return `ended the process (${exit}) out of memory`;
    // What is written on the way to a signal is the runtime's stack.
    return typeof exit === 'string' ? `ended the process (${exit})` : `ended the process (exit code ${exit})${ended(lastLine(lastWords))}`;
  }
  switch (ending.limit) {
    case 'call':
      return `had not returned after ${ending.seconds} s`;
    case 'check':
      return `not finished after ${ending.seconds} s and ${ending.calls} calls (--timeout gives it longer)`;
    case 'memory':
      return `used ${Math.round(ending.bytes / 2 ** 20)} MB of memory`;
  }
}
