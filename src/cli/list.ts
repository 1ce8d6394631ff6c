/** claimcheck list and show: what claims there are, and all about one. */

import { join } from 'node:path';
import type { Command } from 'commander';
import type { Claim, Condition, HypothesisOf } from '../claim/claim.js';
import { type Records, readRecords } from '../record/records.js';
import { listText } from '../report/list-report.js';
import { CLAIMS_OPTION, type EditionFlags, openEdition, RECORD_OPTION } from './edition.js';
import { requireClaim } from './find.js';
import { emit } from './output.js';
import { nearbyPath } from './paths.js';
import { addSelection, chosenClaims, type SelectionFlags } from './selection.js';
import { columnsOf } from './width.js';

interface ListFlags extends EditionFlags, SelectionFlags {
  readonly defects?: boolean;
  readonly json?: string;
}

/** Adds both commands to the program. */
export function addList(program: Command): void {
  const list = program
    .command('list')
    .description('list the claims with their recorded verdicts')
    .argument('[ID...]', "claims to list, all by default; ids, or globs such as 'thm-3.2/*' and '*@repaired'");
  addSelection(list)
    .option(...CLAIMS_OPTION)
    .option(...RECORD_OPTION)
    .option('--defects', 'group the refuted claims by the slip of the source that makes them false')
    .option('--json <FILE>', 'write the list as JSON (- for stdout)')
    .action(async (ids: string[], flags: ListFlags) => {
      const { edition, record } = await openEdition(flags);
      const claims = chosenClaims(edition, ids, flags);
      const records = readRecords(record);
      emit(
        flags.json,
        claims.map((claim) => claimJson(claim, records)),
        () => (flags.defects ? defectsList(claims, records) : listText(claims, records, columnsOf(process.stdout))),
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

function claimJson({ id, reading, chapter, kind, method, source, statement, defect }: Claim, records: Records): object {
  const { verdict, hypotheses } = records[id] ?? {};
  return { id, reading, chapter, kind, method, source, statement, expected: verdict, hypotheses, defect };
}

/** The refuted claims by their defects, those without one last. */
function defectsList(claims: readonly Claim[], records: Records): string {
  const refuted = claims.filter(({ id }) => records[id]?.verdict === 'refuted');
  const defects = new Map(refuted.flatMap(({ defect }) => (defect === undefined ? [] : [[defect.id, defect] as const])));
  const idsOf = (id: string | undefined): string =>
    refuted
      .filter(({ defect }) => defect?.id === id)
      .map((claim) => claim.id)
      .join(', ');
  const unnamed = idsOf(undefined);
  return [
    ...[...defects.values()].flatMap(({ id, slip, survives }) => [
      `${id}: ${slip}`,
      `  refuted   ${idsOf(id)}`,
      `  survives  ${survives}`,
      '',
    ]),
    ...(unnamed === '' ? [] : [`No defect named: ${unnamed}`]),
  ]
    .join('\n')
    .trimEnd();
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
    ...hypothesesOf(recorded, 'paper').map(({ name }) => `paper     ${name}`),
    ...hypothesesOf(recorded, 'method').map(({ name }) => `method    ${name} (a hypothesis that the way of judging adds)`),
    ...(required.length > 0 ? [`labels    ${required.join(', ')} of the effective cases`] : []),
    `recorded  ${recorded?.verdict ?? 'nothing yet'}`,
    ...Object.entries(claim.quantities ?? {}).map(([name, { about }]) => `measures  ${name}: ${about}`),
    ...(recorded === undefined ? [] : [`reason    ${recorded.reason}`]),
    ...(claim.defect === undefined ? [] : [`defect    ${claim.defect.id}: ${claim.defect.slip}`, `survives  ${claim.defect.survives}`]),
    ...(recorded?.witness === undefined
      ? []
      : [`witness   ${nearbyPath(join(folder, recorded.witness))} (claimcheck replay ${claim.id} explains it)`]),
  ].join('\n');
}

/** The hypotheses on record of a claim that are the paper's, or the method's. */
function hypothesesOf(recorded: Records[string] | undefined, of: HypothesisOf): readonly Condition[] {
  return (recorded?.hypotheses ?? []).filter((one) => one.of === of);
}

const METHODS: Readonly<Record<Claim['method'], string>> = {
  exact: 'evaluation in float64 with a rounding bound',
  enumeration: 'exact sums over all sequences of draws',
  statistics: 'independent runs, at a stated error probability',
  limit: 'following runs far out, at several horizons',
};
