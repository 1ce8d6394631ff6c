/** A hunt: rounds on islands until a case breaks the claim or the budget is spent. */

import type { Claim } from '../claim/claim.js';
import type { StoredCase } from '../data/case-file.js';
import { exp, log } from '../numerics/elementary.js';
import type { Pool } from '../parallel/pool.js';
import { confirm } from '../verify/confirm.js';
import type { Elite } from './archive.js';
import { compare } from './assessment.js';
import { complexity } from './complexity.js';
import { PORTFOLIO, type StrategyName } from './portfolio.js';
import type { RoundJob, RoundResult } from './round.js';
import type { Shrunk } from './shrink.js';
import { afterRound, beginning, type HuntState } from './state.js';
import type { ShrinkJob } from './worker.js';

/** Islands, whatever the number of jobs, so that the result does not depend on it. */
const ISLANDS = 4;
/** Evaluations of an island in a round, by what one costs. */
const ROUND = { asymptotic: 20, expectation: 100, other: 400 } as const;
/** Evaluations that shrinking may spend. */
const SHRINK = { asymptotic: 300, expectation: 3000, other: 20_000 } as const;

/** Violations that are shrunk, the simplest ones. */
const SHRUNK = 2;

/** The pool that a hunt works with. */
export type HuntPool = Pool<RoundJob | ShrinkJob, RoundResult | Shrunk>;

/** A hunt to make. */
export interface HuntOptions {
  readonly claim: Claim;
  readonly seed: number;
  /** A strategy alone; the portfolio of all when absent. */
  readonly strategy?: StrategyName;
  /** Most evaluations; a round is not begun beyond them. */
  readonly maxCases: number;
  readonly pool: HuntPool;
  /** State to go on from. */
  readonly from?: HuntState;
  /** True when no further round is to begin. */
  stopped(): boolean;
  /** Told after every round. */
  onRound?(state: HuntState): void;
}

/** What a hunt came to. */
export interface HuntResult {
  readonly state: HuntState;
  /** The first violation found, as it was found. */
  readonly found?: StoredCase;
  /** The simplest that shrinking came to, and the one with the most negative margin. */
  readonly smallest?: StoredCase;
  readonly worst?: StoredCase;
}

/**
 * Hunts for a counterexample. The result depends on claim, seed, strategy and the number of rounds alone.
 *
 * @throws FlakyError when a violation does not reproduce: an error of the tool.
 */
export async function hunt(options: HuntOptions): Promise<HuntResult> {
  const { claim, pool, maxCases } = options;
  let state = options.from ?? beginning(ISLANDS);
  const size = roundSize(claim);
  while (state.violations.length === 0 && state.evaluations < maxCases && !options.stopped()) {
    const left = Math.ceil((maxCases - state.evaluations) / ISLANDS);
    const jobs = state.islands.map((_, island) => roundJob(options, state, island, Math.min(size, left)));
    const results = (await inOrder(pool, jobs)) as RoundResult[];
    state = afterRound(state, results);
    options.onRound?.(state);
  }
  if (state.violations.length === 0) return { state };
  const [first] = state.violations as [Elite, ...Elite[]];
  const worst = state.violations.reduce((a, b) => (b.assessment.margin < a.assessment.margin ? b : a));
  const simplest = state.violations.toSorted((a, b) => complexity(a.input) - complexity(b.input)).slice(0, SHRUNK);
  const budget = SHRINK[kindOf(claim)];
  const shrunk = (await inOrder(
    pool,
    simplest.map(({ input }) => ({ claim: claim.id, shrink: input, budget })),
  )) as Shrunk[];
  const smallest = shrunk.map(({ input }) => input).sort((a, b) => complexity(a) - complexity(b))[0]!;
  return {
    state: { ...state, evaluations: state.evaluations + shrunk.reduce((sum, { evaluations }) => sum + evaluations, 0) },
    found: confirm(claim, first.input),
    smallest: confirm(claim, smallest),
    worst: confirm(claim, worst.input),
  };
}

function kindOf({ kind }: Claim): keyof typeof ROUND {
  return kind === 'asymptotic' || kind === 'expectation' ? kind : 'other';
}

/** Evaluations of one island in one round. */
function roundSize(claim: Claim): number {
  return ROUND[kindOf(claim)];
}

function roundJob({ claim, seed, strategy }: HuntOptions, state: HuntState, island: number, evaluations: number): RoundJob {
  // Islands and rounds take turns at the parts of the conclusion.
  const parts = state.parts.length > 0 ? state.parts : [''];
  return {
    claim: claim.id,
    seed,
    island,
    round: state.round,
    evaluations,
    strategies: strategy === undefined ? PORTFOLIO : [strategy],
    part: parts[(island + state.round) % parts.length]!,
    ...state.islands[island]!,
  };
}

/** Runs jobs on the pool, `jobs` at a time; the results stand in the order of the jobs. */
async function inOrder(pool: HuntPool, work: readonly (RoundJob | ShrinkJob)[]): Promise<(RoundResult | Shrunk)[]> {
  const results: (RoundResult | Shrunk)[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < work.length) {
      const index = next++;
      results[index] = await pool.run(work[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(pool.jobs, work.length) }, lane));
  return results;
}

/** The violation rate under the generator that N judged independent draws without a violation exclude at 99%: 1 - 0.01^(1/N). */
export function excludedRate(draws: number): number {
  return draws === 0 ? 1 : 1 - exp(log(0.01) / draws);
}

/** The best case of a hunt that broke nothing: the elite nearest to a violation. */
export function nearest(state: HuntState): Elite | undefined {
  const all = state.islands.flatMap(({ elites }) => elites).filter(({ assessment }) => assessment.deficit === 0);
  return all.sort((a, b) => compare(a.assessment, b.assessment, ''))[0];
}
