/** SIGINT and SIGTERM: a command ends early, with what it has. */

import { after } from '../judge/timer.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Calls `first` at the first signal; the second ends the process at once.
 *
 * @returns what stops listening
 */
export function onInterruption(first: () => void): () => void {
  let asked = false;
  const interrupt = (): void => {
    if (asked) process.exit(130);
    asked = true;
    first();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return () => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  };
}

/** When a command ends, whether or not it is done. */
export interface Ending {
  /** Aborted by the first signal of the user's, and when the time is over. */
  readonly signal: AbortSignal;
  /** Whether it was a signal of the user's. */
  readonly interrupted: boolean;
  /** Stops listening. */
  close(): void;
}

/** @param seconds - after which the time is over; without, it never is. */
export function openEnding(seconds = Number.POSITIVE_INFINITY): Ending {
  const end = new AbortController();
  let interrupted = false;
  const deaf = onInterruption(() => {
    interrupted = true;
    end.abort();
  });
  const timer = after(1000 * seconds, () => end.abort());
  return {
    signal: end.signal,
    get interrupted() {
      return interrupted;
    },
    close() {
      clearTimeout(timer);
      deaf();
    },
  };
}

/** What was asked for; undefined where `stop` gave it up. */
export function unlessAborted<T>(asked: Promise<T>, stop: AbortSignal): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (stop.aborted) return undefined;
    throw error;
  });
}
