/** What every kind of hunt needs from the command line: workers, a clock, and an end at the first signal. */

import type { Claim } from '../claim/claim.js';
import type { EditionSource } from '../claim/load-edition.js';
import { limitsOf } from '../hunt/limits.js';
import { burst } from '../hunt/search/burst.js';
import { MOST_BURSTS } from '../hunt/search/plan.js';
import type { SearchOptions } from '../hunt/search/search.js';
import { openWorkers } from '../judge/workers.js';
import { GRACE, unlessAbandoned } from '../verify/lanes.js';
import { huntEngine } from './engine.js';
import { onInterruption } from './interruption.js';

/** The flags that bound a hunt. */
export interface HuntLimits {
  readonly maxTime?: number;
  readonly maxCases?: number;
  readonly jobs: number;
  /** Redis, by which workers on other machines do the work. */
  readonly engine?: string;
}

/** What was before the search: the reading of stored cases. */
export interface HuntBegun {
  /** When its time began, as `performance.now()` has it. */
  readonly began: number;
  /** Whether a signal has ended it already. */
  readonly interrupted: boolean;
}

/** A hunt under way. */
export interface HuntSession extends Pick<SearchOptions, 'run' | 'stopped' | 'maxCases'> {
  /** Whether a signal ended it. */
  readonly interrupted: boolean;
  /** Whether all of its time is spent, or a signal ended it; the search is `stopped` when its share of the time is. */
  hurried(): boolean;
  /** Seconds since it began. */
  elapsed(): number;
  /** How much of its time or of its evaluations is spent, from 0 to 1. */
  share(evaluations: number): number;
  /** Waits for what an engine has yet to confirm. @throws where two results of one job differ */
  confirm(): Promise<void>;
  close(): Promise<void>;
}

/** False of the sources, as tests run them: a thread then costs more than most hunts. */
const BUILT = import.meta.url.endsWith('.js');

/**
 * Opens the workers of a hunt, or the engine that stands for them.
 *
 * @param searching - the share of the time that the search may take.
 * @throws InputError
 */
export async function openHuntSession(
  claim: Claim,
  source: EditionSource,
  flags: HuntLimits,
  { began, interrupted: interruptedBefore }: HuntBegun,
  searching = 1,
): Promise<HuntSession> {
  const { maxTime: whole, maxCases } = limitsOf(flags);
  const maxTime = searching * whole;
  const elapsed = (): number => (performance.now() - began) / 1000;
  const bounded = Number.isFinite(maxTime);
  const until = Date.now() + 1000 * (maxTime - elapsed());
  const engine = flags.engine === undefined ? undefined : await huntEngine({ url: flags.engine, edition: source, bounded });
  // A burst in this thread would keep signals waiting.
  const apart = bounded || BUILT;
  const workers =
    engine ?? openWorkers(Math.min(flags.jobs, MOST_BURSTS), new URL('../hunt/worker', import.meta.url), source, burst, apart);
  let interrupted = interruptedBefore;
  const deaf = onInterruption(() => {
    interrupted = true;
    setTimeout(workers.abandon, GRACE).unref();
  });
  return {
    maxCases,
    elapsed,
    stopped: () => interrupted || elapsed() >= maxTime,
    hurried: () => interrupted || elapsed() >= whole,
    share: (evaluations) => Math.min(1, Math.max(elapsed() / maxTime, evaluations / maxCases)),
    get interrupted() {
      return interrupted;
    },
    run: (job) =>
      unlessAbandoned(bounded ? workers.run(claim, { ...job, until }, { within: until + GRACE - Date.now() }) : workers.run(claim, job)),
    confirm: async () => engine?.confirm(),
    async close() {
      await workers.close();
      deaf();
    },
  };
}
