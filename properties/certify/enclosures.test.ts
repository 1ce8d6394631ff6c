/** What invariants and enclosures give, to the unit: the files beside it hold that it is right, this one that none of it changes unseen. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENCLOSURES, enclosures, hashesOf } from '../support/enclosures.js';

const recorded = JSON.parse(readFileSync(ENCLOSURES, 'utf8')) as Record<string, string>;

describe('what is enclosed is on record: npx tsx scripts/evaluations.ts --certificates', () => {
  it.each(Object.entries(enclosures))('%s', (name, enclosure) => {
    expect(hashesOf(enclosure)).toBe(recorded[name]);
  });

  it('and nothing else is', () => {
    expect(Object.keys(recorded)).toEqual(Object.keys(enclosures));
  });
});
