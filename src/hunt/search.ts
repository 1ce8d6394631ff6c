/**
 * The search: rounds of bursts. What a round does depends on the results before it alone, and results are taken in by
 * slot, not by time; so a hunt is the same for every number of workers, and can be replayed from its journal.
 */

import type { Claim, Kind } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import { Archive } from './archive.js';
import { Bandit } from './bandit.js';
import type { BurstJob } from './burst.js';
import { randomOf } from './random.js';
import { type BurstResult, MOST_ELITES } from './session.js';
import type { Strategy } from './strategy/strategy.js';

/** Bursts in a round; fixed, and therefore the most workers that help. */
const SLOTS = 8;
/** Evaluations of a burst, by how long one takes. */
const BURST: Readonly<Record<Kind, number>> = { exact: 120, finite: 80, 'every t': 60, expectation: 40, asymptotic: 16 };

/** Rounds until bursts have their length: at first nobody knows which strategy pays. */
const GROWTH = 4;

/** The name under which bursts of stored cases go. */
const CORPUS = 'corpus';

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

/** Searches until a violation, the number of evaluations, or the stop. */
export async function search(options: SearchOptions): Promise<SearchResult> {
  const archive = new Archive();
  const bandit = new Bandit(options.strategies);
  const states = new Map<string, unknown>();
  const recorded = [...(options.recorded ?? [])];
  const corpus = planCorpus(options);
  for (let round = corpus.length > 0 ? -1 : 0; archive.evaluations < options.maxCases; round++) {
    if (recorded.length === 0 && options.stopped()) return { archive, violations: [], endedEarly: true };
    const plans = round < 0 ? corpus : planRound(round, options, archive, bandit, states);
    const known = recorded.splice(0, plans.length);
    // A journal cut short within a round holds its first slots; only the others are run.
    const broken = known.some(({ violations }) => violations.length > 0);
    const fresh = broken ? [] : await Promise.all(plans.slice(known.length).map(({ job }) => options.run(job)));
    const results = upToViolation([...known, ...fresh]);
    if (fresh.length > 0) options.onRound?.(results.slice(known.length), archive);
    results.forEach((result, slot) => {
      const { key, job } = plans[slot]!;
      const paid = archive.take(result, job.focus);
      if (job.corpus !== undefined) return;
      states.set(key, result.state);
      bandit.reward(result.strategy, paid);
    });
    const { violations } = results.at(-1)!;
    if (violations.length > 0) return { archive, violations, endedEarly: false };
  }
  return { archive, violations: [], endedEarly: false };
}

interface Plan {
  /** Strategy and its how-manieth slot in the round: where its state is kept. */
  readonly key: string;
  readonly job: BurstJob;
}

/** Stored cases in bursts so small that each of them is remembered. */
function planCorpus({ claim, corpus = [], maxCases }: SearchOptions): Plan[] {
  const plans: Plan[] = [];
  for (let from = 0; from < Math.min(corpus.length, maxCases); from += MOST_ELITES) {
    const cases = corpus.slice(from, Math.min(from + MOST_ELITES, maxCases));
    plans.push({
      key: CORPUS,
      job: { claim: claim.id, strategy: CORPUS, seed: CORPUS, evaluations: cases.length, elites: [], corpus: cases },
    });
  }
  return plans;
}

function planRound(
  round: number,
  { claim, seed, maxCases }: SearchOptions,
  archive: Archive,
  bandit: Bandit,
  states: ReadonlyMap<string, unknown>,
): Plan[] {
  const random = randomOf(`${seed}/${claim.id}/${round}`);
  const foci = [undefined, ...[...archive.parts].sort()];
  const used = new Map<string, number>();
  const plans: Plan[] = [];
  let left = maxCases - archive.evaluations;
  for (const [slot, strategy] of bandit.chooseAll(SLOTS, random).entries()) {
    if (left <= 0) break;
    const which = used.get(strategy) ?? 0;
    used.set(strategy, which + 1);
    const key = `${strategy}/${which}`;
    const state = states.get(key);
    // Sub-margins of unlike scales are taken in turn; a strategy keeps to one as long as it goes on from a state.
    const focus = foci[(which + (state === undefined ? round : 0)) % foci.length];
    const evaluations = Math.min(Math.ceil(BURST[claim.kind] * Math.min(1, (round + 1) / GROWTH)), left);
    left -= evaluations;
    plans.push({
      key,
      job: {
        claim: claim.id,
        strategy,
        seed: `${seed}/${claim.id}/${round}/${slot}`,
        evaluations,
        ...(focus === undefined ? {} : { focus }),
        elites: archive.elites(focus, random),
        ...(state === undefined ? {} : { state }),
      },
    });
  }
  return plans;
}

/** Results of later slots than the first that broke the claim do not count: with one worker they would not exist. */
function upToViolation(results: readonly BurstResult[]): BurstResult[] {
  const first = results.findIndex(({ violations }) => violations.length > 0);
  return results.slice(0, first < 0 ? results.length : first + 1);
}
