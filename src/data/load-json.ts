/** Data in JSON files: { "x": [[...], ...], "y": [...] }. */

import * as z from 'zod';
import { InputError, quoted } from './input-error.js';
import type { JsonPath } from './json-position.js';
import { parseJson, placeOf } from './parse-json.js';
import { defaultNames, type Table } from './table.js';
import { samplePath } from './usable-samples.js';

const JSON_DATA = z.object(
  {
    x: z.array(z.array(z.number('expected a finite number'), 'expected an array of numbers, one sample'), 'expected an array of samples'),
    y: z.array(
      z.union([z.number(), z.string(), z.boolean()], 'expected a label, a number, text or truth value'),
      'expected an array of labels',
    ),
  },
  'expected an object { "x": [[...], ...], "y": [...] }',
);

function described(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'string') return `the text ${quoted(value)}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/**
 * Reads JSON data; further keys beside x and y are ignored.
 *
 * @param text - the file's text, with "\n" at line ends
 * @throws InputError naming line and path
 */
export function readJson(text: string, file: string): Table {
  const json = parseJson(text, file);
  const parsed = JSON_DATA.safeParse(json);
  if (!parsed.success) {
    const { message, path } = parsed.error.issues[0]!;
    const found = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], json);
    throw new InputError(`${message}, found ${described(found)}`, placeOf(path, text, file));
  }
  const { x, y } = parsed.data;
  const fail = (problem: string, path: JsonPath): never => {
    throw new InputError(problem, placeOf(path, text, file));
  };
  if (x.length === 0) fail('no samples', ['x']);
  const d = x[0]!.length;
  if (d === 0) fail('a sample without features', ['x', 0]);
  x.forEach((row, i) => {
    if (row.length !== d) fail(`${row.length} numbers, but x[0] has ${d}`, ['x', i]);
  });
  if (y.length !== x.length) fail(`${y.length} labels, but x has ${x.length} samples`, ['y']);
  const labelPlace = { all: placeOf(['y'], text, file), sample: (i: number) => placeOf(['y', i], text, file) };
  const samplePlace = (i: number, entry?: number) => placeOf(samplePath(i, entry), text, file);
  return { featureNames: defaultNames(d), x, labels: y.map(String), labelPlace, samplePlace, dropped: 0 };
}
