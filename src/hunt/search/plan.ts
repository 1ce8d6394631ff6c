/** What the bursts of a round are to do. */

import type { Claim } from '../../claim/claim.js';
import type { Case } from '../../data/case.js';
import { EFFORT, type Effort } from '../../judge/effort.js';
import { openingOf } from '../strategy/portfolio.js';
import type { Strategy } from '../strategy/strategy.js';
import type { Archive } from './archive.js';
import type { Bandit } from './bandit.js';
import type { BurstJob } from './burst.js';
import { type Random, randomOf } from './random.js';
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
export function planRound(round: number, search: Search, archive: Archive, bandit: Bandit, runs: readonly Run[]): Plan[] {
  const planning = new RoundPlan(round, search, archive, bandit, runs);
  planning.addLeaders();
  if (!planning.isLeadersAlone) planning.addOthers();
  return planning.plans;
}

/** A round as it is planned, slot by slot. */
class RoundPlan {
  readonly plans: Plan[] = [];
  private readonly random: Random;
  /** Evaluations that are left. */
  private left: number;
  /** What to go down in: the whole, and the parts of the conclusion. */
  private readonly foci: readonly (string | undefined)[];

  constructor(
    private readonly round: number,
    private readonly search: Search,
    private readonly archive: Archive,
    private readonly bandit: Bandit,
    private readonly runs: readonly Run[],
  ) {
    this.random = randomOf(`${search.seed}/${search.claim.id}/${round}`);
    this.left = search.maxCases - archive.evaluations;
    this.foci = [undefined, ...[...archive.parts].sort()];
  }

  /** Long bursts: of the deepest run, and of the one that goes down fastest. */
  addLeaders(): void {
    const { deepest: whole, fastest: part } = this.effort;
    const turns = this.foci.map((_, k) => this.focus(k));
    this.add(
      deepest(this.idle(), turns, (name) => this.bandit.weight(name)),
      whole,
      PATIENCE,
    );
    this.add(fastest(this.idle().filter(({ gain }) => gain > 0)), part);
  }

  /** Whether the round is over with the leaders, since they have not yet spent what comes before the others' next turn. */
  get isLeadersAlone(): boolean {
    return this.plans.length > 0 && this.bandit.led < OTHERS_AFTER * this.effort.deepest;
  }

  /** Short bursts: of runs under way, the fastest of each strategy first, and of new ones. */
  addOthers(): void {
    const { strategies } = this.search;
    const pooled = new Set(strategies.filter((strategy) => strategy.pooled === true).map(({ name }) => name));
    const alone = Math.min(ALONE.most, ALONE.share + ALONE.idle * this.bandit.idle);
    const turns = this.round === 0 ? openingOf(strategies, OTHERS) : this.bandit.chooseAll(OTHERS, this.random);
    for (const [slot, { strategy, bursts }] of turns.entries()) {
      const focus = this.focus(slot);
      const going = fastest(this.idle().filter((run) => run.strategy === strategy && run.focus === focus));
      const run = going ?? newRun(strategy, focus, !pooled.has(strategy) && this.random.unit() < alone);
      this.add(run, bursts * this.effort.other);
    }
  }

  private get effort(): Effort['burst'] {
    return EFFORT[this.search.claim.method].burst;
  }

  /** Slacks of parts, of unlike scales, are taken in turn. */
  private focus(slot: number): string | undefined {
    return this.foci[(this.round + slot) % this.foci.length];
  }

  /** Runs under way that have no burst in this round yet. */
  private idle(): Run[] {
    return this.runs.filter((run) => this.plans.every((plan) => plan.run !== run));
  }

  /** Gives a run a burst of so many evaluations, or of those that are left. */
  private add(run: Run | undefined, wanted: number, patience?: number): void {
    const evaluations = Math.min(wanted, this.left);
    if (run === undefined || evaluations === 0) return;
    this.left -= evaluations;
    const { claim, seed } = this.search;
    const { strategy, focus, state, alone } = run;
    const job: BurstJob = {
      claim: claim.id,
      strategy,
      seed: `${seed}/${claim.id}/${this.round}/${this.plans.length}`,
      evaluations,
      ...(focus === undefined ? {} : { focus }),
      ...(patience === undefined ? {} : { patience }),
      elites: alone ? [] : this.archive.elites(focus, this.random),
      ...(state === undefined ? {} : { state }),
    };
    this.plans.push({ run, job });
  }
}
