/** The pages of docs/: short sentences, links that lead somewhere, and tables that leave no claim out. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import optimizers from '../editions/optimizers/index.js';
import { claims } from '../src/paper/edition.js';
import { readRecords, SHIPPED_RECORD } from '../src/record/records.js';
import { certifiedClaims } from './support/certify.js';
import { partOf } from './support/marked-part.js';
import { anchorsOf, linksOf, sentencesOf, wordsIn } from './support/prose.js';

const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));
const MOST_WORDS = 40;
const MOST_WORDS_AT_FIRST = 25;

const pages = readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(DOCS, name), 'utf8') }));
/** Pages that people write; in the reference, tables and pages that scripts write stand beside them. */
const written = pages.filter(
  ({ name }) =>
    /^(tutorial|how-to|explanation)\/|^[\w-]+\.md$/.test(name) || /^reference\/(commands|json|case-files|mutation|vectors)\.md$/.test(name),
);

const pageOf = (name: string): string => readFileSync(join(DOCS, name), 'utf8');
/** Ids in the first column of a page's tables; a note may follow one. */
const listed = (name: string): ReadonlySet<string> =>
  new Set([...pageOf(name).matchAll(/^\| ([\w./@-]+)(?: \(\d+\))? \|/gm)].map((match) => match[1] ?? ''));

/** Outside of docs/, and in the reference beside tables that scripts write. */
const further = ['../README.md', '../CONTRIBUTING.md', 'reference/guard-findings.md', 'reference/hunt-table.md'].map((name) => ({
  name,
  text: pageOf(name),
}));

describe('sentences', () => {
  it.each([...written, ...further])(`have at most ${MOST_WORDS} words in $name, the first at most ${MOST_WORDS_AT_FIRST}`, ({ text }) => {
    const sentences = sentencesOf(text);

    const long = sentences.filter((sentence, place) => wordsIn(sentence) > (place === 0 ? MOST_WORDS_AT_FIRST : MOST_WORDS));

    expect(sentences.length).toBeGreaterThan(0);
    expect(long).toEqual([]);
  });

  it('are told apart, with a code span as one word and without tables, code, headings and markers of lists', () => {
    const text =
      '# Title\n\nOne `two words` here, by Doe et al. (2018). Two. `code` begins\nthe third.\n\n- an item\n- another\n\n| a | b |\n\n```sh\nx y z\n```\n';

    expect(sentencesOf(text)).toEqual(['One CODE here, by Doe et al (2018).', 'Two.', 'CODE begins the third.', 'an item', 'another']);
    expect(wordsIn('a <= b + 2, and CODE')).toBe(5);
  });
});

describe('links', () => {
  it.each(pages)('lead to a file in $name, and to a heading where they name one', ({ name, text }) => {
    const dead = linksOf(text)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? join(DOCS, name) : join(DOCS, dirname(name), path);
        if (!existsSync(target)) return true;
        return anchor !== undefined && target.endsWith('.md') && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
      });

    expect(dead).toEqual([]);
  });

  it('of docs/README.md lead to every page that people write', () => {
    const targets = new Set(linksOf(pageOf('README.md')).map((link) => relative(DOCS, join(DOCS, link.split('#')[0] ?? ''))));

    expect(written.map(({ name }) => name).filter((name) => name !== 'README.md' && !targets.has(name))).toEqual([]);
  });
});

describe('tables', () => {
  it('of the hunts have a row for every registered claim', () => {
    const rows = listed('reference/hunt-table.md');

    expect(claims.map(({ id }) => id).filter((id) => !rows.has(id))).toEqual([]);
  });

  it('of the hunts on the second edition have a row for every claim of it, with the seconds of the hunt', () => {
    const rows = [...partOf(pageOf('explanation/optimizers.md'), 'hunts').matchAll(/^\| (\S+) \| (?:survives|refuted) \| \d+ \| \d+ \|/gm)];

    expect(rows.map(([, id]) => id)).toEqual(optimizers.claims.map(({ id }) => id));
  });

  it('of what refutes which claim name every claim that has a certifier, once', () => {
    const page = pageOf('explanation/certificates.md');
    const part = page.slice(page.indexOf('Which lemmas refute which claim'), page.indexOf('### Lemma 1:'));
    const named = [...part.matchAll(/^\| ([\w./@-]+(?:, [\w./@-]+)*) \|/gm)].flatMap(([, ids = '']) => ids.split(', '));

    expect(named.filter((id) => id !== 'claim').sort()).toEqual([...certifiedClaims].sort());
  });

  it('of the certificates have a row for every registered claim that is on record as refuted, and for no other', () => {
    const refuted = Object.entries(readRecords(SHIPPED_RECORD)).filter(([, { verdict }]) => verdict === 'refuted');
    const known = new Set(claims.map(({ id }) => id));
    const rows = listed('explanation/certificates.md');
    const expected = refuted.map(([id]) => id).filter((id) => known.has(id));

    expect(expected.filter((id) => !rows.has(id))).toEqual([]);
    expect([...rows].filter((id) => !['claim'].includes(id) && !expected.includes(id))).toEqual([]);
  });
});

describe('docs/glossary.md', () => {
  const entries = pageOf('glossary.md').split(/^### /m).slice(1);

  it('is alphabetical', () => {
    const terms = entries.map((entry) => entry.slice(0, entry.indexOf('\n')).toLowerCase());

    expect(terms).toEqual([...terms].sort((a, b) => a.localeCompare(b, 'en')));
  });

  it('explains each word in two sentences at most', () => {
    const long = entries.filter((entry) => sentencesOf(entry.slice(entry.indexOf('\n'))).length > 2);

    expect(long.map((entry) => entry.slice(0, entry.indexOf('\n')))).toEqual([]);
  });
});
