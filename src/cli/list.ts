/** claimcheck list and show: what claims there are, and all about one. */

import type { Command } from 'commander';
import type { Claim } from '../claim/claim.js';
import { claims } from '../paper/edition.js';
import { type Records, readRecords, SHIPPED_RECORD } from '../record/records.js';
import { plainTable } from '../report/table.js';
import { requireClaim } from './find.js';
import { emit } from './output.js';

function claimJson(claim: Claim, records: Records): object {
  const { id, reading, chapter, kind, source, statement } = claim;
  return { id, reading, chapter, kind, source, statement, expected: records[id]?.verdict };
}

/** Adds both commands to the program. */
export function addList(program: Command): void {
  program
    .command('list')
    .description('list the claims with their recorded verdicts')
    .option('--json <FILE>', 'write the list as JSON (- for stdout)')
    .action(({ json }: { json?: string }) => {
      const records = readRecords(SHIPPED_RECORD);
      emit(
        json,
        claims.map((claim) => claimJson(claim, records)),
        () => listTable(records),
      );
    });
  program
    .command('show')
    .description('show everything about one claim')
    .argument('<ID>', 'the claim')
    .option('--json <FILE>', 'write it as JSON (- for stdout)')
    .action((id: string, { json }: { json?: string }) => {
      const claim = requireClaim(id);
      const records = readRecords(SHIPPED_RECORD);
      emit(json, claimJson(claim, records), () => describe(claim, records));
    });
}

function listTable(records: Records): string {
  const table = plainTable(['claim', 'reading', 'kind', 'recorded', 'source']);
  for (const { id, reading, kind, source } of claims) table.push([id, reading, kind, records[id]?.verdict ?? '-', source]);
  return table.toString();
}

function describe(claim: Claim, records: Records): string {
  const expected = records[claim.id];
  const required = Object.entries(claim.required).map(([label, share]) => `${label} on at least ${share * 100}%`);
  return [
    `${claim.id} (${claim.reading}, ${claim.kind}; ${claim.source})`,
    '',
    claim.statement,
    '',
    `slack     ${claim.slack}`,
    ...(required.length > 0 ? [`labels    ${required.join(', ')} of the effective cases`] : []),
    `recorded  ${expected?.verdict ?? 'nothing yet'}`,
    ...(expected === undefined ? [] : [`reason    ${expected.reason}`]),
    ...(expected?.witness === undefined ? [] : [`witness   fixtures/${expected.witness}`]),
  ].join('\n');
}
