/** claimcheck report: one HTML file about the claims, with the explorer. */

import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import fc from 'fast-check';
import type { Claim } from '../claim/claim.js';
import { parseCaseFile, type StoredCase } from '../data/case-file.js';
import { InputError } from '../data/input-error.js';
import { stringify } from '../data/json-number.js';
import { linkedModules } from '../modules/linked.js';
import { picture } from '../picture/picture.js';
import { readRecords } from '../record/records.js';
import { drawingOf, titleOf } from '../replay/drawing.js';
import { record } from '../replay/recording.js';
import { coqProofs } from '../report/page/coq.js';
import type { OwnPage, PageContent, PageEntry } from '../report/page/entry.js';
import { pageHtml } from '../report/page/page.js';
import { pageTemplate } from '../report/page/template.js';
import type { VerifyResult } from '../report/schema.js';
import { verifyJson } from '../report/verify-report.js';
import { counted } from '../text/layout.js';
import { addDataOptions, PART_OPTION, requireNoDataOptions } from './data-options.js';
import { CLAIMS_OPTION, type OpenEdition, openEdition, RECORD_OPTION } from './edition.js';
import { type JudgeFlags, judgedNow } from './judged-now.js';
import { positiveNumber, wholeNumber } from './options.js';
import { requireOutputs, writeNamed } from './output.js';
import { addSelection, chosenClaims, isSelective } from './selection.js';
import { UsageError } from './usage-error.js';
import { readVerifyFile } from './verify-file.js';

interface ReportFlags extends JudgeFlags {
  readonly from?: string;
  readonly out: string;
  readonly explorer?: boolean;
}

/** Adds the command to the program. */
export function addReport(program: Command, exit: (code: number) => void): void {
  const command = addDataOptions(program.command('report'))
    .description('write one HTML file about the claims that opens from disk: verdicts, reasons, witnesses, and an explorer')
    .argument('[ID...]', "claims to tell about, all by default; ids, or globs such as 'thm-3.2/*'");
  addSelection(command)
    .option('--from <FILE>', 'tell the verdicts of this file, written by verify --json, instead of judging now')
    .option('--out <FILE>', 'where to write the page', 'claimcheck.html')
    .option('--explorer', 'the explorer alone, without any claim judged')
    .option(...CLAIMS_OPTION)
    .option(...RECORD_OPTION)
    .option('--data <FILE>', 'judge on this data set alone, as verify does')
    .option(...PART_OPTION)
    .option('--cases <N>', 'cases of each claim, as for verify', wholeNumber(1, 1e7))
    .option('--max-time <SECONDS>', 'end after this time, shared by the claims; what it does not reach is not-run', positiveNumber)
    .option('--jobs <J>', 'worker threads', wholeNumber(1, 256), availableParallelism())
    .option('--seed <N>', 'seed of the generated cases', wholeNumber(-(2 ** 31), 2 ** 31 - 1), 1)
    .action(async (ids: string[], flags: ReportFlags) => exit(await runReport(ids, flags)));
}

async function runReport(ids: readonly string[], flags: ReportFlags): Promise<number> {
  if (flags.explorer && (ids.length > 0 || flags.from !== undefined || flags.data !== undefined))
    throw new UsageError('--explorer makes a page without claims; it does not go with ids, --from or --data');
  if (flags.data === undefined) requireNoDataOptions(flags);
  requireOutputs({ '--out': flags.out });
  const template = pageTemplate();
  if (flags.explorer) return written(flags.out, pageHtml(template, undefined), 'the explorer');
  const open = await openEdition(flags);
  const selected = chosenClaims(open.edition, ids, flags);
  const { result, interrupted } = await verdicts(selected, flags, open, { asTheyAre: isSelective(ids, flags) });
  const content = contentOf(selected, result, open, flags, await ownPage(open, flags));
  const code = written(flags.out, pageHtml(template, content), counted(content.entries.length, 'claim'));
  return interrupted ? 130 : code;
}

