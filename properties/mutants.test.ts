import { describe, expect, it } from 'vitest';
import { mutantsOf, planted } from '../scripts/mutants.js';

const told = (source: string): string[] => mutantsOf(source).map((mutant) => planted(source, mutant));

describe('faults that are planted in sources', () => {
  it('are swaps of comparisons, quantifiers, ends, signs and constants, one at a time', () => {
    expect(told('return list.every(({ low }) => low <= 0n);')).toEqual([
      'return list.some(({ low }) => low <= 0n);',
      'return list.every(({ low }) => low < 0n);',
      'return list.every(({ low }) => low <= 1n);',
    ]);
    expect(told('const end = -greatest([a.low, 2n]);')).toEqual([
      'const end = greatest([a.low, 2n]);',
      'const end = -least([a.low, 2n]);',
      'const end = -greatest([a.high, 2n]);',
      'const end = -greatest([a.low, 3n]);',
    ]);
    expect(told('if (!known && n > 4) return true;')).toEqual([
      'if (known && n > 4) return true;',
      'if (!known || n > 4) return true;',
      'if (!known && n >= 4) return true;',
      'if (!known && n > 5) return true;',
      'if (!known && n > 4) return false;',
    ]);
  });

  it('are not in comments, texts, imports and types', () => {
    const source = [
      "import { a } from './a <= b.js';",
      '/** a <= b */',
      'export interface A {',
      '  readonly sign: -1 | 0 | 1;',
      '}',
      "const text = 'a && b' // c || d",
      '`a <= b`;',
      'const map = new Map<string, number>();',
    ].join('\n');
    expect(told(source)).toEqual([]);
  });
});
