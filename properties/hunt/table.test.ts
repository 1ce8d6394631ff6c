import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { claims } from '../../src/paper/edition.js';
import { readRecords, SHIPPED_RECORD } from '../../src/record/records.js';
import { markdown, merged, type Row, readRows } from '../support/hunt-rows.js';

const DOCS = fileURLToPath(new URL('../../docs/reference/', import.meta.url));
const rows = readRows(`${DOCS}hunt-table.json`);
const run = { seed: 1, evaluations: 10, found: false, foundAfter: 2, doneAfter: 2 };
const row: Row = {
  claim: 'prop-1@intended',
  runs: [run],
  evidence: [],
  slack: 0.5,
  excludedRate: 0.01,
  maxTime: 2,
  jobs: 1,
  commit: 'abc',
};

describe('docs/reference/hunt-table.md', () => {
  it('is what its rows and the verdicts on record say (npx tsx bench/hunt-table.ts --render)', () => {
    expect(readFileSync(`${DOCS}hunt-table.md`, 'utf8')).toBe(markdown(rows, readRecords(SHIPPED_RECORD)));
  });

  it('has one row a claim, and none of a claim that does not exist', () => {
    const known = new Set(claims.map(({ id }) => id));

    expect(rows.length).toBeGreaterThan(100);
    expect(new Set(rows.map(({ claim }) => claim)).size).toBe(rows.length);
    expect(rows.filter(({ claim }) => !known.has(claim))).toEqual([]);
  });

  it('replaces the row of a claim and keeps the others', () => {
    const after = merged(rows, row);

    expect(after).toHaveLength(rows.length);
    expect(after.filter(({ claim }) => claim !== 'prop-1@intended')).toEqual(rows.filter(({ claim }) => claim !== 'prop-1@intended'));
    expect(after.find(({ claim }) => claim === 'prop-1@intended')).toEqual(row);
  });

  it('says of each row the seconds, seeds, worker threads and commit, and its verdict from its runs', () => {
    const text = markdown([{ ...row, runs: [run, { ...run, seed: 7, found: true }] }], {});

    expect(text).toMatch(/\| prop-1@intended \| - \| refuted on 1 of 2 \|.*\| 2 x 1, 7 \(j 1\) \| abc \|/);
  });
});
