/** Markdown pages as their readers see them: sentences, links and anchors. */

/** What is not running text: code blocks, comments and tables. */
const FENCED = /^ *(```|~~~)[\s\S]*?^ *\1[^\n]*$/gm;
const COMMENT = /<!--[\s\S]*?-->/g;
const TABLE_ROW = /^ *\|.*$/gm;
const HEADING = /^#{1,6} .*$/gm;
/** The marker of a list's item, which begins a block of its own. */
const ITEM = /^ *(?:[-*+]|\d+\.) +/gm;
const LINK = /!?\[([^\]]*)\]\(([^()\s]*(?:\([^()\s]*\))?[^()\s]*)\)/g;
/** A sentence ends where a full stop, question or exclamation mark comes before a space and a word that begins one. */
const END = /(?<=[.!?][)*"']*)\s+(?=[*("'[]*(?:\p{Lu}|CODE))/u;
const ABBREVIATIONS = /\b(et al|e\.g|i\.e|vs|eqs?|cf)\./g;

/** The sentences of a page, block by block; a code span is one word. */
export function sentencesOf(page: string): readonly string[] {
  const text = page.replace(FENCED, '\n\n').replace(COMMENT, '').replace(TABLE_ROW, '').replace(HEADING, '\n\n').replace(ITEM, '\n\n');
  return text
    .replace(/``.*?``|`[^`]*`/g, 'CODE')
    .replace(LINK, '$1')
    .replace(ABBREVIATIONS, '$1')
    .split(/\n\s*\n/)
    .map((block) =>
      block
        .replace(/^ *> ?/gm, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((block) => block !== '')
    .flatMap((block) => block.split(END));
}

/** How many words a sentence has; signs between spaces are none. */
export function wordsIn(sentence: string): number {
  return sentence.split(' ').filter((token) => /[\p{L}\p{N}]/u.test(token)).length;
}

/** Where the links of a page point. */
export function linksOf(page: string): readonly string[] {
  const prose = page.replace(FENCED, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(LINK)].map((match) => match[2] ?? '');
}

/** The anchors that GitHub gives the headings of a page, and those that it names itself. */
export function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...page.replace(FENCED, '').matchAll(/^#{1,6} (.*)$/gm)].map((match) => slug(match[1] ?? ''));
  const named = [...page.matchAll(/<a (?:id|name)="([^"]+)"/g)].map((match) => match[1] ?? '');
  return new Set([...headings, ...named]);
}

function slug(heading: string): string {
  return heading
    .replace(LINK, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}
