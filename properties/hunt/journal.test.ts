import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JournalHeader, openJournal } from '../../src/hunt/journal/journal.js';
import { burst } from '../../src/hunt/search/burst.js';
import type { BurstResult } from '../../src/hunt/search/result.js';
import { SEARCH_REVISION } from '../../src/hunt/search/search.js';
import { trueClaim } from '../support/planted.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claimcheck-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const header: JournalHeader = { claim: trueClaim.id, seed: 1, strategy: 'portfolio', version: '0.1.0', search: SEARCH_REVISION };
const file = (): string => join(folder, 'planted_true.portfolio.seed1.jsonl');
const result = (): BurstResult =>
  burst(trueClaim, { claim: trueClaim.id, strategy: 'evolution', seed: 'journal', evaluations: 30, elites: [] });

/** Writes a journal of one burst, with its text changed. */
function written(change: (text: string) => string): void {
  const journal = openJournal(folder, header);
  journal.append([result()]);
  journal.close();
  writeFileSync(file(), change(readFileSync(file(), 'utf8')));
}

/** A journal's text as versions without checksums wrote it. */
const withoutChecksums = (text: string): string => text.replace(/\t[0-9a-f]{16}$/gm, '');

describe('the journal of a hunt', () => {
  it('without checksums, as older versions wrote it, is read and goes on with them', () => {
    written(withoutChecksums);
    const old = readFileSync(file(), 'utf8');
    const journal = openJournal(folder, header);
    journal.append([result()]);
    journal.close();

    const { recorded, close } = openJournal(folder, header);
    close();

    expect(old).not.toContain('\t');
    expect(recorded).toEqual([result(), result()]);
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('"violated":0', '"violated":1'));
    expect(() => openJournal(folder, header)).toThrow(`${file()}:3: does not match its checksum`);
  });

  it.each<[string, number, (lines: string[]) => string[]]>([
    ['with a digit changed', 2, ([first = '', line = '', last = '']) => [first, line.replace('"violated":0', '"violated":1'), last]],
    ['with a checksum changed', 3, ([first = '', line = '', last = '']) => [first, line, `${last.slice(0, -4)}0000`]],
    ['without a checksum', 2, ([first = '', line = '', last = '']) => [first, withoutChecksums(line), last]],
    ['removed', 2, ([first = '', , last = '']) => [first, last]],
  ])('with a line %s is refused, naming it', (_, number, change) => {
    const journal = openJournal(folder, header);
    journal.append([result(), result()]);
    journal.close();
    const lines = readFileSync(file(), 'utf8').split('\n').slice(0, -1);
    writeFileSync(file(), `${change(lines).join('\n')}\n`);

    expect(() => openJournal(folder, header)).toThrow(new RegExp(`seed1\\.jsonl:${number}: (does not match its|has no) checksum`));
  });

  it.each<[string, () => void]>([
    ['removed', () => rmSync(folder, { recursive: true })],
    [
      'replaced',
      () => {
        rmSync(file());
        writeFileSync(file(), '');
      },
    ],
  ])('that is %s while it is written is an error', (_, change) => {
    const journal = openJournal(folder, header);
    change();

    expect(() => journal.append([result()])).toThrow(`${file()}: was removed or replaced during the hunt`);
    journal.close();
  });

  it('gives back the results to the bit', () => {
    written((text) => text);

    const { recorded, close } = openJournal(folder, header);
    close();

    expect(recorded).toEqual([result()]);
  });

  it('of an earlier revision of the search, whose points had a margin for their slack, is refused by its header and left as it is', () => {
    written((text) => text.replace(`"search":${SEARCH_REVISION}`, '"search":6').replaceAll('"slack":', '"margin":'));
    const before = readFileSync(file(), 'utf8');

    expect(() => openJournal(folder, header)).toThrow(
      `${file()}:1: belongs to another hunt or version: its search is 6, this one's is ${SEARCH_REVISION}; move it away to begin anew`,
    );
    expect(readFileSync(file(), 'utf8')).toBe(before);
  });

  it.each([
    ['another version', '"version":"0.1.0"', '"version":"0.0.9"', 'its version is "0.0.9", this one\'s is "0.1.0"'],
    ['no revision', `,"search":${SEARCH_REVISION}`, '', `its search is none, this one's is ${SEARCH_REVISION}`],
    ['stored cases that it began with', '}', ',"corpus":"abc"}', 'its corpus is "abc", this one\'s is none'],
    ['another format', '"claimcheck-hunt"', '"claimcheck-case"', 'its format is "claimcheck-case", this one\'s is "claimcheck-hunt"'],
  ])('with %s in its header is refused, naming the field', (_, from, to, message) => {
    written((text) => text.replace(from, to));

    expect(() => openJournal(folder, header)).toThrow(message);
  });

  it('with points of an earlier form under a header of now is refused, naming line and field', () => {
    written((text) => withoutChecksums(text).replaceAll('"slack":', '"margin":'));

    expect(() => openJournal(folder, header)).toThrow(/seed1\.jsonl:2: field elites\.0\.standing\.slack: /);
  });
});
