/**
 * Writes docs/claims/, a page for each chapter with its statements, readings, verdicts, evidence, reasons and pictures, and the README's
 * headline. `npx tsx scripts/claim-pages.ts`; properties/claim-pages.test.ts and shown.test.ts hold them to the claims and the record.
 */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withPart } from '../properties/support/marked-part.js';
import type { Claim, HypothesisOf } from '../src/claim/claim.js';
import { statementOf } from '../src/claim/statement.js';
import type { StoredCase } from '../src/data/case-file.js';
import { edition } from '../src/paper/edition.js';
import { picture } from '../src/picture/picture.js';
import { type Records, readRecords, readWitness, SHIPPED_RECORD } from '../src/record/records.js';
import { drawingOf, titleOf } from '../src/replay/drawing.js';
import { record } from '../src/replay/recording.js';

const FOLDER = fileURLToPath(new URL('../docs/claims/', import.meta.url));
const README = fileURLToPath(new URL('../README.md', import.meta.url));

const READINGS: Readonly<Record<Claim['reading'], string>> = {
  'as-printed': 'As printed',
  'as-intended': 'As intended',
  repaired: 'Repaired',
};

const EVIDENCE: Readonly<Record<StoredCase['outcome']['evidence'], string>> = {
  certified: 'certified by integer and interval arithmetic',
  numerical: 'numerical, clear of its rounding bound',
  statistical: 'statistical, at a stated error probability',
  asymptotic: 'asymptotic, read at several horizons by two engines',
};

/** File name of a chapter's page. */
const pageOf = (chapter: string): string => `${chapter.replaceAll(' ', '-')}.md`;
/** File name of a claim's picture. */
const pictureOf = (id: string): string => `${id.replace(/[^\w.-]/g, '_')}.svg`;

/** Text that Markdown shows as it is. */
const plain = (text: string): string => text.replace(/[*<|[\]]/g, '\\$&');

const records: Records = readRecords(SHIPPED_RECORD);

function witnessOf(claim: Claim): StoredCase | undefined {
  return readWitness(SHIPPED_RECORD, records[claim.id]);
}

/** Whether the witness of a claim can be drawn. */
const isDrawn = (stored: StoredCase | undefined): stored is StoredCase => stored?.input.data.x[0]?.length === 2;

/** One reading of a statement, in lines. */
function readingLines(claim: Claim): string[] {
  const recorded = records[claim.id];
  const stored = witnessOf(claim);
  const verdict = recorded?.verdict ?? 'not on record';
  const checked = recorded?.proof === undefined ? ',' : ', machine-checked by Coq, and';
  const weight = stored === undefined ? '' : `${checked} ${EVIDENCE[stored.outcome.evidence]}`;
  return [
    `**${READINGS[claim.reading]}** (\`${claim.id}\`): ${plain(claim.statement)}`,
    '',
    `- Verdict: **${verdict}**${weight}`,
    `- Source: ${plain(claim.source)}`,
    `- Slack: ${plain(claim.slack)}`,
    ...(recorded === undefined ? [] : [`- Reason: ${plain(recorded.reason)}`]),
    ...(claim.defect === undefined ? [] : [`- Defect: [${claim.defect.id}](defects.md). ${plain(claim.defect.slip)}`]),
    ...hypothesisLines(claim),
    `- Command: \`claimcheck ${stored === undefined ? 'verify' : 'replay'} ${claim.id}\``,
    '',
    ...(isDrawn(stored) ? [`![Witness of ${claim.id}](pictures/${pictureOf(claim.id)})`, ''] : []),
  ];
}

/** Hypotheses on record of a claim, by whose they are. */
const hypothesesOf = ({ id }: Claim, of: HypothesisOf): string[] =>
  (records[id]?.hypotheses ?? []).filter((one) => one.of === of).map(({ name }) => plain(name));

/** The hypotheses on record of a claim as lists: those of the paper, and those that the method adds. */
function hypothesisLines(claim: Claim): string[] {
  return (['paper', 'method'] as const).flatMap((of) => {
    const names = hypothesesOf(claim, of);
    const title = of === 'paper' ? "The paper's hypotheses" : 'Hypotheses that the method adds';
    return names.length === 0 ? [] : [`- ${title}:`, ...names.map((name) => `  - ${name}`)];
  });
}

