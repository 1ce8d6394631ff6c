import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nth } from '../../src/numerics/lists.js';
import { type Bundle, inLanes, type Slice, Turns } from '../../src/verify/lanes.js';

const SECOND = 1000;
/** What a thread needs to begin anew, in a world where time passes only by what is done. */
const BEGIN = 2 * SECOND;

interface Plan {
  readonly claim: { readonly evaluation: number };
  readonly chunk: number;
}

/** Claims whose chunks are evaluations of so many seconds each, all of them at once for all claims. */
function plansOf(seconds: readonly number[], chunks = 1): Plan[] {
  return seconds.flatMap((evaluation) => {
    const claim = { evaluation: evaluation * SECOND };
    return Array.from({ length: chunks }, (_, chunk) => ({ claim, chunk }));
  });
}

/** Seconds that work in some thread takes until it ends or is given up; undefined for its end where it was given up. */
async function worked({ claim: { evaluation } }: Plan, { limit }: Slice): Promise<boolean> {
  const patience = Math.min(limit.within, limit.working ?? Number.POSITIVE_INFINITY);
  await vi.advanceTimersByTimeAsync(0);
  await new Promise((resolve) => setTimeout(resolve, Math.min(evaluation, patience)));
  if (evaluation <= patience) return true;
  await new Promise((resolve) => setTimeout(resolve, BEGIN));
  return false;
}

/** Which chunks come to an end within a time, in order. */
async function judged(plans: readonly Plan[], seconds: number, { lanes = 2, together = 1 } = {}): Promise<number[]> {
  const deadline = Date.now() + seconds * SECOND;
  const bundles = Array.from(
    { length: plans.length / together },
    (_, b): Bundle<Plan> => [...plans.entries()].slice(b * together, (b + 1) * together),
  );
  const turns = new Turns(bundles, lanes, deadline);
  const ended: number[] = [];
  let over = false;
  const all = inLanes(lanes, turns, async (turn) => {
    for (const [at, [index, plan]] of turn.bundle.entries()) {
      if (Date.now() >= deadline) return;
      const slice = turns.slice(turn, turn.bundle.length - at);
      expect(slice.limit.within).toBeGreaterThan(0);
      // What one of a bundle finds out about its case the others know.
      const known = at > 0 && ended.includes(index - 1);
      if (await worked(known ? { ...plan, claim: { evaluation: 0 } } : plan, slice)) ended.push(index);
      else if (Date.now() < deadline) return turns.again(turn, at, slice);
    }
  }).then(() => {
    over = true;
  });
  while (!over) await vi.advanceTimersByTimeAsync(100);
  await all;
  // Nothing goes on beyond the time, but for the grace of evaluations under way and threads that begin.
  expect(Date.now()).toBeLessThanOrEqual(deadline + 3 * SECOND + BEGIN);
  return ended;
}

describe('turns of claims in a bounded time', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('come to all that take less than their share', async () => {
    expect((await judged(plansOf(new Array(117).fill(0.4)), 60)).length).toBe(117);
  });

  it('come to all where each takes longer than its share, and there is time for all but a few', async () => {
    // A share is half a second.
    const ended = await judged(plansOf(new Array(80).fill(0.9)), 40);

    expect(ended.length).toBe(80);
  });

  it('come a second time to what was given up, with what the quick ones left', async () => {
    const slow = [5, 8];
    const ended = await judged(plansOf([...slow, ...new Array(60).fill(0.1)]), 30);

    expect(ended.length).toBe(62);
    // After all others.
    expect(ended.slice(-2)).toEqual([0, 1]);
  });

  it('do not let what never ends keep the others from any of their chunks', async () => {
    const endless = new Array(4).fill(Number.POSITIVE_INFINITY);
    const plans = plansOf([...endless, 0.2, 0.2, 0.2], 3);
    const ended = await judged(plans, 60);

    expect(ended.map((index) => plans[index]?.claim.evaluation)).toEqual(new Array(9).fill(200));
  });

  it('let claims about the same cases share their time: what takes the time is done once for all of them', async () => {
    // A share is 0.6 seconds.
    const plans = plansOf([...new Array(20).fill(11), ...new Array(80).fill(0.3)]);

    expect((await judged(plans, 30, { together: 20 })).length).toBe(100);
  });

  it('take what confirms a finding at the end of its round, the quick ones first', async () => {
    const plans = plansOf([1, 1, 1], 2);
    const bundles = [...plans.entries()].map((one): Bundle<Plan> => [one]);
    const turns = new Turns(bundles, 1, Date.now() + 60 * SECOND);
    const seen: number[] = [];
    for (const turn of turns) {
      for (const [index] of turn.bundle) seen.push(index);
      if (seen.length === 1) for (const index of [9, 7, 8]) turns.confirm(turn, [[index, nth(plans, 0)]], index);
    }

    expect(seen).toEqual([0, 2, 4, 7, 8, 9, 1, 3, 5]);
  });

  it('keep time for confirming what was found', async () => {
    const plans = plansOf(new Array(30).fill(1));
    const bundles = [...plans.entries()].map((one): Bundle<Plan> => [one]);
    const turns = new Turns(bundles, 1, Date.now() + 20 * SECOND);
    const seen: number[] = [];
    for (const turn of turns) {
      const [[index]] = turn.bundle as [readonly [number, Plan]];
      seen.push(index);
      if (index === 3) turns.confirm(turn, [[99, nth(plans, 0)]], 1);
      vi.advanceTimersByTime(SECOND);
    }

    // Three quarters of the time are over.
    expect(seen.indexOf(99)).toBe(15);
    expect(seen.length).toBe(31);
  });

  it('come to what is added when another lane has found none left', async () => {
    const plans = plansOf([1]);
    const bundles = [...plans.entries()].map((one): Bundle<Plan> => [one]);
    const turns = new Turns(bundles, 2, Date.now() + 60 * SECOND);
    const seen: number[] = [];
    const all = inLanes(2, turns, async (turn) => {
      await new Promise((resolve) => setTimeout(resolve, SECOND));
      for (const [index] of turn.bundle) seen.push(index);
      if (seen.length === 1) turns.confirm(turn, [[9, nth(plans, 0)]], 1);
    });
    await vi.advanceTimersByTimeAsync(3 * SECOND);
    await all;

    expect(seen).toEqual([0, 9]);
  });

  it('take chunks in rounds, in the order of the claims', async () => {
    const plans = plansOf([1, 1, 1], 2);

    expect((await judged(plans, 60, { lanes: 1 })).map((index) => plans[index]?.chunk)).toEqual([0, 0, 0, 1, 1, 1]);
  });
});
