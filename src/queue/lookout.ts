/** What a run waits for, told to the person who waits: a server that does not answer, and workers that are not there. */

import { InputError } from '../data/input-error.js';
import type { Link } from './link.js';
import { presentAt } from './roster.js';

/** Milliseconds without any job taken after which it is said that no worker is there. */
const SILENCE = 10_000;
/** Milliseconds without a connection after which it is told, and after which the run ends. */
const LOST = { told: 5000, end: 120_000 } as const;
const EVERY = 1000;

/** A lookout at work. */
export interface Lookout {
  /** To be called when a job was taken by a worker, or came back. */
  heard(what: 'taken' | 'done'): void;
  stop(): void;
}

/** The run that is looked out for. */
export interface LookedFor {
  /** Whether it waits for jobs. */
  waits(): boolean;
  /** Called every second while the server answers. */
  look(): void;
  /** Ends it. */
  fail(error: Error): void;
}

/** Begins to look out. */
export function openLookout(link: Link, queue: string, run: LookedFor, tell: (line: string) => void): Lookout {
  let heardAt = Date.now();
  let taken = 0;
  let silence = SILENCE;
  let lostTold = false;
  const atServer = (now: number): void => {
    lostTold = false;
    run.look();
    if (!run.waits()) heardAt = now;
    if (now - heardAt <= silence) return;
    const silent = Math.round((now - heardAt) / 1000);
    silence *= 2;
    const say = (line: string | undefined): void => {
      if (line !== undefined) tell(line);
    };
    whoIsMissing(link, queue, taken, silent).then(say, () => {});
  };
  const watch = setInterval(() => {
    const now = Date.now();
    const { lostSince } = link;
    if (lostSince === undefined) return atServer(now);
    heardAt = now;
    if (now - lostSince > LOST.told && !lostTold) {
      lostTold = true;
      tell(`${link.server} does not answer; the jobs wait for it`);
    }
    if (now - lostSince > LOST.end) run.fail(new InputError('does not answer any more', { file: `--engine ${link.server}` }));
  }, EVERY);
  return {
    heard: (what) => {
      heardAt = Date.now();
      if (what === 'taken') taken++;
    },
    stop: () => clearInterval(watch),
  };
}

/** That nothing goes on for lack of workers; undefined where there are some. */
async function whoIsMissing(link: Link, queue: string, taken: number, silent: number): Promise<string | undefined> {
  const all = await presentAt(link.client, link.now());
  if (all.some((one) => one.queue === queue)) return undefined;
  const others = all.length === 0 ? '' : ` (${all.length} with other code, another Node than ${process.version} or another platform)`;
  return [
    `no worker with this code answers at ${link.server}${others}: ${taken} jobs taken, none for ${silent} s`,
    `start one with claimcheck worker --engine ${link.server}`,
  ].join('; ');
}
