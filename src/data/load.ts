/** Users' data sets, read from CSV or JSON files. */

import type { CsvOptions } from './csv-columns.js';
import { dataText } from './data-text.js';
import type { LabelledData } from './dataset.js';
import { InputError } from './input-error.js';
import { oneAgainstRest, signedLabels } from './labels.js';
import { readCsv } from './load-csv.js';
import { readJson } from './load-json.js';
import { MOST_DATA_BYTES } from './read-text.js';
import { streamedBytes } from './stream-bytes.js';
import { requireUsableSamples } from './usable-samples.js';

/** A data set with what its numbers mean. */
export interface LoadedData {
  readonly data: LabelledData;
  /** What -1 and +1 stand for, as the file writes them. */
  readonly labelNames: readonly [negative: string, positive: string];
  /** One name a feature: the header's, or x1, x2, ... where there is none. */
  readonly featureNames: readonly string[];
  /** The line of each sample in a CSV file. */
  readonly lines?: readonly number[];
  /** Samples that were left out since they lack a value. */
  readonly dropped: number;
}

/** How a file is to be read. */
export interface LoadOptions extends CsvOptions {
  /** The label that is +1, all others being -1. */
  readonly positive?: string;
  /** Append a feature "constant" that is 1 in every sample. */
  readonly bias?: boolean;
}

/**
 * Reads a data set from the content of a file: JSON if its name ends in ".json" or it starts with "{" or "[", else CSV.
 *
 * @param file - name of the file, for error messages
 * @throws InputError naming file, line and field
 */
export function parseData(bytes: Uint8Array, file: string, options: LoadOptions = {}): LoadedData {
  const text = dataText(bytes, file);
  if (text.trim() === '') throw new InputError('is empty', { file });
  const isJson = /\.json$/i.test(file) || /^\s*[{[]/.test(text);
  const { label, columns, omit, dropMissing, positive, bias } = options;
  if (isJson && label !== undefined) {
    throw new InputError('a label column can be chosen in CSV files only; JSON files hold their labels in "y"', { file });
  }
  if (isJson && (columns !== undefined || omit !== undefined || dropMissing))
    throw new InputError('columns and samples can be left out of CSV files only', { file });
  const table = isJson ? readJson(text, file) : readCsv(text, file, options);
  const { labels, labelPlace, samplePlace, dropped, lines } = table;
  const x = bias ? table.x.map((row) => [...row, 1]) : table.x;
  const featureNames = bias ? [...table.featureNames, 'constant'] : table.featureNames;
  requireUsableSamples(x, (problem, i, entry) => {
    throw new InputError(problem, samplePlace(i, entry));
  });
  const { y, labelNames } = positive === undefined ? signedLabels(labels, labelPlace) : oneAgainstRest(labels, positive, labelPlace);
  return { labelNames, dropped, ...(lines === undefined ? {} : { lines }), data: { x, y }, featureNames };
}

/**
 * Reads a data set from a CSV or JSON file.
 *
 * @throws InputError (as a rejection) naming file, line and field
 */
export async function loadData(file: string, options: LoadOptions = {}): Promise<LoadedData> {
  return parseData(await streamedBytes(file, MOST_DATA_BYTES), file, options);
}
