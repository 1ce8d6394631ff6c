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

/** Share of the time that is kept for confirming what was found. */
const RESERVED = 0.25;

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

/** Pieces of work with their places, of one chunk of the same cases: what one finds out about a case the others know. */
export type Bundle<Plan> = readonly (readonly [index: number, plan: Plan])[];

/** When a turn comes: before all others, with its round, at the end of its round, or after all others. */
type Place = 'first of all' | 'in turn' | 'last of its round' | 'last of all';

interface Turn<Plan> {
  readonly bundle: Bundle<Plan>;
  /** Its place among all turns, those first that were there from the start. */
  readonly at: number;
  readonly chunk: number;
  /** What it is known by: chunks of the same cases take about as long. */
  readonly about: object;
  /** Whether it confirms what another has found, and seconds that it took to find it. */
  readonly confirms: boolean;
  readonly cost: number;
}

/** How often work was given up, and after how long at most. */
interface Wasted {
  readonly times: number;
  readonly longest: number;
}

const NOTHING: Wasted = { times: 0, longest: 0 };

/**
 * The turns of claims in a time that is bounded, a chunk each: a round may take all the time that is left, shared evenly by its chunks,
 * and what one leaves over goes to those after it. Claims about the same cases take their turn together. What was given up has another
 * turn at the end of its round, with twice the time; where that is not enough either, or more than is left, after all others. What is
 * found is confirmed at the end of the round, or when no more than {@link RESERVED} of the time is left: it is worth more than further
 * cases.
 */
export class Turns<Plan extends { readonly claim: object; readonly chunk: number }> implements Iterable<Turn<Plan>> {
  private readonly waiting: Turn<Plan>[];
  private readonly wasted = new Map<object, Wasted>();
  /** How many turns there have been. */
  private turns: number;
  /** When confirming comes first, as `Date.now()` has it. */
  private readonly reserved: number;

  /** @param deadline - when the time is over, as `Date.now()` has it. */
  constructor(
    bundles: readonly Bundle<Plan>[],
    private readonly lanes: number,
    private readonly deadline: number,
  ) {
    this.waiting = bundles.map((bundle, at) => {
      const [, { claim, chunk }] = nth(bundle, 0);
      return { bundle, at, chunk, about: claim, confirms: false, cost: 0 };
    });
    this.turns = bundles.length;
    this.reserved = deadline - RESERVED * Math.max(0, deadline - Date.now());
  }

  /** The turns, those too that are added while they are taken: where none waits, one may again. */
  [Symbol.iterator](): Iterator<Turn<Plan>, undefined> {
    return { next: () => this.next() };
  }

  private next(): IteratorResult<Turn<Plan>, undefined> {
    if (this.waiting.length === 0) return { done: true, value: undefined };
    const value = this.waiting.reduce((first, turn) => (this.isBefore(turn, first) ? turn : first));
    this.waiting.splice(this.waiting.indexOf(value), 1);
    return { value };
  }

  /**
   * What a piece of work may take that is begun now.
   *
   * @param pieces - how many of its bundle are left, with itself: it may take what all of them may.
   */
  slice(turn: Turn<Plan>, pieces: number): Slice {
    const now = Date.now();
    const remaining = this.remaining();
    const others = this.waiting.filter((one) => this.shares(one, turn)).reduce((sum, { bundle }) => sum + bundle.length, 0);
    const share = Math.min(remaining, (remaining * this.lanes) / (pieces + others));
    // The last ones take from nobody what they need to end.
    if (this.waiting.length < this.lanes) return { until: now + share, limit: { within: remaining + GRACE } };
    const patience = Math.max(LEAST, PATIENCE * remaining * this.lanes, 2 * this.wastedOn(turn).longest);
    return { until: now + share * BEGUN_WITHIN, limit: { within: remaining + GRACE, working: Math.max(share * pieces, patience) } };
  }

  /** Gives what is left of a turn that was given up another one. */
  again(turn: Turn<Plan>, from: number, { limit: { within, working = within } }: Slice): void {
    const { times, longest } = this.wastedOn(turn);
    this.wasted.set(turn.about, { times: times + 1, longest: Math.max(working, longest) });
    this.waiting.push({ ...turn, bundle: turn.bundle.slice(from) });
  }

  /**
   * Adds work that confirms what was found in a turn.
   *
   * @param cost - seconds that it took to find it: what is quick comes first.
   */
  confirm({ chunk }: Turn<Plan>, bundle: Bundle<Plan>, cost: number): void {
    this.waiting.push({ bundle, at: this.turns++, chunk, about: bundle, confirms: true, cost });
  }

  /** Whether a turn that waits has a share in the time that another may take. */
  private shares(one: Turn<Plan>, other: Turn<Plan>): boolean {
    const place = this.placeOf(other);
    if (place === 'last of all') return true;
    if (place === 'first of all') return one.confirms;
    return one.chunk === other.chunk && this.placeOf(one) !== 'last of all';
  }

  private wastedOn({ about }: Turn<Plan>): Wasted {
    return this.wasted.get(about) ?? NOTHING;
  }

  private placeOf(turn: Turn<Plan>): Place {
    const { times, longest } = this.wastedOn(turn);
    if (turn.confirms && times < 2 && Date.now() >= this.reserved) return 'first of all';
    if (times === 0) return turn.confirms ? 'last of its round' : 'in turn';
    return times > 1 || 2 * longest > this.remaining() ? 'last of all' : 'last of its round';
  }

  private isBefore(turn: Turn<Plan>, other: Turn<Plan>): boolean {
    const [a, b] = [this.orderOf(turn), this.orderOf(other)];
    const at = a.findIndex((key, i) => key !== b[i]);
    return nth(a, at) < nth(b, at);
  }

  /** Numbers by which turns are in order, the first that differs. */
  private orderOf(turn: Turn<Plan>): readonly number[] {
    const place = this.placeOf(turn);
    const { times } = this.wastedOn(turn);
    const whole = place === 'first of all' ? -1 : place === 'last of all' ? 1 : 0;
    return [whole, turn.chunk, place === 'last of its round' ? 1 : 0, times, turn.cost, turn.at];
  }

  private remaining(): number {
    return Math.max(0, this.deadline - Date.now());
  }
}
