/** Cases between two that end otherwise: the last one that ends as the first of them does, and the next to it, which do not. */

import type { Case } from '../../src/data/case.js';

/** Halvings after which two cases are next to each other, or as good as. */
const HALVINGS = 60;

/** The case at a share of the way from one to another of the same shape; undefined where their shapes differ. */
export function caseBetween(from: Case, to: Case, share: number): Case | undefined {
  return between(from, to, share) as Case | undefined;
}

function between(from: unknown, to: unknown, share: number): unknown {
  if (typeof from === 'number' && typeof to === 'number') return numberBetween(from, to, share);
  if (typeof from !== 'object' || typeof to !== 'object' || from === null || to === null) return from === to ? from : undefined;
  // Labels and numbers of steps are whole.
  if ('count' in from && 'count' in to && from.count !== to.count) return undefined;
  if ('y' in from && 'y' in to && String(from.y) !== String(to.y)) return undefined;
  const keys = Object.keys(from);
  if (keys.join() !== Object.keys(to).join()) return undefined;
  const entries = keys.map((key) => [key, between(from[key as never], to[key as never], share)] as const);
  if (entries.some(([, entry]) => entry === undefined)) return undefined;
  return Array.isArray(from) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}

function numberBetween(from: number, to: number, share: number): number {
  return share === 1 ? to : from + share * (to - from);
}

/**
 * The two shares, next to each other, between which the outcomes cease to be like the first; undefined where nothing lies between.
 *
 * @param isLikeFirst - undefined gives up.
 */
export function borderBetween(
  from: Case,
  to: Case,
  isLikeFirst: (input: Case) => boolean | undefined,
): readonly [number, number] | undefined {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    const input = caseBetween(from, to, middle);
    const isLike = input === undefined ? undefined : isLikeFirst(input);
    if (isLike === undefined) return undefined;
    if (isLike) low = middle;
    else high = middle;
  }
  return [low, high];
}
