import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, cut, wrapped } from '../../src/text/layout.js';

const word = fc.stringMatching(/^[a-z]{1,9}$/);

describe('wrapped text', () => {
  it('has all words in order, in lines that fit and are as full as they can be', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 13, max: 40 }), (words, width) => {
        const lines = wrapped(words.join(' '), width, '    ');

        expect(lines.map((line) => line.slice(4)).join(' ')).toBe(words.join(' '));
        for (const [i, line] of lines.entries()) {
          expect(line.length).toBeLessThanOrEqual(width);
          const [next = ''] = lines[i + 1]?.trim().split(' ') ?? [];
          if (next !== '') expect(line.length + 1 + next.length).toBeGreaterThan(width);
        }
      }),
    );
  });

  it('leaves a word that is longer than a line as it is', () => {
    expect(wrapped('a much-too-long-word b', 5)).toEqual(['a', 'much-too-long-word', 'b']);
  });
});

describe('texts in a width', () => {
  it('are cut with an ellipsis where they do not fit', () => {
    expect([cut('abcdef', 6), cut('abcdef', 5)]).toEqual(['abcdef', 'abcd…']);
  });

  it('count one thing and several', () => {
    expect([0, 1, 2].map((count) => counted(count, 'claim'))).toEqual(['0 claims', '1 claim', '2 claims']);
    expect(counted(2, 'vertex', 'vertices')).toBe('2 vertices');
  });
});
