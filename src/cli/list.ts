/** claimcheck list and show: what claims there are, and all about one. */

import { join } from 'node:path';
import type { Command } from 'commander';
import type { Claim } from '../claim/claim.js';
import { type Records, readRecords } from '../record/records.js';
import { plainTable } from '../text/table.js';
import { CLAIMS_OPTION, type EditionFlags, openEdition, RECORD_OPTION } from './edition.js';
import { requireClaim, selectClaims } from './find.js';
import { emit } from './output.js';
import { nearbyPath } from './paths.js';

interface ListFlags extends EditionFlags {
  readonly json?: string;
}

/** Adds both commands to the program. */
export function addList(program: Command): void {
  program
    .command('list')
    .description('list the claims with their recorded verdicts')
    .argument('[ID...]', "claims to list, all by default; ids, or globs such as 'thm-3.2/*' and '*@repaired'")
    .option(...CLAIMS_OPTION)
    .option(...RECORD_OPTION)
    .option('--json <FILE>', 'write the list as JSON (- for stdout)')
    .action(async (ids: string[], flags: ListFlags) => {
      const { edition, record } = await openEdition(flags);
      const claims = selectClaims(edition, ids);
      const records = readRecords(record);
      emit(
        flags.json,
        claims.map((claim) => claimJson(claim, records)),
        () => listTable(claims, records),
      );
    });
  program
    .command('show')
    .description('show everything about one claim')
    .argument('<ID>', 'the claim')
    .option(...CLAIMS_OPTION)
    .option(...RECORD_OPTION)
    .option('--json <FILE>', 'write it as JSON (- for stdout)')
    .action(async (id: string, flags: ListFlags) => {
      const { edition, record } = await openEdition(flags);
      const claim = requireClaim(edition, id);
      const records = readRecords(record);
      emit(flags.json, claimJson(claim, records), () => describe(claim, records, record));
    });
}

function claimJson({ id, reading, chapter, kind, method, source, statement }: Claim, records: Records): object {
  return { id, reading, chapter, kind, method, source, statement, expected: records[id]?.verdict };
}

function listTable(claims: readonly Claim[], records: Records): string {
  const table = plainTable(['claim', 'reading', 'kind', 'recorded', 'source']);
  for (const { id, reading, kind, source } of claims) table.push([id, reading, kind, records[id]?.verdict ?? '-', source]);
  return table.toString();
}

function describe(claim: Claim, records: Records, folder: string): string {
  const recorded = records[claim.id];
  const required = Object.entries(claim.required).map(([label, share]) => `${label} on at least ${share * 100}%`);
  return [
    `${claim.id} (${claim.reading}, ${claim.kind}; ${claim.source})`,
    '',
    claim.statement,
    '',
    `slack     ${claim.slack}`,
    `judged by ${METHODS[claim.method]}`,
    ...(required.length > 0 ? [`labels    ${required.join(', ')} of the effective cases`] : []),
    `recorded  ${recorded?.verdict ?? 'nothing yet'}`,
    ...(recorded === undefined ? [] : [`reason    ${recorded.reason}`]),
    ...(recorded?.witness === undefined
      ? []
      : [`witness   ${nearbyPath(join(folder, recorded.witness))} (claimcheck replay ${claim.id} explains it)`]),
  ].join('\n');
}

const METHODS: Readonly<Record<Claim['method'], string>> = {
  exact: 'evaluation in float64 with a rounding bound',
  enumeration: 'exact sums over all sequences of draws',
  statistics: 'independent runs, at a stated error probability',
  limit: 'following runs far out, at several horizons',
};
