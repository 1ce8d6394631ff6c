import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { Arc4 } from '../../src/numerics/arc4.js';

describe('random numbers', () => {
  it.each(['claimcheck/1', 'claimcheck/4294967297', 'a', 'ä/ß', 'x'.repeat(255)])('are those of seedrandom, seed %s', (seed) => {
    const random = seedrandom(seed);
    const own = new Arc4(seed);
    const differing = Array.from({ length: 20_000 }, (_, k) => k).filter(() => random() !== own.next());

    expect(differing).toEqual([]);
  });

  it.each(['', 'x'.repeat(256)])('need a seed that is neither empty nor longer than the state', (seed) => {
    expect(() => new Arc4(seed)).toThrow(RangeError);
  });
});
