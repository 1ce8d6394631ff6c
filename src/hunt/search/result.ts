/** What a burst of search came to, by value: it goes through worker threads and journals. */

import type { OutcomeKind } from '../../claim/outcome.js';
import type { Case } from '../../data/case.js';
import type { Standing } from './standing.js';

/** A case and how far it is from breaking the claim. */
export interface Point {
  readonly input: Case;
  readonly standing: Standing;
}

/** A remembered point. */
export interface Elite extends Point {
  readonly behaviour: string;
}

/** How the evaluations ended; `invalid` counts moved cases that the claim cannot read, or that overflowed. */
export type Counts = Record<OutcomeKind | 'invalid', number>;

/** Counts of nothing. */
export function noCounts(): Counts {
  return { satisfied: 0, violated: 0, undecided: 0, discarded: 0, invalid: 0 };
}

/** How many evaluations these are. */
export function evaluationsIn(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** What a burst came to. */
export interface BurstResult {
  readonly strategy: string;
  readonly counts: Counts;
  /** Independent draws of the claim's generator among the evaluations, and how many of them broke the claim. */
  readonly drawn: { readonly cases: number; readonly violated: number };
  /** The best point of each behaviour met, the best first. */
  readonly elites: readonly Elite[];
  /** The first violated cases, each of another behaviour. */
  readonly violations: readonly Case[];
  /** Names of the parts that the conclusion was seen to have. */
  readonly parts: readonly string[];
  /** True where the time was over before its end: without a limit it would have come to more. */
  readonly cut?: true;
  /** What the strategy wants to go on from. */
  readonly state?: unknown;
}
