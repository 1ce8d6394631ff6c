/** Chunks of cases over a pool, and the cases that break a claim confirmed. */

import type { Claim } from '../claim/claim.js';
import type { Case } from '../data/case.js';
import { bundled, bundlesOf } from './bundles.js';
import type { ChunkResult, ConfirmedCase } from './chunk.js';
import { GRACE, inLanes, type Slice, Turns, unlessAbandoned } from './lanes.js';
import type { VerifyOptions } from './options.js';
import type { Plan } from './plan.js';

/**
 * Judges the chunks of plans.
 *
 * @param confirmed - gets the cases that break a claim where the time is bounded: confirmed only at its end, they might find none left.
 */
export async function runPlans(
  plans: readonly Plan[],
  options: VerifyOptions,
  confirmed: Map<Claim, ConfirmedCase>,
): Promise<(ChunkResult | undefined)[]> {
  const { workers, seed, stopped, deadline, onProgress } = options;
  const results: (ChunkResult | undefined)[] = new Array(plans.length).fill(undefined);
  let done = 0;
  /** Whether a case that breaks a claim is still to be confirmed. */
  const wanted = (claim: Claim): boolean => !confirmed.has(claim) && !options.witnesses.has(claim.id);
  const work = async (index: number, { claim, chunk, size, on }: Plan, slice?: Slice): Promise<boolean> => {
    const bounds = slice === undefined ? {} : { until: slice.until, untilViolated: wanted(claim) };
    const job = { seed, chunk, size, ...(on === undefined ? {} : { on }), ...bounds };
    results[index] = (await unlessAbandoned(workers.run(claim, job, slice?.limit))) as ChunkResult | undefined;
    if (results[index] === undefined) return false;
    onProgress?.(++done, plans.length, claim);
    return true;
  };
  if (deadline === undefined) {
    await inLanes(workers.jobs, bundled(plans, workers.jobs), async (bundle) => {
      for (const [index, one] of bundle) if (!stopped()) await work(index, one);
    });
    return results;
  }
  const turns = new Turns<Plan & { readonly violation?: Case }>(bundlesOf(plans), workers.jobs, deadline);
  const asked = new Set<Claim>();
  await inLanes(workers.jobs, turns, async (turn) => {
    for (const [at, [index, one]] of turn.bundle.entries()) {
      if (stopped()) return;
      const slice = turns.slice(turn, turn.bundle.length - at);
      const { claim } = one;
      if (one.violation === undefined) {
        // The others of a bundle would have to do the same work.
        if (!(await work(index, one, slice)) && !stopped()) return turns.again(turn, at, slice);
        const { violation, seconds = 0 } = results[index] ?? {};
        if (violation === undefined || !wanted(claim) || asked.has(claim)) continue;
        asked.add(claim);
        turns.confirm(turn, [[index, { ...one, violation }]], seconds);
      } else {
        const found = await confirmedWithin(one, one.violation, options, slice);
        if (found !== undefined) confirmed.set(claim, found);
        else if (!stopped()) turns.again(turn, at, slice);
      }
    }
  });
  return results;
}

/** Shares of a slice that go into confirming a case, up to which there is time to shrink it as well. */
const QUICKLY = 0.1;

/** The violated case of a chunk, confirmed in what a slice allows, and shrunk where that is quick; undefined where it was given up. */
async function confirmedWithin(plan: Plan, violation: Case, options: VerifyOptions, slice: Slice): Promise<ConfirmedCase | undefined> {
  const began = Date.now();
  const found = (await unlessAbandoned(options.workers.run(plan.claim, { stored: violation }, slice.limit))) as ConfirmedCase | undefined;
  const isQuick = Date.now() - began <= QUICKLY * (slice.until - began);
  if (found === undefined || !isQuick || options.stopped()) return found;
  return (await smallest(plan, violation, options, slice)) ?? found;
}

/** The violated case of a chunk, shrunk and confirmed; undefined where the time was over first. */
export async function smallest(
  { claim, chunk, size, on }: Plan,
  violation: Case,
  { workers, seed, deadline }: VerifyOptions,
  slice?: Slice,
): Promise<ConfirmedCase | undefined> {
  const job = {
    seed,
    chunk,
    size,
    shrink: violation,
    ...(on === undefined ? {} : { on }),
    ...(slice === undefined ? {} : { until: slice.until }),
  };
  const whole = deadline === undefined ? undefined : { within: Math.max(0, deadline - Date.now()) + GRACE };
  return (await unlessAbandoned(workers.run(claim, job, slice?.limit ?? whole))) as ConfirmedCase | undefined;
}
