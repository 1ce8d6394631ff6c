/** From ids on the command line to claims. */

import type { Claim } from '../claim/claim.js';
import { claims } from '../paper/edition.js';
import { UsageError } from './usage-error.js';

/** Number of edits between two short strings. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The claim of an id. @throws UsageError suggesting the closest id. */
export function requireClaim(id: string): Claim {
  const found = claims.find((claim) => claim.id === id);
  if (found !== undefined) return found;
  const closest = claims
    .map((claim) => ({ id: claim.id, distance: editDistance(id, claim.id) }))
    .sort((a, b) => a.distance - b.distance)[0]!;
  throw new UsageError(`no claim is called "${id}"; did you mean ${closest.id}? (claimcheck list shows all)`);
}

/** The claims that ids and prefixes ending in * name, in registry order; all for none. */
export function selectClaims(ids: readonly string[]): readonly Claim[] {
  if (ids.length === 0) return claims;
  const chosen = new Set<Claim>();
  for (const id of ids) {
    if (!id.endsWith('*')) {
      chosen.add(requireClaim(id));
      continue;
    }
    const matching = claims.filter((claim) => claim.id.startsWith(id.slice(0, -1)));
    if (matching.length === 0) throw new UsageError(`no claim starts with "${id.slice(0, -1)}"`);
    for (const claim of matching) chosen.add(claim);
  }
  return claims.filter((claim) => chosen.has(claim));
}
