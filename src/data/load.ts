/** Users' data sets, read from CSV or JSON files. */

import { readFile } from 'node:fs/promises';
import type { LabelledData } from './dataset.js';
import { InputError } from './input-error.js';
import { signedLabels } from './labels.js';
import { readCsv } from './load-csv.js';
import { readJson } from './load-json.js';

/** A data set with what its numbers mean. */
export interface LoadedData {
  readonly data: LabelledData;
  /** What -1 and +1 stand for, as the file writes them. */
  readonly labelNames: readonly [negative: string, positive: string];
  /** One name a feature: the header's, or x1, x2, ... where there is none. */
  readonly featureNames: readonly string[];
}

/** How a file is to be read. */
export interface LoadOptions {
  /** Name of the CSV column that holds the labels; the last column unless given. */
  readonly label?: string;
  /** Append a feature "constant" that is 1 in every sample. */
  readonly bias?: boolean;
}

const READ_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a directory, expected a CSV or JSON file',
  EACCES: 'may not be read (permission denied)',
};

function decoded(bytes: Uint8Array, file: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replace(/\r\n?/g, '\n');
  } catch {
    // Reported below, together with UTF-16 that happens to be valid UTF-8.
  }
  throw new InputError('is not UTF-8 text', { file });
}

/**
 * Reads a data set from the content of a file: JSON if its name ends in ".json" or it starts with "{" or "[", else CSV.
 *
 * @param file - name of the file, for error messages
 * @throws InputError naming file, line and field
 */
export function parseData(bytes: Uint8Array, file: string, options: LoadOptions = {}): LoadedData {
  const text = decoded(bytes, file);
  if (text.trim() === '') throw new InputError('is empty', { file });
  const isJson = /\.json$/i.test(file) || /^\s*[{[]/.test(text);
  if (isJson && options.label !== undefined) {
    throw new InputError('a label column can be chosen in CSV files only; JSON files hold their labels in "y"', { file });
  }
  const table = isJson ? readJson(text, file) : readCsv(text, file, options.label);
  const { y, labelNames } = signedLabels(table.labels, table.labelPlace);
  if (!options.bias) return { data: { x: table.x, y }, labelNames, featureNames: table.featureNames };
  return { data: { x: table.x.map((row) => [...row, 1]), y }, labelNames, featureNames: [...table.featureNames, 'constant'] };
}

/**
 * Reads a data set from a CSV or JSON file.
 *
 * @throws InputError (as a rejection) naming file, line and field
 */
export async function loadData(file: string, options: LoadOptions = {}): Promise<LoadedData> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new InputError(READ_PROBLEMS[code] ?? `cannot be read: ${message}`, { file });
  }
  return parseData(bytes, file, options);
}
