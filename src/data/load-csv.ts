/** Data in CSV files: one sample a line, features and a label. */

import { type CsvOptions, headerOf, keptColumns, labelColumn } from './csv-columns.js';
import { readRows } from './csv-rows.js';
import { decimal, isMissing, notDecimal } from './decimal.js';
import { InputError, quoted } from './input-error.js';
import { defaultNames, type Table } from './table.js';

/**
 * Reads CSV. A first row without any number is a header; the last column is the label unless `label` names another.
 * Delimiters are commas, or semicolons or tabs where the first line has more of them; numbers may then have decimal commas.
 *
 * @param text - the file's text, not blank, without byte order mark, with "\n" at line ends
 * @throws InputError naming line and column
 */
export function readCsv(text: string, file: string, options: CsvOptions = {}): Table {
  const rows = readRows(text, file);
  const first = rows[0]!;
  const { label, dropMissing } = options;
  const columns = first.cells.length;
  const header = headerOf(first, label);
  const at = labelColumn(header, label, columns, file);
  if (columns < 2) {
    throw new InputError('only one column; commas, semicolons or tabs must separate features and label', { file, line: first.line });
  }
  const name = (column: number) => (header?.[column] ? header[column] : `column ${column + 1}`);
  const names = first.cells.map((_, column) => name(column));
  const all = header === undefined ? rows : rows.slice(1);
  if (all.length === 0) throw new InputError('a header but no samples', { file, line: first.line });
  const every = Array.from({ length: columns }, (_, column) => column).filter((column) => column !== at);
  const features = keptColumns(every, names, options, file);
  if (features.length === 0) throw new InputError('--columns and --omit leave no feature', { file });
  for (const { line, cells } of all) {
    if (cells.length !== columns) throw new InputError(`${cells.length} cells, but line ${first.line} has ${columns}`, { file, line });
  }
  const samples = dropMissing ? all.filter(({ cells }) => ![at, ...features].some((column) => isMissing(cells[column] ?? ''))) : all;
  if (samples.length === 0) throw new InputError('every sample lacks a value', { file });
  const hintOn = (cell: string, column: number, line: number): string => {
    if (line === first.line) return '; a header row would hold no numbers';
    if (isMissing(cell)) return '; --drop-missing leaves such samples out';
    const isText = samples.every(({ cells }) => decimal(cells[column] ?? '') === undefined);
    return isText ? `; no value of this column is: --omit ${quoted(name(column))} leaves it out` : '';
  };
  const x = samples.map(({ line, cells }) => {
    return features.map((column) => {
      const cell = cells[column]!;
      const value = decimal(cell);
      if (value !== undefined) return value;
      throw new InputError(notDecimal(cell) + hintOn(cell, column, line), { file, line, field: name(column) });
    });
  });
  return {
    featureNames: header === undefined ? defaultNames(features.length) : features.map(name),
    dropped: all.length - samples.length,
    x,
    lines: samples.map(({ line }) => line),
    labels: samples.map(({ cells }) => cells[at]!),
    samplePlace: (i, entry) => ({ file, line: samples[i]!.line, ...(entry === undefined ? {} : { field: name(features[entry]!) }) }),
    labelPlace: { all: { file, field: name(at) }, sample: (i) => ({ file, line: samples[i]!.line, field: name(at) }) },
  };
}
