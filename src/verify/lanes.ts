/** Work over the lanes of a pool, and how claims share a time that is bounded. */

import type { TimeLimit } from '../judge/clock.js';
import { Abandoned } from '../judge/workers.js';

/** Milliseconds after its time that an evaluation has to end before it is given up with its thread. */
export const GRACE = 2000;

/** Share of a chunk's time in which its evaluations begin; in the rest the last one ends. */
const BEGUN_WITHIN = 0.7;
/** Milliseconds below which giving up an evaluation costs more than it spares: a thread has to begin anew. */
const LEAST = 500;

/** Does all items, `lanes` at a time, in order. */
export async function inLanes<Item>(lanes: number, items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  // Shared by all lanes: each takes the next one.
  const queue = items.values();
  const lane = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** What work comes to; undefined where it was given up. */
export async function unlessAbandoned<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Abandoned) return undefined;
    throw error;
  }
}

/** What a piece of work may take. */
export interface Slice {
  /** No evaluation but the first is begun after this time, as `Date.now()` has it. */
  readonly until: number;
  /** When it is given up. */
  readonly limit: TimeLimit;
}

/** Work in the order in which it is begun, with the time that each piece may take when it begins. */
export interface Turns<Plan> {
  readonly plans: readonly (readonly [index: number, plan: Plan])[];
  slice(index: number): Slice;
}

/**
 * Lets the claims take turns, a chunk each: a round may take all the time that is left, shared evenly by its chunks, and what one
 * leaves over goes to those after it.
 *
 * @param deadline - when the time is over, as `Date.now()` has it.
 */
export function inTurn<Plan extends { readonly claim: object }>(plans: readonly Plan[], lanes: number, deadline: number): Turns<Plan> {
  const taken = new Map<object, number>();
  const rounds = plans.map(({ claim }) => {
    const round = taken.get(claim) ?? 0;
    taken.set(claim, round + 1);
    return round;
  });
  const left = new Map<number, number>();
  for (const round of rounds) left.set(round, (left.get(round) ?? 0) + 1);
  const roundOf = (index: number): number => rounds[index] ?? 0;
  return {
    // Sorting keeps the order within a round.
    plans: [...plans.entries()].sort(([a], [b]) => roundOf(a) - roundOf(b)),
    slice(index) {
      const round = roundOf(index);
      const sharing = left.get(round) ?? 1;
      left.set(round, sharing - 1);
      const now = Date.now();
      const remaining = Math.max(0, deadline - now);
      const share = Math.min(remaining, (remaining * lanes) / Math.max(1, sharing));
      // The last ones take from nobody what they need to end.
      return sharing <= lanes
        ? { until: now + share, limit: { within: remaining + GRACE } }
        : { until: now + share * BEGUN_WITHIN, limit: { within: remaining + GRACE, working: Math.max(share, LEAST) } };
    },
  };
}
