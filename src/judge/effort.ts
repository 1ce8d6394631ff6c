/** How hard a claim is tried, by the method that judges its cases. */

import type { Method } from '../claim/claim.js';

/** Numbers of cases and evaluations, where no other number is asked for. */
export interface Effort {
  /** Generated cases of `verify`. */
  readonly cases: number;
  /** Cases of `verify` on each data set that is judged beside generated cases. */
  readonly casesBeside: number;
  /** Cases of `verify` on data given alone: twice what a verdict needs, at least. */
  readonly casesAlone: number;
  /** Evaluations that may go into a smaller case than the one that `verify` found. */
  readonly shrinkFound: number;
  /** Evaluations that `hunt` may spend on shrinking, and on a worse violation. */
  readonly shrink: number;
  readonly deepen: number;
  /**
   * Evaluations of the bursts in a round of `hunt`. What goes down needs evaluations one after the other; so the run that is
   * deepest gets most of a round in one burst, one that goes down fast a part, and the others enough to show what they are worth.
   */
  readonly burst: { readonly deepest: number; readonly fastest: number; readonly other: number };
}

const CHEAP: Effort = {
  cases: 300,
  casesBeside: 20,
  casesAlone: 100,
  shrinkFound: 4000,
  shrink: 4000,
  deepen: 600,
  burst: { deepest: 240, fastest: 40, other: 10 },
};

/** What a `verify` of about a minute, and a `hunt` that ends within minutes, afford. */
export const EFFORT: Readonly<Record<Method, Effort>> = {
  exact: CHEAP,
  enumeration: CHEAP,
  // One evaluation is many runs.
  statistics: { ...CHEAP, shrinkFound: 0, burst: { deepest: 120, fastest: 20, other: 6 } },
  // One evaluation follows a run to ln t = 10^6.
  limit: {
    cases: 60,
    casesBeside: 2,
    casesAlone: 20,
    shrinkFound: 400,
    shrink: 400,
    deepen: 60,
    burst: { deepest: 72, fastest: 12, other: 6 },
  },
};
