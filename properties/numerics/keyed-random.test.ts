import fc from 'fast-check';
import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { keyedRandom } from '../../src/numerics/keyed-random.js';

/** Keys of any 16-bit characters. */
const keys = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 256 }).map((codes) => String.fromCharCode(...codes));

describe('random numbers from a key', () => {
  it('are those of seedrandom, to the bit', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const [own, reference] = [keyedRandom(key), seedrandom(key)];

        expect(Array.from({ length: 40 }, own)).toEqual(Array.from({ length: 40 }, () => reference()));
      }),
      { seed: 3, numRuns: 200, examples: [['claimcheck/1'], ['claimcheck/-0.5'], ['\u0000'], ['\u0100\u00ff'], ['k'.repeat(256)]] },
    );
  });

  it('are so over many draws, of which some begin with zeros', () => {
    const [own, reference] = [keyedRandom('claimcheck/4294967297'), seedrandom('claimcheck/4294967297')];
    let [small, others] = [0, 0];
    for (let draw = 0; draw < 100_000; draw++) {
      const number = own();
      if (number < 2 ** -12) small++;
      if (!Object.is(number, reference())) others++;
    }
    expect(others).toBe(0);
    expect(small).toBeGreaterThan(5);
  });

  it.each([
    ['', 0],
    ['k'.repeat(257), 257],
  ])('refuse a key that would be changed first', (key, length) => {
    expect(() => keyedRandom(key)).toThrow(`random numbers: a key of 1 to 256 characters, not ${length}`);
  });
});
