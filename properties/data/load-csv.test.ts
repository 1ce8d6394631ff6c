import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputError } from '../../src/data/input-error.js';
import { loadData, parseData } from '../../src/data/load.js';

const parse = (text: string, label?: string) => parseData(Buffer.from(text), 'data.csv', label === undefined ? {} : { label });

function problem(text: string, label?: string): InputError {
  try {
    parse(text, label);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error(`read without complaint: ${JSON.stringify(text)}`);
}

describe('a CSV file that can be read', () => {
  test('without a header has features x1, x2, ... and its label last', () => {
    expect(parse('1,2,-1\n3.5,-4e-1,1\n')).toEqual({
      data: {
        x: [
          [1, 2],
          [3.5, -0.4],
        ],
        y: [-1, 1],
      },
      labelNames: ['-1', '1'],
      featureNames: ['x1', 'x2'],
      dropped: 0,
      lines: [1, 2],
    });
  });

  test('with a header has the features that the header names', () => {
    expect(parse('height,width,kind\n1,2,a\n3,4,b\n')).toEqual({
      data: {
        x: [
          [1, 2],
          [3, 4],
        ],
        y: [-1, 1],
      },
      labelNames: ['a', 'b'],
      featureNames: ['height', 'width'],
      dropped: 0,
      lines: [2, 3],
    });
  });

  test('takes its labels from the column that the user names', () => {
    const { data, featureNames } = parse('kind,height,7\n0,1,2\n1,3,4\n', 'kind');
    expect(data).toEqual({
      x: [
        [1, 2],
        [3, 4],
      ],
      y: [-1, 1],
    });
    expect(featureNames).toEqual(['height', '7']);
  });

  test('keeps text in the first row as data where only the label is text', () => {
    expect(parse('1,2,a\n3,4,b').data.x).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  const plain = parse('p,q,r\n1,2,0\n3,4,1\n');
  test.each([
    ['a byte order mark', '\uFEFFp,q,r\n1,2,0\n3,4,1\n'],
    ['CRLF line ends', 'p,q,r\r\n1,2,0\r\n3,4,1\r\n'],
    ['CR line ends', 'p,q,r\r1,2,0\r3,4,1\r'],
    ['mixed line ends', 'p,q,r\r\n1,2,0\n3,4,1\r\n'],
    ['no final line end', 'p,q,r\n1,2,0\n3,4,1'],
    ['blank lines', '\n\np,q,r\n1,2,0\n  \n3,4,1\n\n\n'],
    ['quoted cells', '"p","q","r"\n"1","2","0"\n"3",4,"1"\n'],
    ['spaces around cells', ' p , q ,r\n 1, 2, 0\n3 ,4 , "1" \n'],
    ['semicolons', 'p;q;r\n1;2;0\n3;4;1\n'],
    ['tabs', 'p\tq\tr\n1\t2\t0\n3\t4\t1\n'],
    ['numbers in other spellings', 'p,q,r\n+1.0,2.,0.0\n.3e1,400E-2,1e0\n'],
  ])('reads the same with %s', (_, text) => {
    const read = parse(text);
    expect(read.data).toEqual(plain.data);
    expect(read.featureNames).toEqual(plain.featureNames);
  });

  test('a delimiter within a quoted name does not count as one', () => {
    expect(parse('"a;b;c;d",q,r\n1,2,0\n3,4,1\n').featureNames).toEqual(['a;b;c;d', 'q']);
  });

  test('names a feature after its column where the header leaves the name out', () => {
    expect(parse(',q,r\n1,2,0\n3,4,1\n').featureNames).toEqual(['column 1', 'q']);
  });

  test('bias appends a last feature that is 1', () => {
    const { data, featureNames } = parseData(Buffer.from('p,r\n5,0\n7,1\n'), 'data.csv', { bias: true });
    expect(data.x).toEqual([
      [5, 1],
      [7, 1],
    ]);
    expect(featureNames).toEqual(['p', 'constant']);
  });

  test('gives back every float64 bit for bit', () => {
    const finite = fc.double({ noNaN: true, min: -1e150, max: 1e150 });
    const rows = fc
      .integer({ min: 1, max: 5 })
      .chain((d) => fc.array(fc.array(finite, { minLength: d, maxLength: d }), { minLength: 2, maxLength: 8 }));
    const spell = (value: number) => (Object.is(value, -0) ? '-0' : String(value));
    fc.assert(
      fc.property(rows, fc.boolean(), (x, header) => {
        fc.pre(x.every((row) => row.every((value) => value === 0) || row.some((value) => Math.abs(value) >= 1e-150)));
        const lines = x.map((row, i) => [...row.map(spell), i % 2].join());
        const names = [...x[0]!.map((_, j) => `f${j}`), 'label'].join();
        const { data } = parse([...(header ? [names] : []), ...lines].join('\n'));
        expect(data.x).toEqual(x);
        expect(data.y).toEqual(x.map((_, i) => (i % 2 === 0 ? -1 : 1)));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('of 10,000 rows is read whole', () => {
    const line = Array.from({ length: 10 }, (_, j) => (j - 4.5) / 8).join();
    const text = Array.from({ length: 10_000 }, (_, i) => `${line},${i % 2}`).join('\n');
    const { data } = parse(text);
    expect(data.x).toHaveLength(10_000);
  });
});

describe('a CSV file that cannot be read is refused with one line that names file, line and field', () => {
  test.each([
    ['empty', '', 'data.csv: is empty'],
    ['blank', ' \r\n\t\n', 'data.csv: is empty'],
    ['only a byte order mark', '\uFEFF', 'data.csv: is empty'],
    ['only a header', '\na,b,label\n', 'data.csv:2: a header but no samples'],
    ['a row too short', 'a,b,label\n1,2,0\n1,1\n', 'data.csv:3: 2 cells, but line 1 has 3'],
    ['a row too long, after a blank line', '1,2,0\n\n1,2,3,1\n', 'data.csv:3: 4 cells, but line 1 has 3'],
    ['a text', 'a,b,label\n1,2,0\n1,tall,1\n', 'data.csv:3: field b: "tall" is not a number (plain decimals such as -1.5 or 2e-3 are)'],
    ['an empty cell', 'a,b,label\n1,,0\n', 'data.csv:2: field b: is empty, expected a number; --drop-missing leaves such samples out'],
    ['a hexadecimal', '1,2,0\n0x10,2,1\n', 'data.csv:2: field column 1: "0x10" is not a number (plain decimals such as -1.5 or 2e-3 are)'],
    [
      'NaN',
      '1,2,0\nNaN,2,1\n',
      'data.csv:2: field column 1: "NaN" is not a number (plain decimals such as -1.5 or 2e-3 are); --drop-missing leaves such samples out',
    ],
    [
      'Infinity',
      '1,2,0\n1,-Infinity,1\n',
      'data.csv:2: field column 2: "-Infinity" is not a number (plain decimals such as -1.5 or 2e-3 are)',
    ],
    ['a number too large', '1,2,0\n1,1e999,1\n', 'data.csv:2: field column 2: "1e999" is too large for a 64-bit number'],
    [
      'a slip in a first row of numbers',
      '1,2x,0\n1,2,1\n',
      'data.csv:1: field column 2: "2x" is not a number (plain decimals such as -1.5 or 2e-3 are); a header row would hold no numbers',
    ],
    [
      'a text longer than a line should be',
      `a,label\n${'z'.repeat(50)},0\n`,
      `data.csv:2: field a: "${'z'.repeat(37)}..." is not a number (plain decimals such as -1.5 or 2e-3 are); no value of this column is: --omit "a" leaves it out`,
    ],
    ['one column', '1\n2\n', 'data.csv:1: only one column; commas, semicolons or tabs must separate features and label'],
    [
      'blanks between numbers',
      '1 2 0\n3 4 1\n',
      'data.csv:1: only one column; commas, semicolons or tabs must separate features and label',
    ],
    ['one class', 'a,kind\n1,x\n2,x\n', 'data.csv: field kind: expected exactly two label values, found 1: "x"'],
    ['one class in two spellings', '1,1\n2,1.0\n', 'data.csv: field column 2: expected exactly two label values, found 1: "1"'],
    [
      'three classes',
      'a,kind\n1,x\n2,y\n3,x\n4,z\n',
      'data.csv:5: field kind: expected exactly two label values, found 3: "x", "y", "z"; --positive NAME makes one of them +1 and all others -1',
    ],
    [
      'a measurement for a label',
      Array.from({ length: 13 }, (_, i) => `1,${i}`).join('\n'),
      'data.csv:3: field column 2: expected exactly two label values, found 13: "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" and 3 more; --positive NAME makes one of them +1 and all others -1',
    ],
    ['a label left out', 'a,kind\n1,x\n2,\n', 'data.csv:3: field kind: is empty, expected a label'],
    ['a quotation mark left open', 'a,kind\n1,"x\n2,y\n', 'data.csv:2: a quoted cell in this row is never closed'],
    ['a quotation mark left open below a blank line', '\na,kind\n\n1,"x\n2,y\n', 'data.csv:4: a quoted cell in this row is never closed'],
    ['a quotation mark left open in the header', '"a,kind\n1,x\n', 'data.csv:1: a quoted cell in this row is never closed'],
    ['a quotation mark within a cell', 'a,kind\n1,x"y"\n', 'data.csv:2: a quotation mark stands within an unquoted cell'],
    ['text after a quoted cell', 'a,kind\n1,"x"y\n', 'data.csv:2: text follows the closing quotation mark of a cell'],
    ['a zero byte', 'a,kind\n1,\0\n', 'data.csv: is not text in UTF-8, UTF-16 or Latin-1'],
  ])('%s', (_, text, message) => {
    expect(problem(text).message).toBe(message);
  });

  test.each([
    ['no such column', 'a,b\n1,0\n', 'kind', 'data.csv:1: field kind: no such label column; the columns are "a", "b"'],
    ['two such columns', 'a,k,k\n1,0,0\n', 'k', 'data.csv:1: field k: names more than one column, so it cannot say which is the label'],
    ['no header', '1,0\n2,1\n', 'kind', 'data.csv:1: no header names a label column "kind": the first row holds numbers'],
    [
      'no header, but a number of that name in the first row',
      '1,0\n2,1\n',
      '0',
      'data.csv:1: no header names a label column "0": the first row holds numbers',
    ],
    [
      'no feature beside the label',
      'kind\n0\n1\n',
      'kind',
      'data.csv:1: only one column; commas, semicolons or tabs must separate features and label',
    ],
    [
      'an error in a feature after the label',
      'k,a\n0,1\n1,?\n',
      'k',
      'data.csv:3: field a: "?" is not a number (plain decimals such as -1.5 or 2e-3 are); --drop-missing leaves such samples out',
    ],
  ])('with a label column named: %s', (_, text, label, message) => {
    expect(problem(text, label).message).toBe(message);
  });

  test('an entry whose square no 64-bit number holds', () => {
    expect(problem('a,kind\n1,0\n-1e308,1\n').message).toMatch(
      /^data\.csv:3: field a: must be at most 1e\+150 in size, .* \(got -1e\+308\)$/,
    );
    expect(parse('a,kind\n1,0\n-1e150,1\n').data.x).toEqual([[1], [-1e150]]);
  });

  test('a sample the square of whose length rounds to 0', () => {
    expect(problem('a,b,kind\n1,1e-151,0\n\n-1e-151,0,1\n').message).toBe(
      'data.csv:4: must have an entry of at least 1e-150 in size, or zeros alone, so that squares stay within 64-bit numbers',
    );
    expect(parse('a,b,kind\n0,-0,0\n0,-1e-150,1\n').data.x).toEqual([
      [0, -0],
      [0, -1e-150],
    ]);
    const { data } = parseData(Buffer.from('a,kind\n1e-300,0\n2,1\n'), 'data.csv', { bias: true });
    expect(data.x).toEqual([
      [1e-300, 1],
      [2, 1],
    ]);
  });

  test('and the error holds file, line and field by themselves', () => {
    expect(problem('a,b,label\n1,2,0\n1,tall,1\n')).toMatchObject({ file: 'data.csv', line: 3, field: 'b' });
  });

  test('whatever text a file holds, it is read or refused with an InputError of one line', () => {
    const cell = fc.constantFrom(
      '1',
      '-2.5',
      'a',
      'b',
      '',
      '"',
      '""',
      '"x"',
      ' ',
      'NaN',
      '0x1',
      ';',
      '\t',
      '{',
      '\n',
      '\r\n',
      ',',
      ',',
      ',',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 30 }), fc.option(fc.constantFrom('a', 'b', '1'), { nil: undefined }), (cells, label) => {
        try {
          const { data, labelNames, featureNames } = parse(cells.join(''), label);
          expect(new Set(data.y)).toEqual(new Set([-1, 1]));
          expect(data.x.every((row) => row.length === featureNames.length && row.every(Number.isFinite))).toBe(true);
          expect(labelNames[0]).not.toBe(labelNames[1]);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect((error as Error).message).toMatch(/^data\.csv(:\d+)?: .+$/);
        }
      }),
      { seed: 1, numRuns: 3000 },
    );
  });
});

describe('loadData', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claimcheck-load-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('reads a file and passes its options on', async () => {
    const file = join(folder, 'good.csv');
    await writeFile(file, 'kind,a\nno,2\nyes,3\n');
    await expect(loadData(file, { label: 'kind', bias: true })).resolves.toEqual({
      data: {
        x: [
          [2, 1],
          [3, 1],
        ],
        y: [-1, 1],
      },
      labelNames: ['no', 'yes'],
      featureNames: ['a', 'constant'],
      dropped: 0,
      lines: [2, 3],
    });
  });

  test('says that there is no such file', async () => {
    const file = join(folder, 'nowhere.csv');
    await expect(loadData(file)).rejects.toThrow(new InputError('cannot be read (no such file or folder)', { file }));
  });

  test('says that a directory is not a file', async () => {
    await expect(loadData(folder)).rejects.toThrow(new InputError('cannot be read (it is a folder)', { file: folder }));
  });

  test('says why a file cannot be read', async () => {
    const file = join(folder, 'good.csv', 'within');
    await expect(loadData(file)).rejects.toThrow(/^.*within: cannot be read \(a part of the path is a file\)$/);
  });
});
