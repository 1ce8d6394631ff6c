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
import { type Plan, planCorpus, planRound } from './plan.js';
import { type BurstResult, evaluationsIn } from './result.js';
import { advance, type Run } from './run.js';

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
  /** Does a burst; undefined where it was given up, for lack of time. */
  readonly run: (job: BurstJob) => Promise<BurstResult | undefined>;
  /** Stored cases to begin with; none by default. */
  readonly corpus?: readonly Case[];
  /** Results of an earlier run of the same search, in order; taken for granted in place of running their bursts. */
  readonly recorded?: readonly BurstResult[];
  /** Whether a violated case counts; all do by default. The search goes on where none of a burst does, at most {@link MOST_REJECTED} times. */
  readonly counts?: (violated: Case) => boolean;
  /** Told the new results of each round before they count, in order: of a round that time cut short, its first slots that were not. */
  readonly onRound?: (results: readonly BurstResult[], archive: Archive) => void;
}

/** What a search came to. */
export interface SearchResult {
  readonly archive: Archive;
  /** Violated cases, in the order in which they were found; none when the claim was not broken. */
  readonly violations: readonly Case[];
  /** True when `stopped` or the time ended it. */
  readonly endedEarly: boolean;
  /** Bursts that were given up; their evaluations are not among those of the archive. */
  readonly abandoned: number;
  /** Evaluations among those of the archive whose results were on record. */
  readonly resumed: number;
}

/**
 * Searches until a violation that counts, the number of evaluations, the stop, or the first round that time cut short.
 *
 * @throws EvaluationError for whatever the claim throws but NotACase on a moved case: that of the first slot in which it does.
 */
export async function search(options: SearchOptions): Promise<SearchResult> {
  const { maxCases, stopped, counts = () => true, onRound } = options;
  const state = new SearchState(options);
  const recorded = [...(options.recorded ?? [])];
  let rejected = 0;
  let resumed = 0;
  let abandoned = 0;
  const ended = (violations: readonly Case[], endedEarly: boolean): SearchResult => {
    return { archive: state.archive, violations, endedEarly, abandoned, resumed };
  };
  while (state.archive.evaluations < maxCases && rejected < MOST_REJECTED) {
    if (recorded.length === 0 && stopped()) return ended([], true);
    const plans = state.plan();
    // A round ends with the first slot that broke the claim; a journal cut short within one holds its first slots, and only the others are run.
    const known = upToViolation(recorded.slice(0, plans.length));
    recorded.splice(0, known.length);
    resumed += known.reduce((sum, { counts: found }) => sum + evaluationsIn(found), 0);
    const fresh = known.some(isBroken) ? [] : await runAll(plans.slice(known.length), options.run);
    const whole = upToCut(fresh);
    if (whole.length > 0) onRound?.(whole, state.archive);
    abandoned += fresh.filter((result) => result === undefined).length;
    const results = [...known, ...fresh];
    const met = results.at(-1)?.violations ?? [];
    const violations = met.filter(counts);
    const turnedDown = met.length > 0 && violations.length === 0;
    if (turnedDown) rejected++;
    state.take(plans, turnedDown ? results.map(withoutViolations) : results);
    if (violations.length > 0) return ended(violations, false);
    if (whole.length < fresh.length) return ended([], true);
  }
  return ended([], false);
}

/** What a search knows after the rounds so far, from which the next is planned. */
class SearchState {
  readonly archive = new Archive();
  private readonly bandit: Bandit;
  private readonly corpus: readonly Plan[];
  /** Strategies at work over several bursts. */
  private runs: readonly Run[] = [];
  private round: number;

  constructor(private readonly options: SearchOptions) {
    this.bandit = new Bandit(options.strategies);
    this.corpus = planCorpus(options);
    this.round = this.corpus.length > 0 ? -1 : 0;
  }

  /** The bursts of the next round: stored cases before anything else. */
  plan(): readonly Plan[] {
    if (this.round < 0) return this.corpus;
    return planRound(this.round, this.options, this.archive, this.bandit, this.runs);
  }

  /** Takes in the results of a round, by slot. */
  take(plans: readonly Plan[], results: readonly (BurstResult | undefined)[]): void {
    for (const [slot, { run, job }] of plans.entries()) {
      const result = results[slot];
      if (result === undefined) continue;
      const paid = this.archive.take(result, job.focus);
      if (run === undefined) continue;
      if (job.patience !== undefined) this.bandit.led += evaluationsIn(result.counts);
      this.bandit.reward(result.strategy, paid);
      advance(run, result, job.elites);
    }
    this.bandit.endRound();
    const begun = plans.flatMap(({ run }) => (run === undefined || this.runs.includes(run) ? [] : [run]));
    this.runs = [...this.runs, ...begun].filter(({ state }) => state !== undefined);
    this.round++;
  }
}

/**
 * Runs bursts up to the first slot that breaks the claim: with one worker the later ones would not exist.
 *
 * @throws what the first slot throws that fails, unless one before it broke the claim.
 */
async function runAll(plans: readonly Plan[], run: SearchOptions['run']): Promise<(BurstResult | undefined)[]> {
  const results: (BurstResult | undefined)[] = [];
  for (const end of await Promise.allSettled(plans.map(({ job }) => run(job)))) {
    if (end.status === 'rejected') throw end.reason;
    results.push(end.value);
    if (end.value !== undefined && isBroken(end.value)) break;
  }
  return results;
}

function isBroken({ violations }: BurstResult): boolean {
  return violations.length > 0;
}

/** Results of later slots than the first that broke the claim do not count. */
function upToViolation(results: readonly BurstResult[]): readonly BurstResult[] {
  const first = results.findIndex(isBroken);
  return first < 0 ? results : results.slice(0, first + 1);
}

/** The results of the first slots that time left whole: what follows from the search alone, and could be run again. */
function upToCut(results: readonly (BurstResult | undefined)[]): readonly BurstResult[] {
  const whole: BurstResult[] = [];
  for (const result of results) {
    if (result === undefined || result.cut) break;
    whole.push(result);
  }
  return whole;
}

/** A burst without what led it to violations that do not count, so that nothing sets out from there. */
function withoutViolations(result: BurstResult | undefined): BurstResult | undefined {
  if (result === undefined || !isBroken(result)) return result;
  const { state: _, ...rest } = result;
  return { ...rest, elites: result.elites.filter(({ standing }) => standing.kind !== 'inside' || standing.slack >= 0), violations: [] };
}
