/** The rows of docs/reference/hunt-table.md as data (docs/reference/hunt-table.json), and the Markdown written from them. */

import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeAtomically } from '../../src/data/atomic-file.js';
import { InputError } from '../../src/data/input-error.js';
import { claims } from '../../src/paper/edition.js';
import type { Records } from '../../src/record/records.js';

const runSchema = z.object({
  /** null where it was not recorded. */
  seed: z.int().nullable(),
  evaluations: z.int().min(0),
  found: z.boolean(),
  /** Seconds to the confirmed violation, or of the whole hunt where there was none. */
  foundAfter: z.number(),
  /** The same with shrinking and the search for the worst. */
  doneAfter: z.number(),
});

const rowSchema = z.object({
  claim: z.string(),
  runs: z.array(runSchema).min(1),
  evidence: z.array(z.string()),
  /** The least complex witness of all seeds, for reading. */
  witness: z.string().optional(),
  /** Of that witness; else the least seen within the hypotheses, null where no case was decided. */
  slack: z.number().nullable(),
  /** Excluded with 99% confidence by the draws of the seeds that found nothing. */
  excludedRate: z.number().optional(),
  /** Seconds of search a seed. */
  maxTime: z.number(),
  /** Worker threads; null where it was not recorded. */
  jobs: z.int().nullable(),
  /** Last commit of src/ in the tree that ran it, with a + where src/ was changed since. */
  commit: z.string(),
  /** The commit is the one that recorded the row: it was run on that tree or an earlier one. */
  orEarlier: z.literal(true).optional(),
  note: z.string().optional(),
});

/** What the hunts on one claim came to, and how they were run. */
export type Row = z.output<typeof rowSchema>;

/** Reads the rows; none where the file does not exist. @throws InputError naming the file. */
export function readRows(file: string): Row[] {
  if (!existsSync(file)) return [];
  const parsed = z.object({ rows: z.array(rowSchema) }).safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data.rows;
  throw new InputError(parsed.error.issues[0]!.message, { file, field: parsed.error.issues[0]!.path.join('.') });
}

/** Writes the rows, one a line, in the order of the registry. */
export function writeRows(file: string, rows: readonly Row[]): void {
  writeAtomically(
    file,
    `{\n  "rows": [\n${inOrder(rows)
      .map((row) => `    ${JSON.stringify(row)}`)
      .join(',\n')}\n  ]\n}\n`,
  );
}

/** The rows with one of them new, or in place of the row of the same claim. */
export function merged(rows: readonly Row[], row: Row): Row[] {
  return [...rows.filter(({ claim }) => claim !== row.claim), row];
}

function inOrder(rows: readonly Row[]): Row[] {
  const rank = (row: Row): number => claims.findIndex(({ id }) => id === row.claim);
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

/** The tables: claims on record as refuted, and the others. */
export function markdown(rows: readonly Row[], records: Records): string {
  const notes = [...new Set(inOrder(rows).flatMap(({ note }) => (note === undefined ? [] : [note])))];
  const recorded = (row: Row): string => records[row.claim]?.verdict ?? '-';
  const table = (chosen: readonly Row[]): string =>
    [
      '| claim | on record | verdict | evidence | evaluations | found after (s) | done after (s) | smallest witness | slack | rate excluded | seconds x seeds | commit |',
      '|---|---|---|---|---|---|---|---|---|---|---|---|',
      ...inOrder(chosen).map((row) => line(row, recorded(row), notes)),
    ].join('\n');
  return `# \`hunt\` on every claim

Written by \`npx tsx bench/hunt-table.ts\` from the rows in hunt-table.json, which only running replaces (\`--claims ID...\` for some of them).
Every hunt is from scratch: no stored witness is read. Lists are by seed. "Evaluations" are those of the search alone; "found after" is
the time to the confirmed violation (or of the whole hunt, where there was none), "done after" includes shrinking and the search for the worst. The witness is
the least complex one of all seeds, with its slack. Where none was found the slack is the smallest seen. "Rate excluded" is then the violation rate under
the claim's generator that the independent draws exclude with 99% confidence, 1 - 0.01^(1/draws). "Seconds x seeds" are those of the
search, with the seeds and worker threads (j); "commit" is the last one of src/ in the tree that ran, or "at or before" it where that was not recorded.

## Claims on record as refuted

${table(rows.filter((row) => recorded(row) === 'refuted'))}

## Claims on record as surviving

${table(rows.filter((row) => recorded(row) !== 'refuted'))}
${notes.length === 0 ? '' : `\nNotes:\n\n${notes.map((note, i) => `- (${i + 1}) ${note}`).join('\n')}\n`}`;
}

function line(row: Row, recorded: string, notes: readonly string[]): string {
  const { claim, runs, note } = row;
  const found = runs.filter((run) => run.found).length;
  const verdict = found === runs.length ? 'refuted' : found === 0 ? 'none found' : `refuted on ${found} of ${runs.length}`;
  const seeds = runs.map(({ seed }) => seed ?? '?').join(', ');
  return `| ${[
    note === undefined ? claim : `${claim} (${notes.indexOf(note) + 1})`,
    recorded,
    verdict,
    row.evidence.join(', ') || '-',
    runs.map(({ evaluations }) => evaluations).join(', '),
    runs.map(({ foundAfter }) => foundAfter.toFixed(1)).join(', '),
    runs.map(({ doneAfter }) => doneAfter.toFixed(1)).join(', '),
    row.witness ?? '-',
    row.slack === null ? '-' : row.slack.toPrecision(row.witness === undefined ? 2 : 3),
    row.excludedRate?.toPrecision(2) ?? '-',
    `${row.maxTime} x ${seeds} (j ${row.jobs ?? '?'})`,
    `${row.orEarlier === true ? 'at or before ' : ''}${row.commit}`,
  ].join(' | ')} |`;
}
