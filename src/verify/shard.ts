/** Sharing claims among machines: each claim is judged on one of them, as it is on one machine. */

import type { Claim } from '../claim/claim.js';
import { DEAREST_FIRST } from './bundles.js';

/** One of several shares of a run. */
export interface Shard {
  /** Which one, from 1. */
  readonly index: number;
  readonly count: number;
}

/**
 * The claims of a shard, in their order. A claim is never divided, since further cases of it are drawn by what all its cases came to.
 * The claims of one method are dealt out in turn, so that every shard gets as many of the dear ones.
 */
export function shardOf(claims: readonly Claim[], { index, count }: Shard): readonly Claim[] {
  const dealt = DEAREST_FIRST.flatMap((method) => claims.filter((claim) => claim.method === method));
  const own = new Set(dealt.filter((_, at) => at % count === index - 1));
  return claims.filter((claim) => own.has(claim));
}
