/** The result in numbers: how many statements of each reading survive and break, and by what evidence. */

import { counted } from '../../text/layout.js';
import { element } from '../../text/xml.js';
import type { PageEntry } from './entry.js';

const READINGS = [
  ['as-printed', 'as printed'],
  ['as-intended', 'as intended'],
  ['repaired', 'repaired'],
] as const;

const VERDICTS = ['survives', 'refuted', 'vacuous', 'unknown', 'not-run'] as const;

/** From the strongest. */
const EVIDENCE = ['machine-checked', 'certified', 'numerical', 'statistical', 'asymptotic'] as const;

/** A table of readings by verdicts; verdicts that do not occur have no column. */
export function headlineTable(entries: readonly PageEntry[]): string {
  const occurring = VERDICTS.filter((verdict) => entries.some(({ judged }) => judged.verdict === verdict));
  const count = (reading: string, verdict: string): string =>
    String(entries.filter(({ claim, judged }) => claim.reading === reading && judged.verdict === verdict).length);
  const head = element('tr', {}, cell('th', 'reading', 'col'), ...occurring.map((verdict) => cell('th', verdict, 'col')));
  const rows = READINGS.filter(([reading]) => entries.some(({ claim }) => claim.reading === reading)).map(([reading, name]) =>
    element('tr', {}, cell('th', name, 'row'), ...occurring.map((verdict) => element('td', { class: verdict }, count(reading, verdict)))),
  );
  const caption = element('caption', {}, 'Verdicts by reading');
  const table = element('table', { class: 'headline' }, caption, element('thead', {}, head), element('tbody', {}, ...rows));
  return element('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Verdicts by reading' }, table);
}

/** What the refutations rest on, in words; empty where nothing is refuted. */
export function evidenceText(entries: readonly PageEntry[]): string {
  const refuted = entries.filter(({ judged }) => judged.verdict === 'refuted');
  if (refuted.length === 0) return '';
  const kinds = EVIDENCE.map((kind) => [refuted.filter(({ judged }) => judged.evidence === kind).length, kind] as const);
  const told = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`);
  return `Evidence of the ${counted(refuted.length, 'refutation')}: ${told.length === 0 ? 'none given' : told.join(', ')}.`;
}

function cell(name: 'th', text: string, scope: 'col' | 'row'): string {
  return element(name, { scope }, text);
}
