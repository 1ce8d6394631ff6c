/** The table of best known values: what its rows say, enclosed again. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { certifiedAgain, EXTREMES, extremesPage, isBetter, readExtremes, TARGETS } from '../support/extremes.js';

const rows = readExtremes();

describe('docs/reference/extremes.md', () => {
  it('is what its rows say (npx tsx bench/extremes.ts --render)', () => {
    expect(readFileSync(`${EXTREMES}.md`, 'utf8')).toBe(extremesPage(rows));
  });

  it('has one row a target', () => {
    const keys = (list: readonly { readonly claim: string; readonly quantity: string; readonly sense: string }[]) =>
      list.map(({ claim, quantity, sense }) => `${claim} ${quantity} ${sense}`).sort();

    expect(keys(rows)).toEqual(keys(TARGETS));
  });

  it.each(rows.map((row) => [`${row.claim} ${row.quantity}`, row] as const))('encloses %s again, to the same bits', (_, row) => {
    expect(certifiedAgain(row)?.slack).toEqual({ low: row.low, high: row.high });
    expect(row.low).toBeLessThanOrEqual(row.high);
  });
});

describe('a better value', () => {
  it('is one that is better for sure', () => {
    const [row] = rows;
    if (row === undefined) throw new RangeError('there is no row');

    expect(isBetter({ ...row, sense: 'minimise', low: 0, high: 1 }, { ...row, low: 0.5, high: 2 })).toBe(true);
    expect(isBetter({ ...row, sense: 'minimise', low: 0, high: 2 }, { ...row, low: 0.5, high: 2 })).toBe(false);
    expect(isBetter({ ...row, sense: 'maximise', low: 3, high: 4 }, { ...row, low: 2, high: 9 })).toBe(true);
    expect(isBetter({ ...row, sense: 'maximise', low: 2, high: 9 }, { ...row, low: 2, high: 3 })).toBe(false);
  });
});