/** The printed hypotheses and the judged ones of every claim, side by side. */
function hypothesesPage(): string {
  const rows = edition.claims.map((claim) => {
    const names = (of: HypothesisOf): string => hypothesesOf(claim, of).join('; ') || '-';
    const { verdict = 'not on record' } = records[claim.id] ?? {};
    return `| [${claim.id}](${pageOf(claim.chapter)}) | ${verdict} | ${names('paper')} | ${names('method')} |`;
  });
  return [
    '# Hypotheses, printed and judged',
    '',
    'Under which hypotheses each verdict came about, and whose they are.',
    '',
    "The first column of hypotheses has those of the reading, which are the paper's where the id has no suffix. The second has those that the way of judging adds. A counterexample under more hypotheses breaks the statement with fewer, so the second column matters for claims that survive. A claim whose record is older than this page has none. `properties/support/method-hypotheses.ts` has the reason for each entry of the second column of a claim that survives as printed.",
    '',
    "| claim | verdict | the paper's hypotheses | added by the method |",
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** The refuted claims by the slip that makes them false. */
function defectsPage(): string {
  const refuted = edition.claims.filter(({ id }) => records[id]?.verdict === 'refuted');
  const defects = new Map(refuted.flatMap(({ defect }) => (defect === undefined ? [] : [[defect.id, defect] as const])));
  const link = ({ id, chapter }: Claim): string => `[${id}](${pageOf(chapter)})`;
  const unnamed = refuted.filter(({ defect }) => defect === undefined);
  return [
    '# Defects',
    '',
    'The refuted claims by the slip of the paper that makes them false, and what holds all the same.',
    '',
    ...[...defects.values()].flatMap(({ id, slip, survives }) => [
      `## ${id}`,
      '',
      plain(slip),
      '',
      `- Refuted: ${refuted
        .filter(({ defect }) => defect?.id === id)
        .map(link)
        .join(', ')}`,
      `- What holds: ${plain(survives)}`,
      '',
    ]),
    ...(unnamed.length === 0 ? [] : ['## Refuted claims without a named defect', '', `${unnamed.map(link).join(', ')}`, '']),
  ].join('\n');
}

/** The pages by file name: one for each chapter, and the table of contents. */
export function claimPages(): ReadonlyMap<string, string> {
  const chapters = [...new Set(edition.claims.map(({ chapter }) => chapter))];
  const pages = new Map<string, string>();
  for (const chapter of chapters) {
    const claims = edition.claims.filter((claim) => claim.chapter === chapter);
    const statements = [...new Set(claims.map(({ id }) => statementOf(id)))];
    const parts = statements.flatMap((statement) => [
      `## ${statement}`,
      '',
      ...claims.filter(({ id }) => statementOf(id) === statement).flatMap(readingLines),
    ]);
    pages.set(pageOf(chapter), [`# Claims: ${chapter}`, '', ...summaryLines(claims), ...parts].join('\n'));
  }
  pages.set('hypotheses.md', hypothesesPage());
  pages.set('defects.md', defectsPage());
  pages.set('README.md', contents(chapters));
  return pages;
}

/** How the claims of a chapter are judged, in numbers. */
function summaryLines(claims: readonly Claim[]): string[] {
  const refuted = claims.filter(({ id }) => records[id]?.verdict === 'refuted').length;
  return [
    `${claims.length} claims are judged here: ${claims.length - refuted} survive and ${refuted} are refuted.`,
    '',
    'This page is written by `npx tsx scripts/claim-pages.ts` from the claims and the verdicts on record. What the words mean is in the [glossary](../glossary.md).',
    '',
  ];
}

function contents(chapters: readonly string[]): string {
  const rows = chapters.map((chapter) => {
    const claims = edition.claims.filter((claim) => claim.chapter === chapter);
    const count = (reading: Claim['reading'], verdict: string): number =>
      claims.filter((claim) => claim.reading === reading && records[claim.id]?.verdict === verdict).length;
    const cells = (Object.keys(READINGS) as Claim['reading'][]).flatMap((reading) => [
      count(reading, 'survives'),
      count(reading, 'refuted'),
    ]);
    return `| [${chapter}](${pageOf(chapter)}) | ${cells.join(' | ')} |`;
  });
  return [
    '# The claims of the paper',
    '',
    'Every statement of the paper that is judged, chapter by chapter. The table counts verdicts by reading. [Defects](defects.md) groups the refuted claims by what is wrong, and [hypotheses](hypotheses.md) has the printed and the judged ones side by side.',
    '',
    '| chapter | printed: survive | printed: refuted | intended: survive | intended: refuted | repaired: survive | repaired: refuted |',
    '| --- | --: | --: | --: | --: | --: | --: |',
    ...rows,
    '',
  ].join('\n');
}

/** The README's sentence of numbers, from the claims and the record. */
export function headline(): string {
  const count = (reading: string, verdict?: string): number =>
    edition.claims.filter((claim) => claim.reading === reading && (verdict === undefined || records[claim.id]?.verdict === verdict)).length;
  const witnesses = edition.claims.flatMap((claim) => witnessOf(claim) ?? []);
  const certified = witnesses.filter(({ outcome }) => outcome.evidence === 'certified').length;
  const accepted = edition.claims.filter((claim) => records[claim.id]?.proof !== undefined).length;
  const [printed, intended, repaired] = ['as-printed', 'as-intended', 'repaired'] as const;
  const broken = count(repaired, 'refuted');
  return `Of the ${edition.claims.length} claims judged, ${count(printed)} read the paper as printed: ${count(printed, 'survives')} of these survive and ${count(printed, 'refuted')} are refuted. Of the ${count(intended)} readings as intended ${count(intended, 'survives')} survive and ${count(intended, 'refuted')} are refuted; of the ${count(repaired)} repaired statements ${count(repaired, 'survives')} survive and ${broken} ${broken === 1 ? 'is' : 'are'} refuted. ${certified === witnesses.length ? `All ${certified}` : `${certified} of the ${witnesses.length}`} refutations are certified by integer and interval arithmetic, and Coq, a proof assistant, has accepted a proof of ${accepted === witnesses.length ? 'each' : accepted}.`;
}

/** Pictures of the witnesses that can be drawn, by file name. */
export function claimPictures(): ReadonlyMap<string, string> {
  return new Map(
    edition.claims.flatMap((claim) => {
      const stored = witnessOf(claim);
      if (!isDrawn(stored)) return [];
      return [
        [
          pictureOf(claim.id),
          picture(
            drawingOf(
              titleOf(claim.id, stored.outcome),
              stored.input,
              record(claim, stored.input, stored.outcome.step),
              stored.outcome.step,
            ),
          ),
        ] as const,
      ];
    }),
  );
}

/** Where the pages are. */
export const CLAIM_PAGES: string = FOLDER;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(join(FOLDER, 'pictures'), { recursive: true });
  for (const [name, text] of claimPages()) writeFileSync(join(FOLDER, name), text);
  for (const [name, text] of claimPictures()) writeFileSync(join(FOLDER, 'pictures', name), text);
  writeFileSync(README, withPart(readFileSync(README, 'utf8'), 'headline', headline()));
}
