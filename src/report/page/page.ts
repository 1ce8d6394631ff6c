/** The report as one HTML file that opens from disk and asks nothing of a network. */

import { gzipSync } from 'node:zlib';
import { STYLE } from '../../picture/style.js';
import { element, xml } from '../../text/xml.js';
import type { PageContent, PageEntry } from './entry.js';
import { statementLatex } from './formula.js';
import { guide } from './guide.js';
import { evidenceText, headlineTable } from './headline.js';
import { detailsHtml, reasonHtml, sectionHtml, siblingsOf } from './section.js';

/** Where the page's template takes its parts. */
const PLACES = { title: '<!--title-->', report: '<!--report-->', claims: '>claims<' } as const;

/** The title of a page without claims. */
const ALONE = 'claimcheck: explorer';

/**
 * Fills the template that the build makes.
 *
 * @param template - HTML with a mark where each part goes; the scripts of the explorer are in it.
 * @param content - the claims; undefined for a page with the explorer alone.
 */
export function pageHtml(template: string, content: PageContent | undefined): string {
  const parts: Record<keyof typeof PLACES, string> =
    content === undefined
      ? { title: ALONE, report: aloneHtml(), claims: '><' }
      : {
          title: xml(content.title),
          report: reportHtml(content),
          claims: `>${zipped(content.entries.map((entry) => shown(entry, content.entries)))}<`,
        };
  return (Object.keys(PLACES) as (keyof typeof PLACES)[]).reduce((page, key) => page.replace(PLACES[key], () => parts[key]), template);
}

/** JSON as gzip in base64: what is beyond the list of statements and verdicts is most of the page, and unpacked by its scripts. */
const zipped = (value: unknown): string => gzipSync(JSON.stringify(value), { level: 9 }).toString('base64');

/** What the page's scripts know of a claim. */
function shown(entry: PageEntry, entries: readonly PageEntry[]): object {
  const { claim, judged } = entry;
  return {
    id: claim.id,
    source: claim.source,
    statement: claim.statement,
    latex: statementLatex(claim.statement),
    reason: reasonHtml(entry),
    details: detailsHtml(entry, siblingsOf(entry, entries)),
    reading: claim.reading,
    verdict: judged.verdict,
    ...(judged.evidence === undefined ? {} : { evidence: judged.evidence }),
    ...(judged.witness === undefined ? {} : { witness: judged.witness }),
  };
}

function reportHtml({ title, origin, entries, own }: PageContent): string {
  const chapters = [...new Set(entries.map(({ claim }) => claim.chapter))];
  return [
    element('h1', {}, xml(title)),
    element('p', { class: 'origin' }, `${xml(origin)}. `, element('a', { href: '#explore' }, 'To the explorer')),
    ...(own === undefined ? [] : [element('script', { type: 'text/plain', id: 'own-claims' }, zipped(own))]),
    element('style', {}, STYLE),
    headlineTable(entries),
    element('p', { class: 'evidence' }, evidenceText(entries)),
    guide(entries),
    element('div', { id: 'filters' }, ''),
    ...chapters.map((chapter) => chapterHtml(chapter, entries)),
  ].join('\n');
}

/** What stands above an explorer without claims. */
function aloneHtml(): string {
  const about =
    'One neuron or a small network learns a few samples of the plane by gradient descent. See where its direction ends up, and which statements about that hold on the case that you make.';
  return `${element('h1', {}, ALONE)}${element('p', {}, about)}`;
}

/** The name of a chapter as it is written. */
const titled = (chapter: string): string => chapter.replaceAll(/\brelu\b/g, 'ReLU');

function chapterHtml(chapter: string, entries: readonly PageEntry[]): string {
  const own = entries.filter(({ claim }) => claim.chapter === chapter);
  const sections = own.map(sectionHtml);
  return element('section', { class: 'chapter' }, element('h2', {}, xml(titled(chapter))), '\n', sections.join('\n'));
}
