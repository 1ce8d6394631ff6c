import { describe, expect, test } from 'vitest';
import { type LoadOptions, parseData } from '../../src/data/load.js';

const parse = (text: string, options: LoadOptions = {}) => parseData(Buffer.from(text), 'data.csv', options);
const problem = (text: string, options: LoadOptions = {}): string => {
  try {
    parse(text, options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('was read');
};

describe('the encoding of a data file', () => {
  const text = 'größe,kind\n1,süß\n2,x\n';
  const expected = parse(text);
  const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
  const wide = Buffer.from(text, 'utf16le');

  test.each<[string, Buffer]>([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16, little end first', wide],
    ['UTF-16, big end first', swapped(wide)],
    ['UTF-16 with a mark, little end first', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 with a mark, big end first', swapped(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['Windows line ends', Buffer.from(text.replaceAll('\n', '\r\n'))],
  ])('may be %s', (_, bytes) => {
    expect(parseData(bytes, 'data.csv')).toEqual(expected);
    expect(expected.featureNames).toEqual(['größe']);
  });

  test.each<[string, Buffer]>([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00])],
    ['half of a UTF-16 character', Buffer.concat([Buffer.from('\ufeff1,a', 'utf16le'), Buffer.from([0x00, 0xd8])])],
    ['zero bytes', Buffer.alloc(8)],
  ])('is not that of %s', (_, bytes) => {
    expect(() => parseData(bytes, 'data.csv')).toThrow('data.csv: is not text in UTF-8, UTF-16 or Latin-1');
  });
});

describe('decimal commas', () => {
  test('between semicolons are decimal points', () => {
    expect(parse('a;b;kind\n1,5;-2;x\n,5;3e2;y\n').data.x).toEqual([
      [1.5, -2],
      [0.5, 300],
    ]);
    expect(parse('1,5;-2;0\n2,5;3;1\n').data.x).toEqual([
      [1.5, -2],
      [2.5, 3],
    ]);
  });

  test('beside decimal points are refused', () => {
    expect(problem('a;b;kind\n1,5;2;x\n1;2.5;y\n')).toBe('data.csv:3: "2.5" has a decimal point, and other numbers have decimal commas');
  });

  test('that set off thousands are refused', () => {
    expect(problem('a;kind\n1,234,567;x\n1;y\n')).toMatch(/^data\.csv:2: field a: "1,234,567" is not a number/);
  });
});

describe('missing values', () => {
  const text = 'a,b,kind\n1,2,x\nNA,3,y\n4,,x\n5,6,\n7,8,y\n';

  test('are refused, and the way to leave them out is named', () => {
    expect(problem(text)).toMatch(/^data\.csv:3: field a: "NA" is not a number .*; --drop-missing leaves such samples out$/);
  });

  test('take their samples with them where that is asked for, and are counted', () => {
    const { data, dropped } = parse(text, { dropMissing: true });

    expect({ x: data.x, y: data.y, dropped }).toEqual({
      x: [
        [1, 2],
        [7, 8],
      ],
      y: [-1, 1],
      dropped: 3,
    });
  });

  test('in a column that is left out do not matter', () => {
    expect(parse(text, { dropMissing: true, omit: ['b'] })).toMatchObject({ data: { x: [[1], [4], [7]] }, dropped: 2 });
  });

  test.each([['tall'], ['1.2.3']])('do not include %s', (cell) => {
    expect(problem(`a,kind\n1,x\n2,y\n${cell},y\n`, { dropMissing: true })).toMatch(/^data\.csv:4: field a: .* is not a number/);
  });

  test('everywhere leave nothing', () => {
    expect(problem('a,kind\n?,x\n,y\n', { dropMissing: true })).toBe('data.csv: every sample lacks a value');
  });
});

describe('columns', () => {
  const text = 'a,kind,b,c\n1,x,2,3\n4,y,5,6\n';

  test.each<[string, LoadOptions, string[], number[][]]>([
    [
      'kept',
      { columns: ['c', 'a'] },
      ['a', 'c'],
      [
        [1, 3],
        [4, 6],
      ],
    ],
    [
      'left out',
      { omit: ['b'] },
      ['a', 'c'],
      [
        [1, 3],
        [4, 6],
      ],
    ],
    ['named by their places', { omit: ['column 1', 'column 3'] }, ['c'], [[3], [6]]],
  ])('are %s', (_, options, names, x) => {
    const read = parse(text, { label: 'kind', ...options });

    expect(read.featureNames).toEqual(names);
    expect(read.data.x).toEqual(x);
  });

  test('of text can be left out', () => {
    expect(parse('name,a,kind\nann,1,x\nbob,2,y\n', { omit: ['name'] }).data.x).toEqual([[1], [2]]);
  });

  test.each<[string, LoadOptions, string]>([
    ['that there are not', { omit: ['d'] }, 'data.csv: field d: --omit: no feature is called so; the features are "a", "b", "c"'],
    [
      'that hold the label',
      { columns: ['kind'] },
      'data.csv: field kind: --columns: no feature is called so; the features are "a", "b", "c"',
    ],
    ['all left out', { omit: ['a', 'b', 'c'] }, 'data.csv: --columns and --omit leave no feature'],
  ])('%s are refused', (_, options, message) => {
    expect(problem(text, { label: 'kind', ...options })).toBe(message);
  });

  test('of JSON files cannot be left out', () => {
    expect(() => parseData(Buffer.from('{"x":[[1],[2]],"y":[0,1]}'), 'data.json', { omit: ['x1'] })).toThrow(/CSV files only/);
  });
});

describe('one class against the rest', () => {
  const text = 'a,kind\n1,x\n2,y\n3,z\n4,y\n';

  test('is +1, and all others are -1', () => {
    expect(parse(text, { positive: 'y' })).toMatchObject({ data: { y: [-1, 1, -1, 1] }, labelNames: ['rest', 'y'] });
    expect(parseData(Buffer.from('{"x":[[1],[2],[3]],"y":[0,1,2]}'), 'data.json', { positive: '1.0' }).data.y).toEqual([-1, 1, -1]);
  });

  test('must be one of the labels, and not the only one', () => {
    expect(problem(text, { positive: 'w' })).toBe('data.csv: field kind: --positive: no label is "w"; the labels are "x", "y", "z"');
    expect(problem('a,kind\n1,x\n2,x\n', { positive: 'x' })).toBe('data.csv: field kind: --positive: every label is "x"');
  });
});

describe('what is no table of numbers', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['a spreadsheet', Buffer.from('PK\u0003\u0004...'), 'is a zip archive, as spreadsheets are (.xlsx, .ods): save the table as CSV'],
    ['a compressed file', Uint8Array.of(0x1f, 0x8b, 8, 0), 'is compressed by gzip: unpack it first'],
    ['cells between bars', 'a|b|kind\n1|2|x\n', ':1: only one column; commas, semicolons or tabs must separate features and label'],
    [
      'a column of dates',
      'a,day,kind\n1,2020-01-01,x\n2,2020-01-02,y\n',
      ':2: field day: "2020-01-01" is not a number (plain decimals such as -1.5 or 2e-3 are); no value of this column is: --omit "day" leaves it out',
    ],
  ])('is refused with what to do: %s', (_, content, told) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;

    expect(() => parseData(bytes, 'data.csv')).toThrow(`data.csv${told.startsWith(':') ? '' : ': '}${told}`);
  });
});
