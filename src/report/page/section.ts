/** One claim as a section of the page: a line that opens to everything that is known about it. */

import type { Certificate } from '../../certify/certificate.js';
import { statementOf } from '../../claim/statement.js';
import type { StoredCase } from '../../data/case-file.js';
import { largest } from '../../numerics/lists.js';
import { counted } from '../../text/layout.js';
import { toThousandths } from '../../text/number.js';
import { element, xml } from '../../text/xml.js';
import type { CoqProofShown } from './coq.js';
import { anchorOf, type PageEntry } from './entry.js';
import { statementHtml } from './formula.js';

const READINGS: Readonly<Record<PageEntry['claim']['reading'], string>> = {
  'as-printed': 'as printed',
  'as-intended': 'as intended',
  repaired: 'repaired',
};

const METHODS: Readonly<Record<PageEntry['claim']['method'], string>> = {
  exact: 'Each case is evaluated as it stands.',
  enumeration: 'Expectations are exact: all draws are enumerated.',
  statistics: 'Expectations are estimated from independent runs, with a stated probability of error.',
  limit: 'Limits are judged from runs followed in log time, at several horizons.',
};

/** The claim's section: what can be read without scripts. */
export function sectionHtml(entry: PageEntry): string {
  const { claim, judged } = entry;
  const evidence = judged.evidence ?? '';
  const summary = element(
    'summary',
    {},
    element('span', { class: `verdict ${judged.verdict}` }, judged.verdict),
    ' ',
    element('code', { class: 'id' }, xml(claim.id)),
    ' ',
    element('span', { class: 'about' }, xml([claim.source, READINGS[claim.reading], evidence].filter((part) => part !== '').join(' · '))),
    // Here, so that a list of closed sections can be read.
    element('span', { class: 'statement' }, statementHtml(claim.statement)),
  );
  const attributes = {
    class: 'claim',
    id: anchorOf(claim.id),
    'data-id': claim.id,
    'data-chapter': claim.chapter,
    'data-verdict': judged.verdict,
    'data-reading': claim.reading,
    'data-evidence': evidence,
    'data-defect': claim.defect?.id ?? '',
  };
  return element('details', attributes, summary, element('div', { class: 'body' }, ...body(entry)));
}

function body(entry: PageEntry): string[] {
  const { reason } = entry;
  return [
    verdictLine(entry),
    ...(reason === undefined ? [] : [heading('Why'), element('p', { class: 'reason' }, xml(reason))]),
    heading('Do it yourself'),
    element('pre', { class: 'command' }, xml(commandOf(entry))),
    element('div', { class: 'details' }, ''),
  ];
}

/** The slip that makes a claim false, where one is named. */
function defectLines(defect: PageEntry['claim']['defect']): string[] {
  if (defect === undefined) return [];
  const { id, slip, survives } = defect;
  return [
    element(
      'p',
      { class: 'defect' },
      'Defect ',
      element('code', {}, xml(id)),
      `: ${statementHtml(slip)} What holds: ${statementHtml(survives)}`,
    ),
  ];
}

/** The reason with its formulas, which take the place of the plain text that is read without scripts. */
export const reasonHtml = ({ reason }: PageEntry): string => (reason === undefined ? '' : statementHtml(reason));

/** What the page's scripts add when a section is opened; `siblings` are the other readings of its statement. */
export function detailsHtml(entry: PageEntry, siblings: readonly PageEntry[]): string {
  const { claim, judged, witness, picture, certificate } = entry;
  return [
    ...defectLines(claim.defect),
    ...(siblings.length === 0 ? [] : readingsSideBySide(entry, siblings)),
    heading('How it is judged'),
    element(
      'p',
      {},
      `Slack: ${statementHtml(claim.slack)}. Smallest ${number(judged.slack?.min)}, median ${number(judged.slack?.median)}. Below 0 the claim is broken.`,
    ),
    ...slacksTable(judged.slackQuantiles ?? []),
    ...hypothesesTable(entry),
    ...labelsTable(judged.labels),
    ...(witness === undefined ? [] : [heading('Smallest witness'), witnessTable(witness)]),
    ...(picture === undefined
      ? []
      : [element('div', { class: 'picture', tabindex: '0', role: 'group', 'aria-label': `Picture of ${claim.id}` }, picture)]),
    ...(certificate === undefined ? [] : certificateBlock(certificate)),
    ...entry.coq.flatMap(coqBlock),
  ].join('\n');
}

const heading = (text: string): string => element('h3', {}, text);

const number = (value: unknown): string =>
  typeof value === 'number' ? toThousandths(value) : value === undefined || value === null ? 'none' : xml(String(value));

/** What a person types to see the verdict, or the witness. */
function commandOf({ claim, witness }: PageEntry): string {
  return `npx claimcheck ${witness === undefined ? 'verify' : 'replay'} ${claim.id}`;
}

function verdictLine({ judged, claim }: PageEntry): string {
  const weight = judged.evidence === undefined ? '' : ` Evidence: ${judged.evidence}.`;
  const recorded = judged.expected === undefined || judged.expected === judged.verdict ? '' : ` On record: ${judged.expected}.`;
  const cases = `${counted(judged.cases, 'case')}, of which ${judged.discarded} did not meet the hypotheses and ${judged.undecided} were undecided`;
  return element(
    'p',
    {},
    'Verdict: ',
    element('strong', { class: judged.verdict }, judged.verdict),
    `.${weight}${recorded} ${cases}. ${METHODS[claim.method]}`,
  );
}

