/** Adaptive operator selection: which kind of move comes next goes by how far each went lately. */

import type { Random } from '../search/random.js';

/** How far each kind of move went lately. */
export type Credits<Kind extends string> = Readonly<Record<Kind, number>>;

/** Share of the moves that goes by the prior whatever the results, so that no kind is given up. */
const EVEN = 0.3;
/** Credit below which results are worth little. */
const LITTLE = 0.02;
const MEMORY = 0.9;

/** The credits after a move of a kind that went down by this share of the slack. */
export function credited<Kind extends string>(credits: Credits<Kind>, kind: Kind, progress: number): Credits<Kind> {
  return { ...credits, [kind]: MEMORY * credits[kind] + (1 - MEMORY) * Math.sqrt(progress) };
}

/**
 * One of these kinds by probability matching (Thierens 2005): by its share of all credit, since credits shrink as the search
 * closes in. `prior` is the shares before any results.
 */
export function chosen<Kind extends string>(kinds: readonly Kind[], credits: Credits<Kind>, prior: Credits<Kind>, random: Random): Kind {
  const all = kinds.reduce((sum, kind) => sum + credits[kind], 0) + LITTLE;
  return random.weighted(kinds, (kind) => ((1 - EVEN) * (credits[kind] + LITTLE * prior[kind])) / all + EVEN * prior[kind]);
}
