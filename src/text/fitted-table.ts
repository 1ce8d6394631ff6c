/** Tables that fit a terminal: where it is too narrow for all columns, the others stand in lines of their own below each row. */

import { stripVTControlCharacters } from 'node:util';
import { wrapped } from './layout.js';
import { plainTable } from './table.js';

/** A table before it is laid out. */
export interface TableContent {
  readonly head: readonly string[];
  /** Indices of the columns that are numbers. */
  readonly numeric: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** Indices of the columns of each narrower layout, the widest first. */
  readonly narrower: readonly (readonly number[])[];
}

const INDENT = '    ';

/** The widest layout of at most `width` characters, or the narrowest; lines below rows name their columns. */
export function fittedTable({ head, numeric, rows, narrower }: TableContent, width: number): string {
  const layouts = [head.map((_, column) => column), ...narrower];
  const tables = layouts.map((columns) => ({ columns, lines: tableOf(columns) }));
  const fitting =
    tables.find(({ lines }) => lines.every((line) => stripVTControlCharacters(line).trimEnd().length <= width)) ?? tables.at(-1);
  if (fitting === undefined) return '';
  const [first = '', ...lines] = fitting.lines;
  return [first, ...rows.flatMap((row, i) => [lines[i] ?? '', ...below(row, fitting.columns)])].join('\n');

  function tableOf(columns: readonly number[]): string[] {
    const numbers = columns.flatMap((column, place) => (numeric.includes(column) ? [place] : []));
    const table = plainTable(
      columns.map((column) => head[column] ?? ''),
      numbers,
    );
    for (const row of rows) table.push(columns.map((column) => row[column] ?? ''));
    return table.toString().split('\n');
  }

  function below(row: readonly string[], columns: readonly number[]): string[] {
    const left = head.flatMap((name, column) => {
      const cell = row[column] ?? '';
      return columns.includes(column) || cell === '' ? [] : [`${name}: ${cell}`];
    });
    return left.length === 0 ? [] : wrapped(left.join('; '), width, INDENT);
  }
}
