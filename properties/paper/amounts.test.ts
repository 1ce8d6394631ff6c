/** What evaluations are made of comes out as it is on record, to the bit. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AMOUNTS, amounts } from '../support/amounts.js';
import { hash } from '../support/hashes.js';

const recorded = JSON.parse(readFileSync(AMOUNTS, 'utf8')) as Record<string, string>;

describe('what evaluations are made of', () => {
  it('is all on record: npx tsx scripts/evaluations.ts --cases', () => {
    expect(Object.keys(recorded)).toEqual(Object.keys(amounts));
  });

  it.each(Object.entries(amounts))('is as recorded: %s', (name, amount) => {
    expect(hash(amount())).toBe(recorded[name]);
  });
});
