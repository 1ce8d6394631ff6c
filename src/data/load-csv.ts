/** Data in CSV files: one sample a line, features and a label. */

import { CsvError, parse } from 'csv-parse/sync';
import { decimal, notDecimal } from './decimal.js';
import { InputError, quoted, quotedList } from './input-error.js';
import { defaultNames, type Table } from './table.js';

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
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

function readRows(text: string, file: string): Row[] {
  const rows: Row[] = [];
  try {
    parse(text, {
      delimiter: delimiterOf(text),
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
  return rows;
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
 * Delimiters are commas, or semicolons or tabs where the first line has more of them.
 *
 * @param text - the file's text, not blank, without byte order mark, with "\n" at line ends
 * @throws InputError naming line and column
 */
export function readCsv(text: string, file: string, label?: string): Table {
  const rows = readRows(text, file);
  const first = rows[0]!;
  const columns = first.cells.length;
  const header = headerOf(first, label);
  const at = labelColumn(header, label, columns, file);
  if (columns < 2) {
    throw new InputError('only one column, expected features and a label separated by commas', { file, line: first.line });
  }
  const name = (column: number) => (header?.[column] ? header[column] : `column ${column + 1}`);
  const samples = header === undefined ? rows : rows.slice(1);
  if (samples.length === 0) throw new InputError('a header but no samples', { file, line: first.line });
  const features = Array.from({ length: columns }, (_, column) => column).filter((column) => column !== at);
  const x = samples.map(({ line, cells }) => {
    if (cells.length !== columns) {
      throw new InputError(`${cells.length} cells, but line ${first.line} has ${columns}`, { file, line });
    }
    return features.map((column) => {
      const cell = cells[column]!;
      const value = decimal(cell);
      if (value !== undefined) return value;
      const hint = line === first.line ? '; a header row would hold no numbers' : '';
      throw new InputError(notDecimal(cell) + hint, { file, line, field: name(column) });
    });
  });
  return {
    featureNames: header === undefined ? defaultNames(features.length) : features.map(name),
    x,
    labels: samples.map(({ cells }) => cells[at]!),
    labelPlace: { all: { file, field: name(at) }, sample: (i) => ({ file, line: samples[i]!.line, field: name(at) }) },
  };
}
