/** How far a case is from breaking its claim: what the search compares, never one number of unlike scales. */

import type { Conclusion, Evaluation } from '../../claim/claim.js';
import { CLEAR_OF_ROUNDING, type OutcomeKind } from '../../claim/outcome.js';

/** A case's place: outside the hypotheses, inside but undecided, or inside with a slack. */
export type Standing =
  | { readonly kind: 'outside'; readonly met: number; readonly slack: number }
  | { readonly kind: 'undecided' }
  | { readonly kind: 'inside'; readonly slack: number; readonly parts: Readonly<Record<string, number>> };

const RANK = { outside: 0, undecided: 1, inside: 2 } as const;

/**
 * The standing of an evaluation. Outside, `met` counts the hypotheses met before the first that fails, whose slack is
 * `slack`: claims list them in the order in which they need them, so this climbs back one at a time.
 */
export function standingOf({ hypotheses, conclusion }: Evaluation, kind: OutcomeKind): Standing {
  for (const [met, { slack }] of hypotheses.entries()) {
    if (!(slack >= 0)) return { kind: 'outside', met, slack: Number.isNaN(slack) ? Number.NEGATIVE_INFINITY : slack };
  }
  if (conclusion === undefined || Number.isNaN(conclusion.slack)) return { kind: 'undecided' };
  if (kind === 'undecided' && conclusion.rounding > 0.1) return { kind: 'undecided' };
  const parts = Object.fromEntries((conclusion.parts ?? []).map((part) => [part.name, cleared(part)]));
  return { kind: 'inside', slack: cleared(conclusion), parts };
}

/** The slack after allowing for rounding: negative only for a violation clear of it. */
function cleared({ slack, rounding }: Pick<Conclusion, 'slack' | 'rounding'>): number {
  return slack + CLEAR_OF_ROUNDING * rounding;
}

/**
 * Negative when a is the better place for a search that goes down in the part named by `focus` (or in the whole where
 * there is no such part), 0 when they are level.
 */
export function compareStandings(a: Standing, b: Standing, focus?: string): number {
  if (a.kind === 'inside' && b.kind === 'inside') return order(depth(a, focus), depth(b, focus));
  if (a.kind === 'outside' && b.kind === 'outside') return b.met - a.met || order(b.slack, a.slack);
  return RANK[b.kind] - RANK[a.kind];
}

/** The slack that a search with this focus lowers; undefined outside the hypotheses. */
export function depthOf(standing: Standing, focus?: string): number | undefined {
  return standing.kind === 'inside' ? depth(standing, focus) : undefined;
}

/**
 * By what share of its slack a point goes beyond another, 0 to 1: of the conclusion, or of the hypothesis that fails
 * first; 1 for one that meets more hypotheses.
 */
export function progress(from: Standing, to: Standing, focus?: string): number {
  if (compareStandings(to, from, focus) >= 0) return 0;
  const slack = (standing: Standing): number => (standing.kind === 'outside' ? -standing.slack : depthOf(standing, focus)) ?? Number.NaN;
  const same = from.kind === to.kind && !(from.kind === 'outside' && to.kind === 'outside' && to.met > from.met);
  const share = same ? (slack(from) - slack(to)) / Math.abs(slack(from)) : 1;
  // An infinite slack before, or none.
  return Number.isNaN(share) ? 1 : Math.min(1, share);
}

function depth({ slack, parts }: Extract<Standing, { kind: 'inside' }>, focus: string | undefined): number {
  return (focus === undefined ? undefined : parts[focus]) ?? slack;
}

function order(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
