import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mutantsOf, planted } from '../scripts/mutants.js';
import { batchesOf, type Drawn } from '../scripts/mutation/batches.js';
import { testsFor } from '../scripts/mutation/order.js';
import { faultOf, isSameFault, readEquivalents } from '../scripts/mutation/record.js';
import { PROPOSING, roomOf } from '../scripts/mutation/rooms.js';
import { plantable, switched } from '../scripts/mutation/switches.js';
import { equivalentTable, fullTable, intervalOf, missedTable, proposingTable, scoreTable } from '../scripts/mutation/tables.js';
import { partOf } from './support/marked-part.js';
import { sources } from './support/sources.js';

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
      'const other = "it\'s a - b";',
      '`a <= b`;',
      'const map = new Map<string, number>();',
    ].join('\n');
    expect(told(source)).toEqual([]);
  });
});

describe('faults behind switches', () => {
  const behind = (source: string): string => {
    const mutants = plantable('a.ts', source, mutantsOf(source));
    return switched(
      'a.ts',
      source,
      Array.from(mutants, (mutant, number) => ({ number, mutant })),
    ).replaceAll('globalThis.planted', 'on');
  };

  it('stand beside the smallest expression they are in, one within another', () => {
    expect(behind('const a = b + c * d;')).toBe('const a = (on(0) ? b - c * d : b + (on(1) ? c / d : c * d));');
    expect(behind('return x < 0n;')).toBe('return (on(0) ? x <= 0n : x < (on(1) ? 1n : 0n));');
    expect(behind('if (all.every(isGood)) stop(a.low);')).toBe(
      'if ((on(0) ? all.some(isGood) : all.every(isGood))) stop((on(1) ? a.high : a.low));',
    );
  });

  it('leave what is called, written to or part of a chain as it is', () => {
    expect(behind('a[i * n + j]! += b * c;')).toBe('a[(on(1) ? i * n - j : (on(0) ? i / n : i * n) + j)]! += (on(2) ? b / c : b * c);');
    expect(behind('const c = a?.list.every(ok);')).toBe('const c = (on(0) ? a?.list.some(ok) : a?.list.every(ok));');
    expect(behind('const d = (a.low as bigint) ?? f(a.low!);')).toBe(
      'const d = ((on(0) ? a.high : a.low) as bigint) ?? f((on(1) ? a.high : a.low)!);',
    );
  });

  it('are none in types', () => {
    const source = 'function f(a: 1 | -1): Pick<A, B> | undefined { return a; }';
    expect(mutantsOf(source)).not.toEqual([]);
    expect(plantable('a.ts', source, mutantsOf(source))).toEqual([]);
  });
});

describe('faults that change nothing', () => {
  it.each(readEquivalents())('can still be planted in $file, or are said to be gone: $becomes', (named) => {
    const source = readFileSync(named.file, 'utf8');

    expect(mutantsOf(source).some((mutant) => isSameFault(named, faultOf(named.file, source, mutant)))).toBe(named.gone !== true);
    expect(named.why).toMatch(/ .* /);
  });
});

describe('sources that only propose', () => {
  const importers = (file: string): string[] =>
    sources().flatMap(({ path, imports }) => (imports.includes(file.replace(/^src\//, '')) ? [`src/${path}`] : []));

  it.each(PROPOSING)('are imported by nobody but who checks what they propose, and by others that only propose: $file', (one) => {
    const [proposing, checking] = [true, false].map((isProposing) =>
      importers(one.file).filter((file) => (roomOf(file) === 'proposals') === isProposing),
    );

    expect(checking).toEqual([...one.checkedBy].sort());
    expect([...(proposing ?? []), ...one.checkedBy]).not.toEqual([]);
  });

  it('are a room of their own', () => {
    expect(roomOf('src/oracle/dual-method.ts')).toBe('proposals');
    expect(roomOf('src/oracle/max-margin.ts')).toBe('oracle');
  });
});

describe('the tests that are run on a fault', () => {
  const times = (names: readonly (readonly [name: string, seconds: number])[]) =>
    new Map(names.map(([name, seconds]) => [resolve(`properties/${name}.test.ts`), seconds]));

  it('import its file, the namesake first and the quick before the slow', () => {
    const seconds = times([
      ['oracle/max-margin', 3],
      ['oracle/quick-separator', 2],
      ['oracle/smoothness', 1],
      ['oracle/separability', 4],
    ]);

    expect(testsFor('src/oracle/separability.ts', seconds)[0]).toBe(resolve('properties/oracle/separability.test.ts'));
    expect(testsFor('src/oracle/max-margin.ts', seconds).map((path) => path.split('/').at(-1))).toEqual([
      'max-margin.test.ts',
      'quick-separator.test.ts',
      'separability.test.ts',
    ]);
  });

  it('are of the room of the file, and of certify for certificates and proofs', () => {
    expect(roomOf('src/oracle/gram.ts')).toBe('oracle');
    expect(roomOf('src/paper/stochastic/lemma-f1.certificate.ts')).toBe('certify');
    expect(roomOf('src/paper/stochastic/proposition-2.coq.ts')).toBe('certify');
  });
});

describe('batches', () => {
  const faultsOf = (...files: string[]): Drawn[] =>
    files.map((file) => ({ file, source: '', mutant: { offset: 0, from: '', to: '' }, fault: { file, was: '', becomes: '' } }));
  const batches = (least: number, ...files: string[]): string[] =>
    [...batchesOf(faultsOf(...files), least)].map((batch) => batch.map(({ file }) => file).join(''));

  it('have so many faults at least, but for the last, and no source in two', () => {
    expect(batches(2, 'a', 'a', 'b', 'b', 'b', 'c', 'd')).toEqual(['aa', 'bbb', 'cd']);
    expect(batches(2, 'a', 'b', 'b', 'c')).toEqual(['abb', 'c']);
    expect(batches(9, 'a', 'b')).toEqual(['ab']);
    expect(batches(2)).toEqual([]);
  });
});

describe('scores', () => {
  it.each([
    [8, 10, 0.4439, 0.9748],
    [0, 10, 0, 0.3085],
    [10, 10, 0.6915, 1],
    [95, 100, 0.8872, 0.9836],
  ])('of %d in %d have the interval of Clopper and Pearson', (noticed, drawn, low, high) => {
    const interval = intervalOf(noticed, drawn);

    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  it('are on the page as they are on record: npx tsx scripts/mutation-page.ts', () => {
    const page = readFileSync('docs/reference/mutation.md', 'utf8');

    expect(partOf(page, 'full runs')).toBe(fullTable());
    expect(partOf(page, 'scores')).toBe(scoreTable());
    expect(partOf(page, 'missed faults')).toBe(missedTable());
    expect(partOf(page, 'proposals')).toBe(proposingTable());
    expect(partOf(page, 'faults that change nothing')).toBe(equivalentTable());
  });
});
