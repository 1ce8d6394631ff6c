import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/data/input-error.js';
import { jsonPosition } from '../../src/data/json-position.js';
import { parseData } from '../../src/data/load.js';

const parse = (text: string) => parseData(Buffer.from(text), 'data.json');

describe('a JSON file that can be read', () => {
  test('gives samples, labels and names', () => {
    expect(parse('{ "x": [[1, 2], [-3.5, 4e1]], "y": [-1, 1] }')).toEqual({
      data: {
        x: [
          [1, 2],
          [-3.5, 40],
        ],
        y: [-1, 1],
      },
      labelNames: ['-1', '1'],
      featureNames: ['x1', 'x2'],
      dropped: 0,
    });
  });

  test.each([
    ['0 and 1', '[0, 1]', ['0', '1']],
    ['truth values', '[false, true]', ['false', 'true']],
    ['texts', '["no", "yes"]', ['no', 'yes']],
  ])('may have %s for labels', (_, y, labelNames) => {
    expect(parse(`{"x": [[1], [2]], "y": ${y}}`)).toMatchObject({ data: { y: [-1, 1] }, labelNames });
  });

  test('may have further keys, a byte order mark and CRLF', () => {
    expect(parse('\uFEFF{\r\n"title": "t",\r\n"x": [[1], [2]],\r\n"y": [0, 1]}\r\n').data).toEqual({ x: [[1], [2]], y: [-1, 1] });
  });

  test('is known by its first character if its name says nothing', () => {
    expect(parseData(Buffer.from(' {"x": [[1], [2]], "y": [0, 1]}'), 'data').data.y).toEqual([-1, 1]);
  });

  test('gives back every float64 bit for bit, and the bias as a last feature', () => {
    const finite = fc.double({ noNaN: true, min: -1e150, max: 1e150 }).filter((value) => !Object.is(value, -0));
    fc.assert(
      fc.property(fc.array(fc.tuple(finite, finite), { minLength: 2 }), (x) => {
        const text = JSON.stringify({ x, y: x.map((_, i) => i % 2) });
        const read = parseData(Buffer.from(text), 'data.json', { bias: true });
        expect(read.data.x).toEqual(x.map((row) => [...row, 1]));
        expect(read.featureNames).toEqual(['x1', 'x2', 'constant']);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('of 10,000 samples is read whole', () => {
    const x = Array.from({ length: 10_000 }, (_, i) => Array.from({ length: 10 }, (_, j) => (i - j) / 8));
    const text = JSON.stringify({ x, y: x.map((_, i) => i % 2) });
    const { data } = parse(text);
    expect(data.x).toEqual(x);
  });
});

describe('a JSON file that cannot be read is refused with one line that names file, line and field', () => {
  const shape = 'expected an object { "x": [[...], ...], "y": [...] }';
  test.each([
    ['empty', '', 'data.json: is empty'],
    ['not JSON at all', 'a,b\n1,2\n', 'data.json:1: not valid JSON: unexpected "a"'],
    ['cut short', '{\n"x": [[1],\n', 'data.json:3: not valid JSON: the file ends too early'],
    ['cut short within a text', '{\n"x": [[1]],\n"y": ["yes", "n', 'data.json:3: not valid JSON: the file ends too early'],
    ['a comma too many', '{\n"x": [[1], [2]],\n"y": [0, 1,]\n}', 'data.json:3: not valid JSON: unexpected "]"'],
    ['a comma too few', '{\n"x": [[1], [2]]\n"y": [0, 1]\n}', 'data.json:3: not valid JSON: unexpected "\\""'],
    ['NaN', '{"x": [[1],\n [NaN]], "y": [0, 1]}', 'data.json:2: not valid JSON: unexpected "NaN"'],
    ['text after the end', '{"x": [[1], [2]], "y": [0, 1]}\n}', 'data.json:2: not valid JSON: unexpected "}"'],
    ['an array', '\n[[1], [2]]', `data.json:2: ${shape}, found an array`],
    ['null', 'null', `data.json:1: ${shape}, found null`],
    ['no x', '\n{"y": [0, 1]}', 'data.json:2: field x: expected an array of samples, found nothing'],
    ['no y', '{"x": [[1], [2]]}', 'data.json:1: field y: expected an array of labels, found nothing'],
    ['a number for x', '{"y": [0, 1],\n\n"x": 7}', 'data.json:3: field x: expected an array of samples, found 7'],
    [
      'a number for a sample',
      '{"x": [[1],\n2], "y": [0, 1]}',
      'data.json:2: field x[1]: expected an array of numbers, one sample, found 2',
    ],
    [
      'a text for a number',
      '{"x": [[1, 2],\n[3,\n"4"]], "y": [0, 1]}',
      'data.json:3: field x[1][1]: expected a finite number, found the text "4"',
    ],
    ['null for a number', '{"x": [[null], [2]], "y": [0, 1]}', 'data.json:1: field x[0][0]: expected a finite number, found null'],
    ['a number too large', '{"x": [[1],\n[1e999]], "y": [0, 1]}', 'data.json:2: field x[1][0]: expected a finite number, found Infinity'],
    [
      'a sample too short',
      '{"x": [[1, 0],\n[0, 1e-151]], "y": [0, 1]}',
      'data.json:2: field x[1]: must have an entry of at least 1e-150 in size, or zeros alone, so that squares stay within 64-bit numbers',
    ],
    [
      'an object for a label',
      '{"x": [[1], [2]],\n"y": [0,\n{}]}',
      'data.json:3: field y[1]: expected a label, a number, text or truth value, found an object',
    ],
    ['no samples', '{\n"x": [], "y": []}', 'data.json:2: field x: no samples'],
    ['no features', '{"x": [\n[], []], "y": [0, 1]}', 'data.json:2: field x[0]: a sample without features'],
    ['ragged samples', '{"x": [[1, 2],\n[3]], "y": [0, 1]}', 'data.json:2: field x[1]: 1 numbers, but x[0] has 2'],
    ['too few labels', '{"x": [[1], [2], [3]],\n"y": [0, 1]}', 'data.json:2: field y: 2 labels, but x has 3 samples'],
    ['one class', '{"x": [[1], [2]], "y": ["a", "a"]}', 'data.json:1: field y: expected exactly two label values, found 1: "a"'],
    [
      'three classes',
      '{"x": [[1], [2], [3]], "y": [0,\n1,\n2]}',
      'data.json:3: field y[2]: expected exactly two label values, found 3: "0", "1", "2"; --positive NAME makes one of them +1 and all others -1',
    ],
    ['an empty label', '{"x": [[1], [2]],\n"y": ["", "a"]}', 'data.json:2: field y[0]: is empty, expected a label'],
  ])('%s', (_, text, message) => {
    expect(() => parse(text)).toThrow(InputError);
    expect(() => parse(text)).toThrow(expect.objectContaining({ message }));
  });

  test('a label column is named', () => {
    const read = () => parseData(Buffer.from('{"x": [[1], [2]], "y": [0, 1]}'), 'data.json', { label: 'kind' });
    expect(read).toThrow('data.json: a label column can be chosen in CSV files only; JSON files hold their labels in "y"');
  });
});

describe('jsonPosition', () => {
  const spaced = fc
    .tuple(fc.json(), fc.constantFrom(0, 1, '\t', '\n'))
    .map(([json, space]) => JSON.stringify(JSON.parse(json), null, space));
  const slips = fc.array(
    fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', ',', '"', '{', '}', '[', ']', ':', '0', '-', '.', 'e', '\\', '\n', 'true')),
  );

  test('finds a syntax error exactly where JSON.parse refuses', () => {
    fc.assert(
      fc.property(spaced, slips, (json, edits) => {
        const text = edits.reduce((now, [at, drop, put]) => {
          const start = at % (now.length + 1);
          return now.slice(0, start) + put + now.slice(start + drop);
        }, json);
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(jsonPosition(text, []).syntaxError === undefined).toBe(valid);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  test('finds the start of the value at a path', () => {
    const text = '{"a": [1, {"b\\u0063": [true, "x]"]}], "a2": 5, "y": [[], [0, -1]]}';
    const from = (...path: PropertyKey[]) => text.slice(jsonPosition(text, path).value);
    expect(from()).toBe(text);
    expect(from('a', 0)).toMatch(/^1, /);
    expect(from('a', 1, 'bc', 1)).toMatch(/^"x\]"/);
    expect(from('a2')).toMatch(/^5/);
    expect(from('y', 1, 1)).toMatch(/^-1/);
    expect(from('a', 1, 'nothing', 3)).toMatch(/^\{"b/);
  });

  test('takes the last of duplicate keys, as JSON.parse does', () => {
    const text = '{"a": [1, 2], "a": [3]}';
    expect(text.slice(jsonPosition(text, ['a', 0]).value)).toMatch(/^3/);
    expect(text.slice(jsonPosition(text, ['a', 1]).value)).toMatch(/^\[3\]/);
  });

  test('copes with a nesting of any depth and strings of any length', () => {
    expect(jsonPosition('['.repeat(100_000), []).syntaxError).toBe(100_000);
    expect(jsonPosition(`["${'z'.repeat(10_000_000)}",]`, []).syntaxError).toBe(10_000_004);
  });
});
