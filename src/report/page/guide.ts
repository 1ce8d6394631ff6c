/** How the page is to be read: its words, for those who have nothing but the page. */

import { element } from '../../text/xml.js';
import type { PageEntry } from './entry.js';

/** A word with what it means. */
type Word = readonly [word: string, meaning: string];

const VERDICTS: readonly Word[] = [
  ['survives', 'no case broke it. That is no proof.'],
  ['refuted', 'a case meets every hypothesis and breaks the conclusion. The smallest one found is its witness.'],
  ['vacuous', 'too few cases met the hypotheses to judge it.'],
  ['unknown', 'too many cases could not be decided.'],
  ['not-run', 'the time ended before it was judged.'],
];

const READINGS: readonly (readonly [PageEntry['claim']['reading'], ...Word])[] = [
  ['as-printed', 'as printed', 'in the words of the source.'],
  ['as-intended', 'as intended', 'as its proof or its context uses it, where the print has a slip.'],
  ['repaired', 'repaired', 'with the change that it takes to hold, as far as one is known.'],
];

const EVIDENCE: readonly Word[] = [
  ['machine-checked', 'the proof assistant Coq has accepted a proof that the claim is false.'],
  ['certified', 'whole numbers and intervals prove that the witness breaks the claim.'],
  ['numerical', 'floating-point numbers show it, clear of a bound on their rounding.'],
  ['statistical', 'many random runs show it, at a stated probability of error.'],
  ['asymptotic', 'a limit is read at several horizons, up to t = e^(10^6), by two engines that agree.'],
];

const NUMBERS: readonly Word[] = [
  ['slack', 'how far a case is from breaking the claim. Below 0 it is broken.'],
  ['hypotheses of the paper', 'conditions that the statement has.'],
  ['hypotheses of the method', 'conditions that the way of judging adds. They bound what was tested.'],
  ['ln t', 'the logarithm of the number of steps. Directions settle so slowly that runs are followed on this scale.'],
];

/** The words that the page uses, in a section that opens. */
export function guide(entries: readonly PageEntry[]): string {
  const has = (test: (entry: PageEntry) => boolean): boolean => entries.some(test);
  const parts: readonly (readonly [string, readonly Word[]])[] = [
    ['Verdicts', VERDICTS.filter(([verdict]) => has(({ judged }) => judged.verdict === verdict))],
    ['Readings of a statement', READINGS.flatMap(([reading, ...word]) => (has(({ claim }) => claim.reading === reading) ? [word] : []))],
    ['Evidence of a refutation', EVIDENCE.filter(([evidence]) => has(({ judged }) => judged.evidence === evidence))],
    ['Numbers', NUMBERS],
  ];
  return element(
    'details',
    { class: 'guide' },
    element('summary', {}, 'How to read this page'),
    element(
      'p',
      {},
      'Each statement was judged on many cases: data, a start and step sizes that meet its hypotheses. A line below opens to the reason, the cases and, where it is refuted, the witness and its proof. The explorer at the end runs a case that you make. Commands are those of the npm package ',
      element('code', {}, 'claimcheck'),
      '.',
    ),
    ...parts
      .filter(([, words]) => words.length > 0)
      .map(
        ([title, words]) =>
          `${element('h3', {}, title)}${element('dl', {}, ...words.map(([word, meaning]) => `${element('dt', {}, word)}${element('dd', {}, meaning)}`))}`,
      ),
  );
}
