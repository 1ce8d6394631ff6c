/** JSON files of users: syntax errors and bad values with file, line and field. */

import { InputError, type InputPlace, quoted } from './input-error.js';
import { type JsonPath, jsonPosition } from './json-position.js';

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** The path as JavaScript would write it, x[3][2]; undefined for the root. */
function fieldName(path: JsonPath): string | undefined {
  const field = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return field === '' ? undefined : field.replace(/^\./, '');
}

/** Where the value at a path stands in a file's text. */
export function placeOf(path: JsonPath, text: string, file: string): InputPlace {
  const field = fieldName(path);
  return { file, line: lineAt(text, jsonPosition(text, path).value), ...(field === undefined ? {} : { field }) };
}

/** The value of JSON text. @throws InputError naming the line and what stands there */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { syntaxError: offset } = jsonPosition(text, []);
    if (offset === undefined) throw new InputError(`not valid JSON: ${(error as Error).message}`, { file });
    const rest = text.slice(offset);
    const token = /^[\p{L}\p{N}_+.-]+|^./su.exec(rest)?.[0];
    // The end of a file that was cut short is often within a text.
    const isOpen = token === '"' && !rest.includes('"', 1);
    const problem = token === undefined || isOpen ? 'the file ends too early' : `unexpected ${quoted(token)}`;
    throw new InputError(`not valid JSON: ${problem}`, { file, line: lineAt(text, offset) });
  }
}
