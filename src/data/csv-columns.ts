/** Which columns of a CSV file are features, and which is the label. */

import type { Row } from './csv-rows.js';
import { decimal } from './decimal.js';
import { InputError, quoted, quotedList } from './input-error.js';

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

/** The features that are kept. @throws InputError naming a column that there is not. */
export function keptColumns(
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

/** The first row's names if it is a header, which holds no number at all unless it names the wanted label. */
export function headerOf(first: Row, label: string | undefined): readonly string[] | undefined {
  const numbers = first.cells.filter((cell) => decimal(cell) !== undefined).length;
  const named = label !== undefined && first.cells.includes(label);
  return numbers === 0 || (named && numbers < first.cells.length) ? first.cells : undefined;
}

/** The column that holds the labels: the last one, or the one that is named. @throws InputError */
export function labelColumn(header: readonly string[] | undefined, label: string | undefined, columns: number, file: string): number {
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
