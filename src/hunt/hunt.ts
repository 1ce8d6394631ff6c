/** A hunt: search, and where it breaks the claim, the smallest and the worst witness, each confirmed. */

import type { Claim, Horizons } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import type { StoredCase } from '../data/case-file.js';
import type { EngineAgreement } from '../judge/agreement.js';
import { confirmation } from '../judge/confirmation.js';
import { EFFORT } from '../judge/effort.js';
import { afresh } from './afresh.js';
import type { Archive } from './search/archive.js';
import type { BurstJob } from './search/burst.js';
import { type SearchOptions, search } from './search/search.js';
import { type BurstResult, evaluationsIn } from './search/session.js';
import { standingOf } from './search/standing.js';
import { complexity } from './shrink/complexity.js';
import { shrink, violation } from './shrink/shrink.js';

/** Strategies that look for the worst violation near a found one. */
const DEEPENERS = ['annealing', 'evolution'] as const;
/** Violations of different behaviours that are shrunk; the least complex result counts. */
const MOST_SHRUNK = 2;

/** A confirmed witness with what float64 can say about it. */
export interface Witness {
  readonly stored: StoredCase;
  /** Bound on the rounding error of its slack. */
  readonly rounding: number;
  readonly complexity: number;
  readonly note?: string;
  /** What its limit was read from, and how far the engines agree on its run. */
  readonly horizons?: Horizons;
  readonly agreement: readonly EngineAgreement[];
}

/** What a hunt came to. */
export interface HuntResult {
  readonly claim: Claim;
  readonly archive: Archive;
  /** Evaluations of the search, of shrinking, and of looking for the worst. */
  readonly evaluations: { readonly search: number; readonly shrinking: number; readonly deepening: number };
  /** As first found; absent when the claim was not broken. */
  readonly found?: Witness;
  /** The least complex. */
  readonly smallest?: Witness;
  /** The most negative slack. */
  readonly worst?: Witness;
  /** Of a claim broken by statistics: bound on the probability that chance alone made any of its witnesses. */
  readonly falseAlarm?: number;
  /** Violated cases that fresh sampling did not confirm. */
  readonly refused: number;
  /** Violated cases that were not confirmed since the engines disagree on their runs. */
  readonly unconfirmed: number;
  /** True when it was stopped before the number of evaluations asked for. */
  readonly endedEarly: boolean;
}

/** What a hunt is told, besides what its search is. */
export interface HuntOptions extends SearchOptions {
  /** Told a confirmed violation at once, before anything else is done with it. */
  readonly onFound?: (witness: Witness) => void;
  /** Ends shrinking and looking for the worst with what there is; `stopped` where absent. */
  readonly hurried?: () => boolean;
}

/**
 * Hunts for a counterexample. Never reads stored witnesses.
 *
 * @throws HuntError and FlakyError, both errors of the tool.
 */
export async function hunt(options: HuntOptions): Promise<HuntResult> {
  const { claim } = options;
  const fresh = afresh(claim);
  let unconfirmed = 0;
  /** A violated case confirmed; undefined where fresh sampling does not show it, or the engines disagree on its run. */
  const witness = (chosen: Case): Witness | undefined => {
    const input = fresh.confirmed(chosen);
    if (input === undefined) return undefined;
    const confirmed = confirmedWitness(claim, input);
    if (confirmed === undefined) unconfirmed++;
    return confirmed;
  };
  let found: Witness | undefined;
  const counts = (input: Case): boolean => {
    const confirmed = witness(input);
    found ??= confirmed;
    return confirmed !== undefined;
  };
  const { archive, violations, endedEarly } = await search({ ...options, counts });
  const spent = { search: archive.evaluations, shrinking: 0, deepening: 0 };
  if (found === undefined) return { claim, archive, evaluations: spent, refused: fresh.refused, unconfirmed, endedEarly };
  options.onFound?.(found);
  const hurried = options.hurried ?? options.stopped;
  let smallest = found;
  const share = Math.ceil(EFFORT[claim.method].shrink / MOST_SHRUNK);
  for (const input of violations.slice(0, MOST_SHRUNK)) {
    const shrunk = await shrink(claim, input, share, hurried);
    spent.shrinking += shrunk?.evaluations ?? 0;
    if (shrunk === undefined || complexity(shrunk.input) >= smallest.complexity) continue;
    const less = witness(shrunk.input);
    if (less !== undefined && less.complexity < smallest.complexity) smallest = less;
  }
  const deepest = await deepen(options, found, hurried);
  spent.deepening = deepest.evaluations;
  const deep = deepest.input === undefined ? undefined : witness(deepest.input);
  const candidates = [found, smallest, ...(deep === undefined ? [] : [deep])];
  const worst = candidates.reduce((least, other) => (other.stored.outcome.slack < least.stored.outcome.slack ? other : least));
  const { falseAlarm, refused } = fresh;
  const chance = falseAlarm > 0 ? { falseAlarm } : {};
  return { claim, archive, evaluations: spent, found, smallest, worst, ...chance, refused, unconfirmed, endedEarly };
}

/** A violated case evaluated again to the bit; undefined where the engines disagree on its run. */
function confirmedWitness(claim: Claim, input: Case): Witness | undefined {
  const { stored, first } = confirmation(claim, input);
  const { conclusion } = first.evaluation;
  if (conclusion === undefined) throw new RangeError(`claim ${claim.id}: a case that the search found violated is not`);
  if (stored.outcome.verdict !== 'violated') return undefined;
  return {
    stored,
    rounding: conclusion.rounding,
    complexity: complexity(input),
    ...(conclusion.note === undefined ? {} : { note: conclusion.note }),
    ...(conclusion.horizons === undefined ? {} : { horizons: conclusion.horizons }),
    agreement: first.agreement,
  };
}

/** Local searches from a violation for a worse one. */
async function deepen(
  { claim, seed, run }: SearchOptions,
  { stored: { input } }: Witness,
  hurried: () => boolean,
): Promise<{ input?: Case; evaluations: number }> {
  const { kind, evaluation } = {
    kind: 'violated' as const,
    evaluation: { hypotheses: [], conclusion: violation(claim, input)!, labels: [] },
  };
  const elite = { input, standing: standingOf(evaluation, kind), behaviour: 'found' };
  const evaluations = EFFORT[claim.method].deepen;
  if (hurried()) return { evaluations: 0 };
  const jobs = DEEPENERS.map(
    (strategy): BurstJob => ({
      claim: claim.id,
      strategy,
      seed: `${seed}/${claim.id}/deepen/${strategy}`,
      evaluations: Math.ceil(evaluations / DEEPENERS.length),
      elites: [elite],
      deepen: true,
    }),
  );
  const results = await Promise.all(jobs.map(run));
  const total = results.reduce((sum, { counts }) => sum + evaluationsIn(counts), 0);
  const worst = worstOf(claim, results);
  return worst === undefined ? { evaluations: total } : { input: worst, evaluations: total };
}

function worstOf(claim: Claim, results: readonly BurstResult[]): Case | undefined {
  let worst: Case | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { elites } of results) {
    for (const { input } of elites) {
      const conclusion = violation(claim, input);
      if (conclusion === undefined || !(conclusion.slack < least)) continue;
      worst = input;
      least = conclusion.slack;
    }
  }
  return worst;
}

/** The violation rate under the claim's generator that n independent draws without a violation exclude with 99% confidence. */
export function excludedRate(draws: number): number {
  // (1 - p)^n = 1/100; reported only, so Math decides no verdict here.
  return draws === 0 ? 1 : -Math.expm1(Math.log(0.01) / draws);
}
