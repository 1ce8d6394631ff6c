/** What the bursts of a round are to do. */

import type { Claim, Kind } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import type { Archive } from './archive.js';
import type { Bandit } from './bandit.js';
import type { BurstJob } from './burst.js';
import { randomOf } from './random.js';
import { MOST_ELITES } from './session.js';

/** Bursts in a round; fixed, and therefore the most workers that help. */
const SLOTS = 8;
/** Evaluations of a burst, by how long one takes. */
const BURST: Readonly<Record<Kind, number>> = { exact: 120, finite: 80, 'every t': 60, expectation: 40, asymptotic: 16 };

/** Rounds until bursts have their length: at first nobody knows which strategy pays. */
const GROWTH = 4;

/** The name under which bursts of stored cases go. */
const CORPUS = 'corpus';

/** What is searched. */
interface Search {
  readonly claim: Claim;
  readonly seed: number;
  readonly maxCases: number;
  readonly corpus?: readonly Case[];
}

/** A strategy at work over several bursts. */
export interface Run {
  /** The part of the conclusion that it goes down in. */
  readonly focus: string | undefined;
  state: unknown;
  /** How far its last burst went beyond the best point before. */
  deeper: number;
}

/** One burst to come. */
export interface Plan {
  /** What the burst goes on with; absent for stored cases. */
  readonly run?: Run;
  readonly job: BurstJob;
}

/** Stored cases in bursts so small that each of them is remembered. */
export function planCorpus({ claim, corpus = [], maxCases }: Search): Plan[] {
  const plans: Plan[] = [];
  for (let from = 0; from < Math.min(corpus.length, maxCases); from += MOST_ELITES) {
    const cases = corpus.slice(from, Math.min(from + MOST_ELITES, maxCases));
    plans.push({
      job: { claim: claim.id, strategy: CORPUS, seed: CORPUS, evaluations: cases.length, elites: [], corpus: cases },
    });
  }
  return plans;
}

/** The bursts of a round, from the results before it alone. */
export function planRound(
  round: number,
  { claim, seed, maxCases }: Search,
  archive: Archive,
  bandit: Bandit,
  runs: Map<string, Run[]>,
): Plan[] {
  const random = randomOf(`${seed}/${claim.id}/${round}`);
  // Sub-margins of unlike scales are taken in turn.
  const foci = [undefined, ...[...archive.parts].sort()];
  const used = new Map<string, number>();
  const plans: Plan[] = [];
  let left = maxCases - archive.evaluations;
  for (const [slot, strategy] of bandit.chooseAll(SLOTS, random).entries()) {
    if (left <= 0) break;
    const which = used.get(strategy) ?? 0;
    used.set(strategy, which + 1);
    const focus = foci[(which + round) % foci.length];
    const run = runOf(runs, strategy, focus, plans);
    const { state } = run;
    const evaluations = Math.min(Math.ceil(BURST[claim.kind] * Math.min(1, (round + 1) / GROWTH)), left);
    left -= evaluations;
    plans.push({
      run,
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

/** The run that goes on: of those of a strategy in a part that are not yet in the plans, the one that goes deepest; else a new one. */
function runOf(runs: Map<string, Run[]>, strategy: string, focus: string | undefined, plans: readonly Plan[]): Run {
  const those = runs.get(strategy) ?? [];
  runs.set(strategy, those);
  const idle = those.find((run) => run.focus === focus && plans.every((plan) => plan.run !== run));
  if (idle !== undefined) return idle;
  const run: Run = { focus, state: undefined, deeper: 0 };
  those.push(run);
  return run;
}
