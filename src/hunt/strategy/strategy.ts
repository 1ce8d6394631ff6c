/** What a strategy of the portfolio is. */

import type { Elite } from '../search/result.js';
import type { Session } from '../search/session.js';

/** A way to search. Deterministic: its choices come from the session's random stream. */
export interface Strategy {
  readonly name: string;
  /** One line for `--help` and the docs. */
  readonly summary: string;
  /** Credit in the portfolio before any results, from 0 to 1: how it did on the planted claims of bench/strategies.ts. */
  readonly prior: number;
  /** All its evaluations are independent draws of the claim's generator: of those a portfolio makes some in every round. */
  readonly independent?: true;
  /** Sets out in every burst from what the whole hunt has found. */
  readonly pooled?: true;
  /**
   * Searches until the session is over, or it has come to an end of its own.
   *
   * @param elites - the best points of the hunt so far, each of another behaviour; empty for one that is to keep to itself.
   * @param state - what this strategy returned from its last burst, through JSON.
   * @returns what to go on from in the next burst, as JSON; nothing where there is nothing to go on from.
   */
  burst(session: Session, elites: readonly Elite[], state: unknown): unknown;
}

/** A burst to come of a strategy, as long as a number of short ones. */
export interface Turn {
  readonly strategy: string;
  readonly bursts: number;
}