/** The verdicts of a file, or of a run made now. */
async function verdicts(
  selected: readonly Claim[],
  flags: ReportFlags,
  open: OpenEdition,
  asked: { readonly asTheyAre: boolean },
): Promise<{ readonly result: VerifyResult; readonly interrupted: boolean }> {
  if (flags.from !== undefined) return { result: readVerifyFile(flags.from), interrupted: false };
  const { reports, interrupted, context } = await judgedNow(selected, flags, open, asked);
  return { result: verifyJson(reports, context), interrupted };
}

/** @throws UsageError where none of the claims is among the verdicts. */
function contentOf(
  selected: readonly Claim[],
  result: VerifyResult,
  open: OpenEdition,
  { from, data, claims }: ReportFlags,
  own: PageContent['own'],
): PageContent {
  const records = readRecords(open.record);
  const byId = new Map(result.claims.map((judged) => [judged.id, judged]));
  const entries = selected.flatMap((claim): PageEntry[] => {
    const judged = byId.get(claim.id);
    if (judged === undefined) return [];
    const { reason = claim.reason, hypotheses: recorded = [] } = records[claim.id] ?? {};
    const hypotheses = Object.fromEntries(recorded.map(({ id, name }) => [id, name]));
    return [entryOf(claim, judged, { isOfPaper: claims === undefined, hypotheses, ...(reason === undefined ? {} : { reason }) })];
  });
  if (entries.length === 0)
    throw new UsageError(
      `${from ?? 'the run'} has none of the claims of ${open.edition.name} that were asked for (--claims MODULE names another edition)`,
    );
  const on = data === undefined ? '' : ` on ${data}`;
  return {
    title: open.edition.title,
    origin: `claimcheck ${result.version}, seed ${result.seed}${on}`,
    entries,
    ...(own === undefined ? {} : { own }),
  };
}

/** What the explorer needs to judge the claims of a module; undefined for the paper's, which it has. */
async function ownPage({ edition, source }: OpenEdition, { claims, seed }: ReportFlags): Promise<PageContent['own']> {
  if (claims === undefined) return undefined;
  const linked = await linkedModules(source, source.folder);
  const drawn = edition.claims.map(({ cases }) => fc.sample(cases, { numRuns: 1, seed })[0]?.vectors ?? {});
  // Longer vectors belong to the data of their case.
  const numbers = Object.entries(Object.assign({}, ...drawn.reverse()) as OwnPage['vectors']).filter(([, { length }]) => length === 1);
  const optimizers = (edition.optimizers ?? []).map(({ name, about, settings, claims: ids }) => ({
    name,
    ...(about === undefined ? {} : { about }),
    settings,
    ...(ids === undefined ? {} : { claims: ids }),
  }));
  return { edition: edition.name, module: claims, linked, vectors: Object.fromEntries(numbers), optimizers };
}

/** What is known of a claim besides its verdict. */
interface Known extends Pick<PageEntry, 'reason' | 'hypotheses'> {
  /** Whether the library in coq/ is about it. */
  readonly isOfPaper: boolean;
}

function entryOf(claim: Claim, judged: PageEntry['judged'], { isOfPaper, ...known }: Known): PageEntry {
  const witness = judged.witness === undefined ? undefined : storedIn(judged.witness, claim.id);
  const told = { claim, judged, ...known, coq: isOfPaper ? coqProofs(claim, witness?.input) : [] };
  if (witness === undefined) return told;
  const { input, outcome } = witness;
  const certificate = claim.certify?.(input);
  return {
    ...told,
    witness,
    picture: picture(drawingOf(titleOf(claim.id, outcome), input, record(claim, input, outcome.step), outcome.step), { style: '' }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

/** @throws InputError where the file's witness is no case with an outcome. */
function storedIn(witness: unknown, id: string): StoredCase {
  const { input, outcome } = parseCaseFile(stringify(witness), `witness of ${id}`);
  if (outcome === undefined) throw new InputError('has no outcome', { file: `witness of ${id}` });
  return { input, outcome };
}

function written(file: string, page: string, what: string): number {
  writeNamed('--out', file, page);
  process.stdout.write(`${file}: ${what}, ${Math.ceil(Buffer.byteLength(page) / 1000)} kB. Open it in a browser.\n`);
  return 0;
}
