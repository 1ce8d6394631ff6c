/** The list of claims as it fits a terminal. */

import type { Claim, HypothesisOf } from '../claim/claim.js';
import type { Records } from '../record/records.js';
import { wrapped } from '../text/layout.js';
import { plainTable } from '../text/table.js';

/** What is told of a claim, by the heading of its column. */
type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

const COLUMNS = ['claim', 'reading', 'kind', 'recorded', "the paper's hypotheses", "the method's", 'source'] as const;

/** Columns of the table; all else stands in lines of its own below each row. The first that fits is taken. */
const LAYOUTS: readonly (readonly (typeof COLUMNS)[number][])[] = [
  COLUMNS,
  ['claim', 'reading', 'kind', 'recorded'],
  ['claim', 'recorded'],
];

const INDENT = '    ';

/** A row for each claim, of at most `width` characters: a table where it fits, else fewer columns with the rest below each row. */
export function listText(claims: readonly Claim[], records: Records, width: number): string {
  const rows = claims.map((claim) => rowOf(claim, records));
  for (const columns of LAYOUTS) {
    const [head = '', ...lines] = tableOf(columns, rows);
    const fits = [head, ...lines].every((line) => line.length <= width);
    if (fits || columns === LAYOUTS.at(-1))
      return [head, ...rows.flatMap((row, i) => [lines[i] ?? '', ...below(row, columns, width)])].join('\n');
  }
  return '';
}

function rowOf({ id, reading, kind, source }: Claim, records: Records): Row {
  const recorded = records[id];
  const names = (of: HypothesisOf): string =>
    (recorded?.hypotheses ?? [])
      .filter((one) => one.of === of)
      .map((one) => one.id)
      .join(', ') || '-';
  return {
    claim: id,
    reading,
    kind,
    recorded: recorded?.verdict ?? '-',
    "the paper's hypotheses": names('paper'),
    "the method's": names('method'),
    source,
  };
}

/** The head and the rows, without the spaces at their ends. */
function tableOf(columns: (typeof LAYOUTS)[number], rows: readonly Row[]): string[] {
  const table = plainTable(columns);
  for (const row of rows) table.push(columns.map((column) => row[column]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** What the table leaves out of a row. */
function below(row: Row, columns: (typeof LAYOUTS)[number], width: number): string[] {
  if (columns === COLUMNS) return [];
  const parts = [
    ...(columns.includes('reading') ? [] : [`${row.reading}, ${row.kind}`]),
    row.source,
    `paper: ${row["the paper's hypotheses"]}`,
    ...(row["the method's"] === '-' ? [] : [`method: ${row["the method's"]}`]),
  ];
  return wrapped(parts.join('; '), width, INDENT);
}
