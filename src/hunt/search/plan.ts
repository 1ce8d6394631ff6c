/** What the bursts of a round are to do. */

import type { Claim } from '../../claim/claim.js';
import type { Case } from '../../data/case.js';
import { EFFORT } from '../../judge/effort.js';
import { openingOf } from '../strategy/portfolio.js';
import type { Strategy } from '../strategy/strategy.js';
import type { Archive } from './archive.js';
import type { Bandit } from './bandit.js';
import type { BurstJob } from './burst.js';
import { randomOf } from './random.js';
import { deepest, fastest, newRun, type Run } from './run.js';
import { MOST_ELITES } from './session.js';

/** Bursts in a round beside those of the leaders. */
const OTHERS = 7;
/** Bursts in a round: more workers would idle. */
export const MOST_BURSTS = OTHERS + 2;
/** Evaluations without progress after which the burst of the deepest ends; what it leaves of the round is for the next. */
const PATIENCE = 90;
/** Share of a whole burst that the deepest have to spend before the others' next turn: bursts that ended early bring none. */
const OTHERS_AFTER = 1 / 2;
/** Share of the new runs that keep to themselves, what each round without progress adds to it, and the most. */
const ALONE = { share: 0.8, idle: 0.1, most: 0.9 } as const;

/** The name under which bursts of stored cases go. */
const CORPUS = 'corpus';

/** What is searched. */
interface Search {
  readonly claim: Claim;
  readonly seed: number;
  readonly maxCases: number;
  readonly strategies: readonly Strategy[];
  readonly corpus?: readonly Case[];
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

/** The bursts of a round, from the results before it alone: those of the leaders, then short ones of strategies by their credit. */
export function planRound(
  round: number,
  { claim, seed, maxCases, strategies }: Search,
  archive: Archive,
  bandit: Bandit,
  runs: readonly Run[],
): Plan[] {
  const random = randomOf(`${seed}/${claim.id}/${round}`);
  const plans: Plan[] = [];
  let left = maxCases - archive.evaluations;
  const add = (run: Run | undefined, wanted: number, patience?: number): void => {
    const evaluations = Math.min(wanted, left);
    if (run === undefined || evaluations === 0) return;
    left -= evaluations;
    const { strategy, focus, state, alone } = run;
    const job: BurstJob = {
      claim: claim.id,
      strategy,
      seed: `${seed}/${claim.id}/${round}/${plans.length}`,
      evaluations,
      ...(focus === undefined ? {} : { focus }),
      ...(patience === undefined ? {} : { patience }),
      elites: alone ? [] : archive.elites(focus, random),
      ...(state === undefined ? {} : { state }),
    };
    plans.push({ run, job });
  };
  const idle = (): Run[] => runs.filter((run) => plans.every((plan) => plan.run !== run));
  // Sub-slacks of unlike scales are taken in turn.
  const parts = [undefined, ...[...archive.parts].sort()];
  const turn = (k: number): string | undefined => parts[(round + k) % parts.length];
  const { burst } = EFFORT[claim.method];
  add(
    deepest(
      idle(),
      parts.map((_, k) => turn(k)),
      (name) => bandit.weight(name),
    ),
    burst.deepest,
    PATIENCE,
  );
  add(fastest(idle().filter(({ gain }) => gain > 0)), burst.fastest);
  if (plans.length > 0 && bandit.led < OTHERS_AFTER * burst.deepest) return plans;
  const pooled = new Set(strategies.filter((strategy) => strategy.pooled === true).map(({ name }) => name));
  const alone = Math.min(ALONE.most, ALONE.share + ALONE.idle * bandit.idle);
  const others = round === 0 ? openingOf(strategies, OTHERS) : bandit.chooseAll(OTHERS, random);
  for (const [slot, { strategy, bursts }] of others.entries()) {
    const focus = turn(slot);
    const going = fastest(idle().filter((run) => run.strategy === strategy && run.focus === focus));
    add(going ?? newRun(strategy, focus, !pooled.has(strategy) && random.unit() < alone), bursts * burst.other);
  }
  return plans;
}
