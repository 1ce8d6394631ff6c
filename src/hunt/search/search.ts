/**
 * The search: rounds of bursts. What a round does depends on the results before it alone, and results are taken in by
 * slot, not by time; so a hunt is the same for every number of workers, and can be replayed from its journal.
 */

import type { Claim } from '../../claim/claim.js';
import type { Case } from '../../data/case.js';
import type { Strategy } from '../strategy/strategy.js';
import { Archive } from './archive.js';
import { Bandit } from './bandit.js';
import type { BurstJob } from './burst.js';
import { planCorpus, planRound } from './plan.js';
import { advance, type Run } from './run.js';
import { type BurstResult, evaluationsIn } from './session.js';

/** To be raised with every change after which a seed searches otherwise: an older journal would not be its beginning. */
export const SEARCH_REVISION = 7;

/** Bursts whose violations do not count, after which the search ends: whatever they hit upon, it would hit upon again. */
const MOST_REJECTED = 12;

/** What to search, and how hard. */
export interface SearchOptions {
  readonly claim: Claim;
  readonly seed: number;
  /** The strategies that share the budget. */
  readonly strategies: readonly Strategy[];
  /** Evaluations after which the search ends. */
  readonly maxCases: number;
  /** No further round is begun once this says so. */
  readonly stopped: () => boolean;
  readonly run: (job: BurstJob) => Promise<BurstResult>;
  /** Stored cases to begin with; none by default. */
  readonly corpus?: readonly Case[];
  /** Results of an earlier run of the same search, in order; taken for granted in place of running their bursts. */
  readonly recorded?: readonly BurstResult[];
  /** Whether a violated case counts; all do by default. The search goes on where none of a burst does, at most {@link MOST_REJECTED} times. */
  readonly counts?: (violated: Case) => boolean;
  /** Told the new results of each round before they count, in order. */
  readonly onRound?: (results: readonly BurstResult[], archive: Archive) => void;
}

/** What a search came to. */
export interface SearchResult {
  readonly archive: Archive;
  /** Violated cases, in the order in which they were found; none when the claim was not broken. */
  readonly violations: readonly Case[];
  /** True when `stopped` ended it. */
  readonly endedEarly: boolean;
}

/** Searches until a violation that counts, the number of evaluations, or the stop. */
export async function search(options: SearchOptions): Promise<SearchResult> {
  const archive = new Archive();
  const bandit = new Bandit(options.strategies);
  let runs: readonly Run[] = [];
  const recorded = [...(options.recorded ?? [])];
  const corpus = planCorpus(options);
  const { counts = () => true } = options;
  let rejected = 0;
  for (let round = corpus.length > 0 ? -1 : 0; archive.evaluations < options.maxCases && rejected < MOST_REJECTED; round++) {
    if (recorded.length === 0 && options.stopped()) return { archive, violations: [], endedEarly: true };
    const plans = round < 0 ? corpus : planRound(round, options, archive, bandit, runs);
    // A round ends with the first slot that broke the claim; a journal cut short within one holds its first slots, and only the others are run.
    const known = upToViolation(recorded.slice(0, plans.length));
    recorded.splice(0, known.length);
    const broken = known.some(({ violations }) => violations.length > 0);
    const fresh = broken ? [] : await Promise.all(plans.slice(known.length).map(({ job }) => options.run(job)));
    const results = upToViolation([...known, ...fresh]);
    if (fresh.length > 0) options.onRound?.(results.slice(known.length), archive);
    const violations = results.at(-1)!.violations.filter(counts);
    const turnedDown = results.at(-1)!.violations.length > 0 && violations.length === 0;
    if (turnedDown) rejected++;
    results.forEach((whole, slot) => {
      const { run, job } = plans[slot]!;
      const result = turnedDown ? withoutViolations(whole) : whole;
      const paid = archive.take(result, job.focus);
      if (run === undefined) return;
      if (job.patience !== undefined) bandit.led += evaluationsIn(result.counts);
      bandit.reward(result.strategy, paid);
      advance(run, result, job.elites);
    });
    bandit.endRound();
    const planned = plans.flatMap(({ run }) => (run === undefined || runs.includes(run) ? [] : [run]));
    runs = [...runs, ...planned].filter(({ state }) => state !== undefined);
    if (violations.length > 0) return { archive, violations, endedEarly: false };
  }
  return { archive, violations: [], endedEarly: false };
}

/** A burst without what led it to violations that do not count, so that nothing sets out from there. */
function withoutViolations({ state, ...result }: BurstResult): BurstResult {
  if (result.violations.length === 0) return { ...result, state };
  return { ...result, elites: result.elites.filter(({ standing }) => standing.kind !== 'inside' || standing.slack >= 0), violations: [] };
}

/** Results of later slots than the first that broke the claim do not count: with one worker they would not exist. */
function upToViolation(results: readonly BurstResult[]): BurstResult[] {
  const first = results.findIndex(({ violations }) => violations.length > 0);
  return results.slice(0, first < 0 ? results.length : first + 1);
}
