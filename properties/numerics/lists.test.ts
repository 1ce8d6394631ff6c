import { describe, expect, it } from 'vitest';
import { integerProduct, largest, neighbours, nth, pairs, placesOf, smallest } from '../../src/numerics/lists.js';

describe('lists', () => {
  it('are read where they have an entry, and nowhere else', () => {
    expect(nth([5, 6], 1)).toBe(6);
    for (const place of [-1, 2, 0.5]) expect(() => nth([5, 6], place)).toThrow(RangeError);
  });

  it('are paired entry by entry, if they are of one length', () => {
    expect(pairs(['a', 'b'], [1, 2])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(() => pairs([1], [1, 2])).toThrow('lists of 1 and 2 entries');
    expect(() => pairs([1, 2], [1])).toThrow(RangeError);
    expect(integerProduct([2n, -3n], [5n, 7n])).toBe(-11n);
  });

  it('have each entry but the last followed by the next', () => {
    expect([...neighbours([1, 2, 3])]).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect([...neighbours([1])]).toEqual([]);
  });

  it('have places, least and largest entries, as Math has them of any number of arguments', () => {
    expect(placesOf([3, -1, 3], (x) => x === 3)).toEqual([0, 2]);
    for (const list of [[2, -7, 5], [], [0, -0], [1, Number.NaN]]) {
      expect(smallest(list)).toBe(Math.min(...list));
      expect(largest(list)).toBe(Math.max(...list));
    }
  });
});
