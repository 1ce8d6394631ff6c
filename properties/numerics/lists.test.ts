import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { append, integerProduct, largest, neighbours, nth, pairs, placesOf, sameList, smallest } from '../../src/numerics/lists.js';

/** More than a call takes as arguments: `Math.max(...list)` of these ends in a RangeError. */
const LONG = Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 300_007);

/** A list, whose length may be that of the data, among the arguments of a function that takes any number of them. */
const SPREAD = /(?:Math\.(?:min|max)|\.(?:push|unshift|of)|fromCharCode|fromCodePoint)\((?:[^()[\]{}]|\([^()]*\))*?\.\.\./;

/** The code of the files of a folder, comments left out. */
const codeOf = (folder: string): readonly { readonly path: string; readonly code: string }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|tsx|js|mjs|cts)$/.test(path))
    .map((path) => ({ path: `${folder}/${path}`, code: readFileSync(`${folder}/${path}`, 'utf8').replaceAll(/^\s*(?:\*|\/\/).*$/gm, '') }));

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

  it('are the same where all entries are, in one order', () => {
    expect(sameList([1, -1], Int8Array.of(1, -1))).toBe(true);
    expect(sameList([], [])).toBe(true);
    for (const other of [[1], [1, -1, 0], [-1, 1], [1, 1], [2, -1]]) expect(sameList([1, -1], other)).toBe(false);
  });

  it('have each entry but the last followed by the next', () => {
    expect([...neighbours([1, 2, 3])]).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect([...neighbours([1])]).toEqual([]);
  });

  it('have places of the entries that are sought', () => {
    expect(placesOf([3, -1, 3], (x) => x === 3)).toEqual([0, 2]);
  });
});

describe('a list that is longer than a call takes arguments', () => {
  it('has its smallest and its largest entry', () => {
    expect(() => Math.max(...LONG)).toThrow(RangeError);
    expect(smallest(LONG)).toBe(0);
    expect(largest(LONG)).toBe(300_006);
  });

  it('is added to another', () => {
    const list = [-1];
    expect(() => list.push(...LONG)).toThrow(RangeError);
    append(list, LONG);
    expect(list).toEqual([-1, ...LONG]);
  });

  it.each([
    ['none', []],
    ['zeros of both signs', [0, -0, 0]],
    ['zeros of both signs, the other one first', [-0, 0]],
    ['a NaN', [1, Number.NaN, -2]],
    ['infinities', [Number.POSITIVE_INFINITY, 3, Number.NEGATIVE_INFINITY]],
  ])('agrees with the built-in function on a short one: %s', (_, list) => {
    expect(smallest(list)).toBe(Math.min(...list));
    expect(largest(list)).toBe(Math.max(...list));
  });
});

describe('the sources', () => {
  it('hand no list over as arguments', () => {
    const files = ['src', 'editions'].flatMap(codeOf);
    expect(files.length).toBeGreaterThan(400);
    expect(files.filter(({ code }) => SPREAD.test(code)).map(({ path }) => path)).toEqual([]);
  });

  it.each([
    'Math.max(...rows.map(norm))',
    'lines.push(\n  ...more)',
    'String.fromCharCode(...bytes)',
    'Float64Array.of(d, ...x)',
    'Math.max(0, norm(w), ...sizes)',
  ])('would be found out: %s', (code) => {
    expect(SPREAD.test(code)).toBe(true);
  });
});
