/** From ids and globs on the command line to claims. */

import type { Claim, Edition } from '../claim/claim.js';
import { claimIn } from '../claim/define.js';
import { statementOf } from '../claim/statement.js';
import { UsageError } from './usage-error.js';

/** Number of edits between two short strings. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, ofA] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, ofB] of [...b].entries()) {
      const [diagonal = 0, above = 0] = row.slice(j, j + 2);
      next.push(Math.min(above + 1, (next[j] ?? 0) + 1, diagonal + (ofA === ofB ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** What to try instead of an id that no claim has: the readings of its statement, or the closest id that is close. */
function suggestion({ claims }: Edition, id: string): string {
  const readings = claims.filter((claim) => statementOf(claim.id) === statementOf(id));
  if (readings.length > 0) return `; this statement has ${readings.map((claim) => claim.id).join(' and ')}`;
  const [closest] = claims.map((claim) => ({ id: claim.id, distance: editDistance(id, claim.id) })).sort((a, b) => a.distance - b.distance);
  const isClose = closest !== undefined && closest.distance <= Math.max(2, Math.floor(id.length / 4));
  return isClose ? `; did you mean ${closest.id}?` : '';
}

/** The claim of an id. @throws UsageError with the closest id, or the readings that the statement has. */
export function requireClaim(edition: Edition, id: string): Claim {
  const found = claimIn(edition, id);
  if (found === undefined) throw new UsageError(`no claim is called "${id}"${suggestion(edition, id)} (claimcheck list shows all)`);
  return found;
}

const isGlob = (id: string): boolean => /[*?]/.test(id);

/** Whether a glob names an id, or another text: * stands for any characters, slashes among them, and ? for one. */
export function matches(glob: string, id: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`).test(id);
}

/** The claims that ids and globs name, in the order of the edition; all for none. @throws UsageError for what names none. */
export function selectClaims(edition: Edition, ids: readonly string[]): readonly Claim[] {
  const { claims } = edition;
  if (ids.length === 0) return claims;
  const chosen = new Set<Claim>();
  for (const id of ids) {
    const matching = isGlob(id) ? claims.filter((claim) => matches(id, claim.id)) : [requireClaim(edition, id)];
    if (matching.length === 0) throw new UsageError(`no claim matches "${id}" (claimcheck list shows all)`);
    for (const claim of matching) chosen.add(claim);
  }
  return claims.filter((claim) => chosen.has(claim));
}
