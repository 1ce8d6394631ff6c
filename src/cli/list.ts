/** claimcheck list and show: what claims there are, and all about one. */

import type { Command } from 'commander';
import type { Claim } from '../claim/claim.js';
import { claims } from '../paper/edition.js';
import { type Expectations, FIXTURES, readExpectations } from '../record/records.js';
import { plainTable } from '../report/table.js';
import { requireClaim } from './find.js';
import { emit } from './output.js';

function claimJson(claim: Claim, expectations: Expectations): object {
  const { id, reading, chapter, kind, source, statement } = claim;
  return { id, reading, chapter, kind, source, statement, expected: expectations[id]?.verdict };
}

/** Adds both commands to the program. */
export function addList(program: Command): void {
  program
    .command('list')
    .description('list the claims with their recorded verdicts')
    .option('--json <FILE>', 'write the list as JSON (- for stdout)')
    .action(({ json }: { json?: string }) => {
      const expectations = readExpectations(FIXTURES);
      emit(
        json,
        claims.map((claim) => claimJson(claim, expectations)),
        () => listTable(expectations),
      );
    });
  program
    .command('show')
    .description('show everything about one claim')
    .argument('<ID>', 'the claim')
    .option('--json <FILE>', 'write it as JSON (- for stdout)')
    .action((id: string, { json }: { json?: string }) => {
      const claim = requireClaim(id);
      const expectations = readExpectations(FIXTURES);
      emit(json, claimJson(claim, expectations), () => describe(claim, expectations));
    });
}

function listTable(expectations: Expectations): string {
  const table = plainTable(['claim', 'reading', 'kind', 'recorded', 'source']);
  for (const { id, reading, kind, source } of claims) table.push([id, reading, kind, expectations[id]?.verdict ?? '-', source]);
  return table.toString();
}

function describe(claim: Claim, expectations: Expectations): string {
  const expected = expectations[claim.id];
  const required = Object.entries(claim.required).map(([label, share]) => `${label} on at least ${share * 100}%`);
  return [
    `${claim.id} (${claim.reading}, ${claim.kind}; ${claim.source})`,
    '',
    claim.statement,
    '',
    `margin    ${claim.margin}`,
    ...(required.length > 0 ? [`labels    ${required.join(', ')} of the effective cases`] : []),
    `recorded  ${expected?.verdict ?? 'nothing yet'}`,
    ...(expected === undefined ? [] : [`reason    ${expected.reason}`]),
    ...(expected?.witness === undefined ? [] : [`witness   fixtures/${expected.witness}`]),
  ].join('\n');
}
