/** The rows of a CSV file, each with the number of its line. */

import { CsvError, parse } from 'csv-parse/sync';
import { decimal, withPoint } from './decimal.js';
import { InputError, quoted } from './input-error.js';

/** A line that is not blank, or several where a quoted cell holds line ends. */
export interface Row {
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

/**
 * The rows that are not blank; cells that have decimal commas come with decimal points.
 *
 * @throws InputError naming the line
 */
export function readRows(text: string, file: string): readonly Row[] {
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
