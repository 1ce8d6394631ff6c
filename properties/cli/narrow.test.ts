import { afterEach, describe, expect, it, vi } from 'vitest';
import { progressText } from '../../src/cli/progress.js';
import { columnsOf } from '../../src/cli/width.js';
import { edition } from '../../src/paper/edition.js';
import { readRecords, SHIPPED_RECORD } from '../../src/record/records.js';
import { listText } from '../../src/report/list-report.js';
import { commanded } from '../support/cli.js';

const records = readRecords(SHIPPED_RECORD);
const { claims } = edition;

describe('the list of claims', () => {
  it.each([60, 80, 100, 120, 400])('fits %i columns and leaves nothing out', (width) => {
    const text = listText(claims, records, width);

    const lines = text.split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
    const words = text.replace(/\s+/g, ' ');
    for (const { id, source, reading, kind } of claims) {
      for (const part of [id, source, reading, kind, ...(records[id]?.hypotheses ?? []).map((one) => one.id)])
        expect(words).toContain(part);
    }
    // Each claim begins a line, with its verdict on it.
    for (const { id } of claims) expect(lines.find((line) => line.split(' ')[0] === id)).toContain(records[id]?.verdict);
  });

  it('is a table with everything in its row where that fits', () => {
    const [head, ...rows] = listText(claims, records, 400).split('\n');

    expect(head).toMatch(/^claim +reading +kind +recorded +the paper's hypotheses +the method's +source$/);
    expect(rows).toHaveLength(claims.length);
  });

  it('says in lines below a row what the table has no room for', () => {
    const chosen = claims.filter(({ id }) => id === 'soudry/loss');

    expect(listText(chosen, records, 60).split('\n')).toEqual([
      'claim        reading     kind        recorded',
      'soudry/loss  as-printed  asymptotic  survives',
      '    Soudry et al. 2018, theorem 5; paper: separable,',
      '    positive-step; method: margin, near-start',
    ]);
    expect(listText(chosen, records, 40).split('\n').slice(0, 3)).toEqual([
      'claim        recorded',
      'soudry/loss  survives',
      '    as-printed, asymptotic; Soudry et',
    ]);
  });

  it('has 100 columns where there is no terminal', async () => {
    const { code, stdout } = await commanded('list');

    expect(code).toBe(0);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
  });
});

/** The lines of a table: those up to the first that is none of its rows. */
const tableIn = (stdout: string, after: RegExp): string[] => {
  const lines = stdout.split('\n');
  return lines.slice(
    0,
    lines.findIndex((line) => after.test(line)),
  );
};

describe('tables of results', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    [
      'verify',
      ['verify', 'thm-3.1/3*', 'def/separable', '--cases', '20', '--jobs', '1'],
      /^$/,
      ['thm-3.1/3@repaired', 'refuted', 'machine-checked', 'least slack', 'discarded', 'median'],
    ],
    [
      'trace',
      ['trace', '--case', 'fixtures/witnesses/thm-3.2_cases.json', '--until', 'ln=1000'],
      /^(start|reference):/,
      ['1000.00', 'log-time', 'direction error', '|grad|', 'active'],
    ],
    [
      'trace of a network',
      ['trace', '--case', 'fixtures/witnesses/sec-4.2_scope.json', '--until', 'ln=100'],
      /^(output weights|start|reference):/,
      ['100.000', 'pattern partitions', 'max-margin direction', 'on the kinks of'],
    ],
  ])('of %s fit 60 columns and leave nothing out, and have all columns where no terminal says how many', async (_, args, after, words) => {
    vi.stubEnv('COLUMNS', '60');
    const narrow = await commanded(...args);
    vi.stubEnv('COLUMNS', '');
    const wide = await commanded(...args);

    const lines = tableIn(narrow.stdout, after);
    expect(lines.length).toBeGreaterThan(tableIn(wide.stdout, after).length);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(60);
    for (const word of words) expect(lines.join(' ').replace(/\s+/g, ' ')).toContain(word);
    for (const word of tableIn(wide.stdout, after).join(' ').split(/\s+/)) expect(lines.join(' ')).toContain(word);
  });
});

describe('the columns of a stream', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('are those of its terminal, or of COLUMNS, or as many as are asked for', () => {
    vi.stubEnv('COLUMNS', '');
    expect([columnsOf({ isTTY: true, columns: 60 }), columnsOf({}), columnsOf({}, 72)]).toEqual([60, 100, 72]);
    vi.stubEnv('COLUMNS', '90');
    expect([columnsOf({ isTTY: true, columns: 60 }), columnsOf({}), columnsOf({}, 72)]).toEqual([60, 90, 90]);
    vi.stubEnv('COLUMNS', '1');
    expect(columnsOf({})).toBe(20);
    vi.stubEnv('COLUMNS', 'wide');
    expect(columnsOf({})).toBe(100);
  });
});

describe('a line of progress', () => {
  it('says how far, how long still, and what is judged', () => {
    expect(progressText(45, 100, 'judging thm-3.2/descent', 90, 60)).toBe('45%, 2 min left: judging thm-3.2/descent');
    expect(progressText(3, 30, 'judging prop-2', 4, 60)).toBe('10%, 36 s left: judging prop-2');
    expect(progressText(1, 100, 'judging prop-2', 100, 60)).toBe('1%, 2.8 h left: judging prop-2');
  });

  it('says nothing of the time before it can be told, and after the end', () => {
    expect(progressText(1, 10, 'judging prop-2', 0.5, 60)).toBe('10%: judging prop-2');
    expect(progressText(0, 10, 'judging prop-2', 5, 60)).toBe('0%: judging prop-2');
    expect(progressText(10, 10, 'judging prop-2', 50, 60)).toBe('100%: judging prop-2');
  });

  it('fits, whatever the label', () => {
    expect(progressText(5, 10, `judging ${'x'.repeat(200)}`, 90, 60)).toHaveLength(60);
  });
});