const ORDER = Object.keys(READINGS);

/** The readings of a statement beside each other, each with its verdict. */
function readingsSideBySide(entry: PageEntry, siblings: readonly PageEntry[]): string[] {
  const all = [entry, ...siblings].sort((a, b) => ORDER.indexOf(a.claim.reading) - ORDER.indexOf(b.claim.reading));
  return [heading('Readings side by side'), element('div', { class: 'readings' }, ...all.map((one) => readingCard(one, one === entry)))];
}

/** A reading's place; the page's scripts take its statement from its own section. */
function readingCard({ claim, judged }: PageEntry, isThis: boolean): string {
  const id = isThis ? element('code', {}, xml(claim.id)) : element('a', { href: `#${anchorOf(claim.id)}` }, xml(claim.id));
  const verdict = element('strong', { class: judged.verdict }, judged.verdict);
  return element(
    'div',
    { 'data-statement': anchorOf(claim.id) },
    element('p', {}, element('b', {}, READINGS[claim.reading]), ': ', verdict, ' ', id),
  );
}

function hypothesesTable({ judged, hypotheses }: PageEntry): string[] {
  if (judged.hypotheses.length === 0) return [];
  const rows = judged.hypotheses.map(({ id, of, met, failed }) =>
    element(
      'tr',
      {},
      // The id too: a header of a formula alone is empty to some readers of screens.
      element('th', { scope: 'row' }, xml(id), ...(hypotheses[id] === undefined ? [] : [`: ${statementHtml(hypotheses[id])}`])),
      ...[of === 'paper' ? 'the paper' : 'the method', String(met), String(failed)].map((text) => element('td', {}, text)),
    ),
  );
  return [table('Hypotheses', ['hypothesis', 'of', 'met', 'failed'], rows)];
}

/** How the slacks of the cases lie, tenth by tenth. */
function slacksTable(quantiles: readonly (number | string)[]): string[] {
  if (quantiles.length === 0) return [];
  const values = quantiles.map(Number);
  const farthest = Math.max(largest(values.map(Math.abs).filter(Number.isFinite)), Number.MIN_VALUE);
  const rows = values.map((slack, tenth) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, tenth === 0 ? 'smallest' : tenth === values.length - 1 ? 'largest' : `${tenth * 10}%`),
      element('td', {}, number(quantiles[tenth])),
      barCell(Math.min(1, Math.abs(slack) / farthest), slack < 0 ? 'violated' : ''),
    ),
  );
  return [table('Slack of the cases', ['share of the cases', 'slack at most', 'size'], rows)];
}

const barCell = (share: number, kind = ''): string =>
  element('td', { class: `bar ${kind}`.trim(), style: `--share: ${share.toFixed(3)}` }, '');

function labelsTable(labels: PageEntry['judged']['labels']): string[] {
  const all = Object.entries(labels);
  if (all.length === 0) return [];
  const most = largest(all.map(([, count]) => count));
  const rows = all.map(([label, count]) =>
    element('tr', {}, element('th', { scope: 'row' }, xml(label)), element('td', {}, String(count)), barCell(count / most)),
  );
  return [table('Kinds of cases', ['kind', 'cases', 'share'], rows)];
}

function table(caption: string, columns: readonly string[], rows: readonly string[]): string {
  const head = element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)));
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption },
    element('table', {}, element('caption', {}, caption), element('thead', {}, head), element('tbody', {}, ...rows)),
  );
}

const MOST_SAMPLES = 12;

/** The data, start and steps of a witness. */
function witnessTable({ input: { data, start, steps } }: StoredCase): string {
  const vector = (values: readonly unknown[]): string => xml(`(${values.join(', ')})`);
  const rows = data.x
    .slice(0, MOST_SAMPLES)
    .map((row, i) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, `x${i + 1}`),
        element('td', {}, vector(row)),
        element('td', {}, data.y[i] === 1 ? '+1' : '-1'),
      ),
    );
  const more = data.x.length > MOST_SAMPLES ? ` ${data.x.length - MOST_SAMPLES} more samples are left out here.` : '';
  const length =
    steps.kind === 'none' ? '' : steps.kind === 'constant' ? ` Step size ${steps.eta}.` : ` Step sizes (k+1)^(-${steps.alpha}).`;
  return `${table('Samples', ['sample', 'features', 'label'], rows)}${element('p', {}, `Start ${vector(start)}.${xml(length)}${more}`)}`;
}

function certificateBlock({ hypotheses, step, precision, argument }: Certificate): string[] {
  const lines = [...hypotheses.map(({ name, how }) => `${name}: ${how}`), ...argument];
  return [
    heading('Certificate'),
    element('p', {}, `By integers and intervals of ${precision} bits, at step ${step}:`),
    element('ul', { class: 'certificate' }, ...lines.map((line) => element('li', {}, statementHtml(line)))),
  ];
}

function coqBlock({ about, theorem, commands }: CoqProofShown): string[] {
  return [
    heading('Proof for Coq'),
    element('p', {}, xml(about)),
    element('pre', { class: 'coq' }, xml(theorem)),
    element('pre', {}, xml(commands)),
  ];
}

/** The other readings of each entry's statement. */
export function siblingsOf(entry: PageEntry, entries: readonly PageEntry[]): readonly PageEntry[] {
  return entries.filter((other) => other !== entry && statementOf(other.claim.id) === statementOf(entry.claim.id));
}
