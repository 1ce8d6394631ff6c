/** The options that choose claims beside ids and globs: by chapter, kind and reading. */

import type { Command } from 'commander';
import type { Claim, Edition } from '../claim/claim.js';
import { quotedList } from '../data/input-error.js';
import { matches, selectClaims } from './find.js';
import { UsageError } from './usage-error.js';

const PROPERTIES = ['chapter', 'kind', 'reading'] as const;

/** Values or globs of each property, any of which will do. */
export type SelectionFlags = { readonly [property in (typeof PROPERTIES)[number]]?: readonly string[] };

/** Adds the options to a command. */
export function addSelection(command: Command): Command {
  const another = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  return command
    .option('--chapter <NAME>', "only claims of this chapter, or glob such as '*gradient*'; may be repeated", another)
    .option('--kind <NAME>', "only claims of this kind, such as finite or 'every t'; may be repeated", another)
    .option('--reading <NAME>', 'only as-printed, as-intended or repaired claims; may be repeated', another);
}

/** Whether some claims are asked for and not all. */
export function isSelective(ids: readonly string[], flags: SelectionFlags): boolean {
  return ids.length > 0 || PROPERTIES.some((property) => flags[property] !== undefined);
}

/**
 * The claims that ids and globs name and that have all the properties asked for, in the order of the edition.
 *
 * @throws UsageError for an id, a glob or a value that names none, and where no claim has all at once.
 */
export function chosenClaims(edition: Edition, ids: readonly string[], flags: SelectionFlags): readonly Claim[] {
  const named = selectClaims(edition, ids);
  const chosen = PROPERTIES.reduce((claims, property) => having(claims, property, flags[property], edition), named);
  const asked = PROPERTIES.flatMap((property) => (flags[property] === undefined ? [] : [`--${property} ${flags[property].join(', ')}`]));
  if (chosen.length === 0 && asked.length > 0) {
    throw new UsageError(`no claim ${ids.length === 0 ? '' : `of ${ids.join(', ')} `}has ${asked.join(' and ')}`);
  }
  return chosen;
}

function having(
  claims: readonly Claim[],
  property: (typeof PROPERTIES)[number],
  globs: readonly string[] | undefined,
  edition: Edition,
): readonly Claim[] {
  if (globs === undefined) return claims;
  const values = [...new Set(edition.claims.map((claim) => claim[property]))];
  const unknown = globs.find((glob) => !values.some((value) => matches(glob, value)));
  if (unknown !== undefined) throw new UsageError(`--${property} ${unknown}: no claim has it; there are ${quotedList(values)}`);
  return claims.filter((claim) => globs.some((glob) => matches(glob, claim[property])));
}
