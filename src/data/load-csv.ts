/** Data in CSV files: one sample a line, features and a label. */

import { CsvError, parse } from 'csv-parse/sync';
import { decimal, isMissing, LARGEST_ENTRY, notDecimal, TOO_LARGE, withPoint } from './decimal.js';
import { InputError, quoted, quotedList } from './input-error.js';
import { defaultNames, type Table } from './table.js';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What of a CSV file is read, and as what. */
export interface CsvOptions {
  /** Name of the column that holds the labels; the last column unless given. */
  readonly label?: string;
  /** The features to keep, by name or by "column 1" and so on; all unless given. */
  readonly columns?: readonly string[];
  /** The features to leave out, named as in `columns`. */
  readonly omit?: readonly string[];
  /** Leave out samples that lack the label or the value of a feature that is kept. */
  readonly dropMissing?: boolean;
}

const SYNTAX_PROBLEMS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell in this row is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows the closing quotation mark of a cell',
  INVALID_OPENING_QUOTE: 'a quotation mark stands within an unquoted cell',
};

/** The delimiter that occurs most often in the first line that is not blank; a comma when in doubt. */
function delimiterOf(text: string): string {
  const first = /\S.*/.exec(text)![0].replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => first.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

/** Number of the first line that is not blank after the given one. */
function nextLine(text: string, line: number): number {
  const lines = text.split('\n');
  return lines.findIndex((content, i) => i >= line && content.trim() !== '') + 1;
}

/** Rows whose numbers all have decimal points: with another delimiter than the comma, numbers may have decimal commas in its place. */
function withPoints(rows: readonly Row[], delimiter: string, file: string): readonly Row[] {
  if (delimiter === ',' || !rows.some(({ cells }) => cells.some((cell) => withPoint(cell) !== undefined))) return rows;
  return rows.map(({ line, cells }) => ({
    line,
    cells: cells.map((cell) => {
      if (cell.includes('.') && decimal(cell) !== undefined)
        throw new InputError(`${quoted(cell)} has a decimal point, and other numbers have decimal commas`, { file, line });
      return withPoint(cell) ?? cell;
    }),
  }));
}

/** The features that are kept. @throws InputError naming a column that there is not. */
function keptColumns(
  columns: readonly number[],
  names: readonly string[],
  { columns: wanted, omit = [] }: CsvOptions,
  file: string,
): number[] {
  for (const [option, asked] of [
    ['--columns', wanted ?? []],
    ['--omit', omit],
  ] as const) {
    const unknown = asked.find((name) => !columns.some((column) => isNamed(column, name, names)));
    if (unknown !== undefined)
      throw new InputError(
        `${option}: no feature is called so; the features are ${quotedList(columns.map((column) => names[column] ?? ''))}`,
        {
          file,
          field: unknown,
        },
      );
  }
  const named = (column: number, list: readonly string[]): boolean => list.some((name) => isNamed(column, name, names));
  return columns.filter((column) => (wanted === undefined || named(column, wanted)) && !named(column, omit));
}

function isNamed(column: number, name: string, names: readonly string[]): boolean {
  return names[column] === name || name === `column ${column + 1}`;
}

function readRows(text: string, file: string): readonly Row[] {
  const rows: Row[] = [];
  const delimiter = delimiterOf(text);
  try {
    parse(text, {
      delimiter,
      on_record: (cells, { lines }) => {
        rows.push({ line: lines, cells });
        return null;
      },
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The parser says where the file ends, which is no help in finding the quotation mark.
    const line = error.code === 'CSV_QUOTE_NOT_CLOSED' ? nextLine(text, rows.at(-1)?.line ?? 0) : Number(error.lines);
    throw new InputError(SYNTAX_PROBLEMS[error.code] ?? error.message, { file, line });
  }
  return withPoints(rows, delimiter, file);
}

/** The first row's names if it is a header, which holds no number at all unless it names the wanted label. */
function headerOf(first: Row, label: string | undefined): readonly string[] | undefined {
  const numbers = first.cells.filter((cell) => decimal(cell) !== undefined).length;
  const named = label !== undefined && first.cells.includes(label);
  return numbers === 0 || (named && numbers < first.cells.length) ? first.cells : undefined;
}

function labelColumn(header: readonly string[] | undefined, label: string | undefined, columns: number, file: string): number {
  if (label === undefined) return columns - 1;
  if (header === undefined) {
    throw new InputError(`no header names a label column ${quoted(label)}: the first row holds numbers`, { file, line: 1 });
  }
  const column = header.indexOf(label);
  const place = { file, line: 1, field: label };
  if (column < 0) throw new InputError(`no such label column; the columns are ${quotedList(header)}`, place);
  if (header.indexOf(label, column + 1) >= 0)
    throw new InputError('names more than one column, so it cannot say which is the label', place);
  return column;
}

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
    throw new InputError('only one column, expected features and a label separated by commas', { file, line: first.line });
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
  const x = samples.map(({ line, cells }) => {
    return features.map((column) => {
      const cell = cells[column]!;
      const value = decimal(cell);
      if (value !== undefined && Math.abs(value) <= LARGEST_ENTRY) return value;
      if (value !== undefined) throw new InputError(`${TOO_LARGE} (got ${quoted(cell)})`, { file, line, field: name(column) });
      const missing = isMissing(cell) ? '; --drop-missing leaves such samples out' : '';
      const hint = line === first.line ? '; a header row would hold no numbers' : missing;
      throw new InputError(notDecimal(cell) + hint, { file, line, field: name(column) });
    });
  });
  return {
    featureNames: header === undefined ? defaultNames(features.length) : features.map(name),
    dropped: all.length - samples.length,
    x,
    labels: samples.map(({ cells }) => cells[at]!),
    labelPlace: { all: { file, field: name(at) }, sample: (i) => ({ file, line: samples[i]!.line, field: name(at) }) },
  };
}
