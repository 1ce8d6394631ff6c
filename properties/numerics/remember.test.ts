import { describe, expect, it } from 'vitest';
import { listed, remembering } from '../../src/numerics/remember.js';

/** A function that says how often it was asked, and counts. */
function counting(): { readonly ask: (numbers: ArrayLike<number>) => number; asked(): number } {
  let asked = 0;
  return {
    ask: remembering(
      (numbers: ArrayLike<number>) => new Float64Array(numbers),
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

  it('keeps the last four answers', () => {
    const { ask, asked } = counting();

    for (const number of [1, 2, 3, 4, 5, 5, 2]) ask([number]);
    expect(asked()).toBe(5);
    ask([1]);
    expect(asked()).toBe(6);
  });

  it('keeps questions of 16 megabytes together, the newest, and none that is longer', () => {
    const { ask, asked } = counting();
    const most = new Float64Array(2 ** 21);
    const half = (last: number) => new Float64Array(2 ** 20).fill(last, -1);

    ask(most);
    ask(most);
    expect(asked()).toBe(1);
    // Two halves have room together, and then the whole has none.
    ask(half(1));
    ask(half(2));
    ask(half(1));
    expect(asked()).toBe(3);
    ask([3]);
    // One of the halves had to go: the older one.
    ask(half(2));
    expect(asked()).toBe(4);
    ask(half(1));
    expect(asked()).toBe(5);
    ask(new Float64Array(2 ** 21 + 1));
    ask(new Float64Array(2 ** 21 + 1));
    expect(asked()).toBe(7);
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
