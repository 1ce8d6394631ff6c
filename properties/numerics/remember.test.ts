import { describe, expect, it } from 'vitest';
import { listed, remembering } from '../../src/numerics/remember.js';

/** A function that says how often it was asked, and counts. */
function counting(): { readonly ask: (numbers: readonly number[]) => number; asked(): number } {
  let asked = 0;
  return {
    ask: remembering(
      (numbers: readonly number[]) => Float64Array.from(numbers),
      () => ++asked,
    ),
    asked: () => asked,
  };
}

describe('remembering', () => {
  it('answers once what is asked again, whoever asks', () => {
    const { ask, asked } = counting();

    expect([ask([1, 2]), ask([1, 2]), ask([1, 3]), ask([1, 2])]).toEqual([1, 1, 2, 1]);
    expect(asked()).toBe(2);
  });

  it('goes by the bits: zeros of both signs, and lists of other lengths, are other questions', () => {
    const { ask } = counting();

    expect([ask([0]), ask([-0]), ask([0, 0]), ask([Number.NaN]), ask([Number.NaN])]).toEqual([1, 2, 3, 4, 4]);
  });

  it('tells apart numbers that differ in their last bit alone, or in their first', () => {
    const { ask } = counting();

    expect([ask([1]), ask([1 + Number.EPSILON]), ask([1]), ask([2])]).toEqual([1, 2, 1, 3]);
  });

  it('keeps the last four answers, and none to a question of more than a megabyte', () => {
    const { ask, asked } = counting();

    for (const number of [1, 2, 3, 4, 5, 5, 2]) ask([number]);
    expect(asked()).toBe(5);
    ask([1]);
    expect(asked()).toBe(6);
    const long = new Array(2 ** 17 + 1).fill(0);
    ask(long);
    ask(long);
    expect(asked()).toBe(8);
    // A megabyte itself is kept.
    ask(long.slice(1));
    ask(long.slice(1));
    expect(asked()).toBe(9);
  });

  it('keeps as many as it is told, and nothing where numbers cannot tell the question', () => {
    let asked = 0;
    const one = remembering(
      (x: number) => (x < 0 ? undefined : Float64Array.of(x)),
      () => ++asked,
      1,
    );

    expect([one(1), one(1), one(2), one(1), one(-1), one(-1)]).toEqual([1, 1, 2, 3, 4, 5]);
  });

  it('tells lists apart that hold the same numbers', () => {
    const ways = [listed([1, 2], [3]), listed([1], [2, 3]), listed([1, 2, 3]), listed([1, 2, 3], []), listed([], [1, 2, 3])];

    expect(new Set(ways.map((way) => way.join())).size).toBe(ways.length);
    // Each number, and the length of each list.
    expect(ways.map(({ length }) => length)).toEqual([5, 5, 4, 5, 5]);
  });
});
