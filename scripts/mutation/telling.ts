/** Cases that tell faults apart, as the search found them, put on record beside the other evaluations. */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EVALUATIONS, type Evaluations } from '../../properties/support/recorded-evaluations.js';

/** A claim, the place of a case and what comes out of it without a fault. */
export type Telling = readonly [claim: string, place: string, told: string];

/** Where the search writes what it finds, a line each. */
export const TELLING = 'CLAIMCHECK_TELLING';

/** Names a new file to the search, whose processes inherit it. */
export function fileOfTelling(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'claimcheck-telling-')), 'cases.jsonl');
  process.env[TELLING] = file;
  return file;
}

/** Puts the cases on record, says how many are new there, and removes the file. */
export function recordTelling(file: string): number {
  const known = JSON.parse(readFileSync(EVALUATIONS, 'utf8')) as Record<string, Evaluations>;
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const found = lines.map((line) => JSON.parse(line) as Telling).filter(([id, place]) => known[id]?.[place] === undefined);
  for (const [id, place, told] of found) known[id] = { ...known[id], [place]: told };
  rmSync(dirname(file), { recursive: true });
  writeFileSync(EVALUATIONS, `${JSON.stringify(known, null, 2)}\n`);
  return found.length;
}
