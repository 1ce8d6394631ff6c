/** Named pipes to and from a process: both ends can be read and written without an event loop. */

import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../data/input-error.js';

/** File descriptors. */
export interface Wires {
  /** The judge's: requests are written, replies read. */
  readonly judge: { readonly requests: number; readonly replies: number };
  /** The process's: requests are read, replies written. */
  readonly child: { readonly requests: number; readonly replies: number };
  /** Writes to the replies without waiting: wakes the judge where no reply will come. */
  readonly wake: number;
}

/** Makes the pipes; nobody else can open them. @throws InputError where the system has no named pipes */
export function makeWires(): Wires {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-wires-'));
  const [requests, replies] = [join(folder, 'requests'), join(folder, 'replies')];
  try {
    execFileSync('mkfifo', ['-m', '600', requests, replies], { stdio: 'ignore' });
    // An end opens once the other is open, or at once for reading and writing.
    const held = [requests, replies].map((path) => openSync(path, constants.O_RDWR));
    const wires: Wires = {
      judge: { requests: openSync(requests, constants.O_WRONLY), replies: openSync(replies, constants.O_RDONLY) },
      child: { requests: openSync(requests, constants.O_RDONLY), replies: openSync(replies, constants.O_WRONLY) },
      wake: openSync(replies, constants.O_WRONLY | constants.O_NONBLOCK),
    };
    for (const fd of held) closeSync(fd);
    return wires;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new InputError(
      code === 'ENOENT'
        ? 'guard needs the program mkfifo, which Linux and macOS have (in the test process, describeOptimizer does without)'
        : `guard cannot make a named pipe: ${message}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Closes file descriptors. */
export function closeAll(...fds: readonly number[]): void {
  for (const fd of fds) closeSync(fd);
}
