/** Parts of files for Coq that are written for cases at the edge of what they say. */

import { describe, expect, it } from 'vitest';
import { insideLemma } from '../../../src/certify/coq/positive-lemmas.js';
import { separatorEntries } from '../../../src/certify/coq/written-data.js';
import { type Setting, settingOf } from '../../../src/certify/enclosure/setting.js';

/** The last number of a sample is its label. */
function settingFor(samples: readonly (readonly number[])[]): Setting {
  const data = { x: samples.map((row) => row.slice(0, -1)), y: samples.map((row) => row.at(-1)!) };
  return settingOf({ claim: 'thm-3.2/1', data, start: data.x[0]!.map(() => 0), steps: { kind: 'none' } }, 200);
}

describe('the lemma that the direction of the positives is in the region', () => {
  const lemma = (negative: number) =>
    insideLemma(
      settingFor([
        [1, 0, 1],
        [negative, 1, -1],
        [-1, 1, -1],
      ]),
    );

  it('is written where all negatives are inactive there, and not where one is on its kink', () => {
    expect(lemma(-1 / 1024).join(' ')).toContain('Lemma inside');
    for (const on of [0, 1 / 1024]) expect(() => lemma(on)).toThrow('is not in the region');
  });
});

describe('the separator of a file', () => {
  // Between the slopes a/1024 and b/1024.
  const between = (a: number, b: number) =>
    separatorEntries(
      settingFor([
        [-a, 1024, 1],
        [-b, 1024, -1],
      ]),
    );

  it('is of the smallest whole numbers up to 16', () => {
    expect(between(600, 800)).toEqual([3, 2]);
    expect(between(959, 961)).toEqual([16, 15]);
    expect(between(500, 520)).toEqual([2, 1]);
  });

  it('is the one that is found where there are none', () => {
    // 29/31 = 958/1024 is the first between these.
    const [x = 0, y = 0] = between(957, 958.5);
    expect(y / x).toBeGreaterThan(957 / 1024);
    expect(y / x).toBeLessThan(958.5 / 1024);
    expect([x, y].every(Number.isInteger) && Math.max(x, y) <= 16).toBe(false);
  });
});
