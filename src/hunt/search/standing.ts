/** How far a case is from breaking its claim: what the search compares, never one number of unlike scales. */

import type { ConclusionMargin, Evaluation } from '../../claim/claim.js';
import { CLEAR_OF_ROUNDING, type OutcomeKind } from '../../claim/outcome.js';

/** A case's place: outside the hypotheses, inside but undecided, or inside with a margin. */
export type Standing =
  | { readonly kind: 'outside'; readonly met: number; readonly margin: number }
  | { readonly kind: 'undecided' }
  | { readonly kind: 'inside'; readonly margin: number; readonly parts: Readonly<Record<string, number>> };

const RANK = { outside: 0, undecided: 1, inside: 2 } as const;

/**
 * The standing of an evaluation. Outside, `met` counts the hypotheses met before the first that fails, whose margin is
 * `margin`: claims list them in the order in which they need them, so this climbs back one at a time.
 */
export function standingOf({ hypotheses, conclusion }: Evaluation, kind: OutcomeKind): Standing {
  const failed = hypotheses.findIndex(({ margin }) => !(margin >= 0));
  if (failed >= 0) {
    const { margin } = hypotheses[failed]!;
    return { kind: 'outside', met: failed, margin: Number.isNaN(margin) ? Number.NEGATIVE_INFINITY : margin };
  }
  if (conclusion === undefined || Number.isNaN(conclusion.margin)) return { kind: 'undecided' };
  if (kind === 'undecided' && conclusion.rounding > 0.1) return { kind: 'undecided' };
  const parts = Object.fromEntries((conclusion.parts ?? []).map((part) => [part.name, cleared(part)]));
  return { kind: 'inside', margin: cleared(conclusion), parts };
}

/** The margin after allowing for rounding: negative only for a violation clear of it. */
function cleared({ margin, rounding }: Pick<ConclusionMargin, 'margin' | 'rounding'>): number {
  return margin + CLEAR_OF_ROUNDING * rounding;
}

/**
 * Negative when a is the better place for a search that goes down in the part named by `focus` (or in the whole where
 * there is no such part), 0 when they are level.
 */
export function compareStandings(a: Standing, b: Standing, focus?: string): number {
  if (a.kind === 'inside' && b.kind === 'inside') return order(depth(a, focus), depth(b, focus));
  if (a.kind === 'outside' && b.kind === 'outside') return b.met - a.met || order(b.margin, a.margin);
  return RANK[b.kind] - RANK[a.kind];
}

/** The margin that a search with this focus lowers; undefined outside the hypotheses. */
export function depthOf(standing: Standing, focus?: string): number | undefined {
  return standing.kind === 'inside' ? depth(standing, focus) : undefined;
}

/**
 * By what share of its margin a point goes beyond another, 0 to 1: of the conclusion, or of the hypothesis that fails
 * first; 1 for one that meets more hypotheses.
 */
export function progress(from: Standing, to: Standing, focus?: string): number {
  if (compareStandings(to, from, focus) >= 0) return 0;
  const margin = (standing: Standing): number => (standing.kind === 'outside' ? -standing.margin : depthOf(standing, focus)) ?? Number.NaN;
  const same = from.kind === to.kind && !(from.kind === 'outside' && to.kind === 'outside' && to.met > from.met);
  const share = same ? (margin(from) - margin(to)) / Math.abs(margin(from)) : 1;
  // An infinite margin before, or none.
  return Number.isNaN(share) ? 1 : Math.min(1, share);
}

function depth({ margin, parts }: Extract<Standing, { kind: 'inside' }>, focus: string | undefined): number {
  return (focus === undefined ? undefined : parts[focus]) ?? margin;
}

function order(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
