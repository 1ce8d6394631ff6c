/** Chunks of the same cases, one after another in one thread, which then does the work on a case once for all claims about it. */

import type { Claim, Method } from '../claim/claim.js';
import { smallest } from '../numerics/lists.js';
import { type NamedData, recipeOf } from './chunk.js';

/** Methods by what one of their claims takes, the dearest first. */
export const DEAREST_FIRST: readonly Method[] = ['limit', 'statistics', 'enumeration', 'exact'];

interface Planned {
  readonly claim: Claim;
  readonly on?: NamedData;
  readonly chunk: number;
}

/** Plans with their places, those of the same cases together, in the order of the first of each. */
export function bundlesOf<Plan extends Planned>(plans: readonly Plan[]): (readonly [index: number, plan: Plan])[][] {
  const bundles = new Map<string, (readonly [number, Plan])[]>();
  for (const [index, plan] of plans.entries()) {
    const key = JSON.stringify([recipeOf(plan.claim), plan.on?.name, plan.chunk]);
    const bundle = bundles.get(key) ?? [];
    bundle.push([index, plan]);
    bundles.set(key, bundle);
  }
  return [...bundles.values()];
}

/**
 * The same, the dearest first, so that no thread is left alone with one in the end.
 *
 * @param lanes - how many bundles are worked on at a time: where that is more than there are, every plan stands alone.
 */
export function bundled<Plan extends Planned>(plans: readonly Plan[], lanes: number): (readonly [index: number, plan: Plan])[][] {
  const rank = (bundle: readonly (readonly [number, Plan])[]): number =>
    smallest(bundle.map(([, { claim }]) => DEAREST_FIRST.indexOf(claim.method)));
  const sorted = bundlesOf(plans).sort((a, b) => rank(a) - rank(b));
  return sorted.length < lanes ? sorted.flat().map((one) => [one]) : sorted;
}
