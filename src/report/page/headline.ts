/** The result in numbers: how many statements of each reading survive and break. */

import { element } from '../../text/xml.js';
import type { PageEntry } from './entry.js';

const READINGS = [
  ['as-printed', 'as printed'],
  ['as-intended', 'as intended'],
  ['repaired', 'repaired'],
] as const;

const VERDICTS = ['survives', 'refuted', 'vacuous', 'unknown', 'not-run'] as const;

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
  return element('table', { class: 'headline' }, caption, element('thead', {}, head), element('tbody', {}, ...rows));
}

function cell(name: 'th', text: string, scope: 'col' | 'row'): string {
  return element(name, { scope }, text);
}
