/** One round of a hunt on one island: the unit of work, the same whichever worker does it. */

import fc from 'fast-check';
import type { Claim } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import { Archive, type Elite } from './archive.js';
import { type Assessment, assess } from './assessment.js';
import { STRATEGIES, type StrategyName } from './portfolio.js';
import { randomSource } from './random.js';
import type { Strategy, StrategySetting } from './strategy.js';

/** Evaluations of one strategy in a row. */
const BATCH = 10;
/** Batches of a portfolio's first round that look at corners, before the strategies share the budget. */
const FIRST_CORNERS = 4;
/** Independent draws made at a time. */
const DRAWS = 20;
/** Elites handed on to the next round. */
const MOST_ELITES = 12;
/** Violations handed on. */
const MOST_VIOLATIONS = 4;
/** What a batch earns: a violation, a new best, a behaviour not seen before. */
const EARNS = { violation: 20, best: 3, 'new behaviour': 1 } as const;
/** Share of the old credit that a batch keeps, and the share of the budget that is dealt out evenly. */
const MEMORY = 0.95;
const EVEN = 0.2;
/** Credit at the start: which strategy found most on planted claims (docs/hunt-strategies.md). */
const PRIOR: Readonly<Record<StrategyName, number>> = { random: 0.25, corners: 0.5, annealing: 0.75, es: 3, cma: 0.5 };

/** Work of one round. */
export interface RoundJob {
  readonly claim: string;
  readonly seed: number;
  readonly island: number;
  readonly round: number;
  readonly evaluations: number;
  /** Strategies to share the budget; one alone gets it all. */
  readonly strategies: readonly StrategyName[];
  readonly part: string;
  readonly elites: readonly Elite[];
  readonly credit: Readonly<Partial<Record<StrategyName, number>>>;
}

/** What a round came to. */
export interface RoundResult {
  readonly evaluations: number;
  readonly within: number;
  /** Independent draws from the claim's generator, and those within the hypotheses that could be decided. */
  readonly draws: { readonly made: number; readonly judged: number };
  readonly violations: readonly Elite[];
  /** Evaluations up to and including the first violation. */
  readonly firstViolation?: number;
  readonly elites: readonly Elite[];
  /** Behaviours seen. */
  readonly behaviours: readonly string[];
  /** Names of the conclusion's parts seen. */
  readonly parts: readonly string[];
  readonly credit: Readonly<Partial<Record<StrategyName, number>>>;
  /** Evaluations that failed as programs, and the first such case. */
  readonly errors: number;
  readonly firstError?: { readonly input: Case; readonly message: string };
}

/** Makes one round. */
export function huntRound(claim: Claim, job: RoundJob): RoundResult {
  const name = `hunt/${job.seed}/${claim.id}/${job.island}/${job.round}`;
  const random = randomSource(name);
  const archive = new Archive(job.part, job.elites);
  let drawn: Case[] = [];
  let drawings = 0;
  const draw = (): Case => {
    if (drawn.length === 0) drawn = fc.sample(claim.cases, { seed: randomSource(`${name}/${drawings++}`).below(2 ** 31), numRuns: DRAWS });
    return drawn.pop()!;
  };
  const setting: StrategySetting = { claim, random, archive, part: job.part, draw };
  const credit: Partial<Record<StrategyName, number>> = { ...job.credit };
  const working = new Map<StrategyName, Strategy>();
  const behaviours = new Set<string>();
  const parts = new Set<string>();
  const violations: Elite[] = [];
  const draws = { made: 0, judged: 0 };
  let within = 0;
  let errors = 0;
  let firstError: RoundResult['firstError'];
  let firstViolation: number | undefined;
  let spent = 0;

  const take = (input: Case, assessment: Assessment, strategy: StrategyName): number => {
    if (assessment.error !== undefined) {
      errors++;
      firstError ??= { input, message: assessment.error };
    }
    const judged = assessment.kind === 'satisfied' || assessment.kind === 'violated';
    if (strategy === 'random') {
      draws.made++;
      if (judged) draws.judged++;
    }
    if (assessment.deficit === 0) {
      within++;
      behaviours.add(assessment.behaviour);
      for (const part of Object.keys(assessment.parts)) parts.add(part);
    }
    const standing = archive.add(input, assessment);
    if (assessment.kind === 'violated') {
      if (violations.length < MOST_VIOLATIONS) violations.push({ input, assessment });
      return EARNS.violation;
    }
    return assessment.deficit === 0 && (standing === 'best' || standing === 'new behaviour') ? EARNS[standing] : 0;
  };

  while (spent < job.evaluations) {
    const opening = job.round === 0 && spent < FIRST_CORNERS * BATCH && job.strategies.includes('corners');
    const strategy = opening ? 'corners' : choose(job.strategies, credit, random.uniform());
    const mind = working.get(strategy) ?? STRATEGIES[strategy](setting);
    working.set(strategy, mind);
    let earned = 0;
    const batch = Math.min(BATCH, job.evaluations - spent);
    for (let k = 0; k < batch; k++) {
      const input = mind.propose();
      const assessment = assess(claim, input);
      spent++;
      if (assessment.kind === 'violated') firstViolation ??= spent;
      mind.observe(input, assessment);
      earned += take(input, assessment, strategy);
    }
    credit[strategy] = MEMORY * (credit[strategy] ?? PRIOR[strategy]) + ((1 - MEMORY) * earned) / batch;
  }
  return {
    evaluations: spent,
    within,
    draws,
    violations,
    elites: archive.elites.slice(0, MOST_ELITES),
    behaviours: [...behaviours].sort(),
    parts: [...parts].sort(),
    credit,
    errors,
    ...(firstViolation === undefined ? {} : { firstViolation }),
    ...(firstError === undefined ? {} : { firstError }),
  };
}

/** A strategy, by its share of the credit; a share of the budget is dealt out evenly. */
function choose(strategies: readonly StrategyName[], credit: Partial<Record<StrategyName, number>>, at: number): StrategyName {
  const total = strategies.reduce((sum, name) => sum + (credit[name] ?? PRIOR[name]), 0);
  const share = (name: StrategyName): number => EVEN / strategies.length + ((1 - EVEN) * (credit[name] ?? PRIOR[name])) / total;
  let left = at;
  for (const name of strategies) {
    left -= share(name);
    if (left < 0) return name;
  }
  return strategies.at(-1)!;
}
