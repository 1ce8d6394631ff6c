/**
 * Writes the table of the smallest errors that claims on long runs see into docs/explanation/long-runs.md, from the labels of
 * `verify --json`: `npx tsx bench/smallest-errors.ts VERIFY.json...`.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { withPart } from '../properties/support/marked-part.js';
import type { VerifyResult } from '../src/report/schema.js';

const PAGE = 'docs/explanation/long-runs.md';
const SEES = 'sees:1/';

const claims = process.argv.slice(2).flatMap((file) => (JSON.parse(readFileSync(file, 'utf8')) as VerifyResult).claims);
const rows = claims.flatMap(({ id, verdict, labels }) => {
  const seen = Object.entries(labels)
    .filter(([label]) => label.startsWith(SEES))
    .map(([label, count]) => ({ size: Number(label.slice(SEES.length)), count }));
  if (verdict !== 'survives' || seen.length === 0) return [];
  const cases = seen.reduce((sum, { count }) => sum + count, 0);
  const small = seen.filter(({ size }) => size >= 32).reduce((sum, { count }) => sum + count, 0);
  return [`| ${id} | 1/${Math.max(...seen.map(({ size }) => size))} | ${small} of ${cases} |`];
});
const table = ['| claim | smallest error seen | cases that see 1/32 |', '| --- | --- | --- |', ...rows.sort()].join('\n');
writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), 'smallest errors', table));
