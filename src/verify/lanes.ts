/** Work over the lanes of a pool, and how claims share a time that is bounded. */

import type { TimeLimit } from '../judge/clock.js';
import { Abandoned } from '../judge/workers.js';
import { nth } from '../numerics/lists.js';

/** Milliseconds after its time that an evaluation has to end before it is given up with its thread. */
export const GRACE = 2000;

/** Share of a chunk's time in which its evaluations begin; in the rest the last one ends. */
const BEGUN_WITHIN = 0.7;
/** Milliseconds below which giving up an evaluation costs more than it spares: a thread has to begin anew. */
const LEAST = 500;
/**
 * Share of the time left that an evaluation may take at least, of all lanes together. The first one in a thread takes longer than others:
 * it finds out about the data what those after it know already, unless it is given up and the thread with it.
 */
const PATIENCE = 1 / 20;

/** Does all items, `lanes` at a time, in order. */
export async function inLanes<Item>(lanes: number, items: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  // Shared by all lanes: each takes the next one.
  const queue = items[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) await work(next.value);
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

/** A piece of work and its place among the plans. */
type Turn<Plan> = readonly [index: number, plan: Plan];

/** When a turn comes: with its round, at the end of its round, or after all others. */
type Place = 'in turn' | 'last of its round' | 'last of all';

/**
 * The turns of claims in a time that is bounded, a chunk each: a round may take all the time that is left, shared evenly by its chunks,
 * and what one leaves over goes to those after it. A chunk that was given up has another turn at the end of its round, with twice the
 * time; where that is not enough either, or more than is left, after all others.
 */
export class Turns<Plan extends { readonly claim: object; readonly chunk: number }> implements Iterable<Turn<Plan>> {
  private readonly waiting: Turn<Plan>[];
  /** How often chunks of a claim were given up, and after how long at most. */
  private readonly wasted = new Map<object, { readonly times: number; readonly longest: number }>();

  /** @param deadline - when the time is over, as `Date.now()` has it. */
  constructor(
    plans: readonly Plan[],
    private readonly lanes: number,
    private readonly deadline: number,
  ) {
    this.waiting = [...plans.entries()];
  }

  /** The turns, those too that are added while they are taken. */
  *[Symbol.iterator](): Generator<Turn<Plan>, void> {
    while (this.waiting.length > 0) {
      const next = this.waiting.reduce((first, turn) => (this.isBefore(turn, first) ? turn : first));
      this.waiting.splice(this.waiting.indexOf(next), 1);
      yield next;
    }
  }

  /** What a chunk may take that is begun now. */
  slice(plan: Plan): Slice {
    const remaining = this.remaining();
    const last = this.placeOf(plan) === 'last of all';
    const others = this.waiting.filter(([, one]) => last || (one.chunk === plan.chunk && this.placeOf(one) !== 'last of all'));
    const share = Math.min(remaining, (remaining * this.lanes) / (1 + others.length));
    // The last ones take from nobody what they need to end.
    if (this.waiting.length < this.lanes) return { until: Date.now() + share, limit: { within: remaining + GRACE } };
    return {
      until: Date.now() + share * BEGUN_WITHIN,
      limit: { within: remaining + GRACE, working: Math.max(share, LEAST, PATIENCE * remaining * this.lanes, this.twiceWasted(plan)) },
    };
  }

  /** Gives a chunk another turn that was given up. */
  again(turn: Turn<Plan>, { limit: { within, working = within } }: Slice): void {
    const [, { claim }] = turn;
    const { times, longest } = this.wasted.get(claim) ?? { times: 0, longest: 0 };
    this.wasted.set(claim, { times: times + 1, longest: Math.max(working, longest) });
    this.waiting.push(turn);
  }

  private placeOf(plan: Plan): Place {
    const times = this.wasted.get(plan.claim)?.times ?? 0;
    if (times === 0) return 'in turn';
    return times > 1 || this.twiceWasted(plan) > this.remaining() ? 'last of all' : 'last of its round';
  }

  private isBefore(turn: Turn<Plan>, other: Turn<Plan>): boolean {
    const [a, b] = [this.orderOf(turn), this.orderOf(other)];
    const at = a.findIndex((key, i) => key !== b[i]);
    return nth(a, at) < nth(b, at);
  }

  /** Numbers by which turns are in order, the first that differs. */
  private orderOf([index, plan]: Turn<Plan>): readonly number[] {
    const place = this.placeOf(plan);
    return [place === 'last of all' ? 1 : 0, plan.chunk, place === 'in turn' ? 0 : 1, index];
  }

  private twiceWasted({ claim }: Plan): number {
    return 2 * (this.wasted.get(claim)?.longest ?? 0);
  }

  private remaining(): number {
    return Math.max(0, this.deadline - Date.now());
  }
}
