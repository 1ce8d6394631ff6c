/** A run in a thread of its own, so that it can be stopped with what it has shown so far. */

import { Worker } from 'node:worker_threads';
import { largest } from '../numerics/lists.js';
import { follow, type Told, type TracedRun, traceOfSeen } from './follow.js';
import type { NetworkTrace } from './network.js';
import type { Sighting, Sightings } from './sightings.js';
import type { ChosenStart } from './start.js';
import type { Trace } from './trace.js';

/** What became of a run. */
export interface Followed {
  /** Undefined where it was stopped before its first checkpoint. */
  readonly trace: Trace | NetworkTrace | undefined;
  /** The start, where it was chosen. */
  readonly chosen: ChosenStart | undefined;
}

/** What was told of a run. */
class Account {
  private readonly sightings: Sighting[] = [];
  private chosen: ChosenStart | undefined;
  private seen: Sightings | undefined;
  private trace: Trace | NetworkTrace | undefined;

  /** @returns whether that was all */
  hear(told: Told): boolean {
    if ('sighting' in told) this.sightings.push(told.sighting);
    else if ('chosen' in told) this.chosen = told.chosen;
    else if ('seen' in told) this.seen = told.seen;
    else this.trace = told.trace;
    return this.trace !== undefined;
  }

  /** What it comes to, whether or not it is all. */
  followed(run: TracedRun): Followed {
    const { chosen } = this;
    const seen = this.seen === undefined ? this.stopped() : { ...this.seen, referenceStopped: true as const };
    const start = run.start ?? chosen?.start ?? [];
    return { trace: this.trace ?? (seen.sightings.length === 0 ? undefined : traceOfSeen(run, seen, start)), chosen };
  }

  /** The sightings of a run that did not reach its horizon. */
  private stopped(): Sightings {
    const { sightings } = this;
    const step = Math.max(0, largest(sightings.flatMap(({ t, engine }) => (engine === 'step' && t !== undefined ? [t] : []))));
    return { sightings, end: { kind: 'stopped', step }, stopped: true };
  }
}

/** Follows a run to its horizon in this thread. */
export function followed(run: TracedRun): Followed {
  const account = new Account();
  follow(run, (told) => account.hear(told));
  return account.followed(run);
}

/** Follows a run to its horizon, or until it is stopped. */
export function followedUntil(run: TracedRun, stop: AbortSignal): Promise<Followed> {
  const typescript = import.meta.url.endsWith('.ts');
  const account = new Account();
  if (stop.aborted) return Promise.resolve(account.followed(run));
  const thread = new Worker(new URL(`./worker${typescript ? '.ts' : '.js'}`, import.meta.url), {
    workerData: run,
    ...(typescript ? { execArgv: ['--import', 'tsx'] } : {}),
  });
  return new Promise((resolve, reject) => {
    const end = (): void => {
      void thread.terminate();
      resolve(account.followed(run));
    };
    stop.addEventListener('abort', end, { once: true });
    thread.on('error', reject);
    thread.on('message', (told: Told) => {
      if (account.hear(told)) resolve(account.followed(run));
    });
  });
}
