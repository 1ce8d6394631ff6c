/** What becomes of a command whose output cannot be written, or whose code fails where nobody waits for it. */

import { reasonOf } from '../data/system-error.js';

/** An output that is full or closed, as other targets that cannot be written. */
const UNWRITTEN = 3;
/** An error of the tool itself. */
const INTERNAL = 70;

/** What was noticed so far. */
export interface GuardedStreams {
  /** The exit code of a failure; 0 while there is none. */
  readonly failed: number;
}

/** Watches the outputs of this process, so that no failure of theirs ends it with exit code 1, which says something about claims. */
export function guardStreams(): GuardedStreams {
  const seen = { failed: 0 };
  const fail = (code: number, line: string): void => {
    if (seen.failed === 0) process.stderr.write(`claimcheck: ${line}\n`);
    seen.failed = code;
    // Where the command has ended already.
    process.exitCode = code;
  };
  process.stdout.on('error', (error) => fail(UNWRITTEN, `stdout: cannot be written (${reasonOf(error)})`));
  // Progress and errors that nobody can read change nothing.
  process.stderr.on('error', () => {});
  process.on('uncaughtException', (error) => {
    fail(INTERNAL, `internal error: ${error.stack ?? String(error)}`);
    process.exit(INTERNAL);
  });
  return seen;
}
