/**
 * What `verify` of some claims costs in processor time, by this build and by another one, in turn, with a check that all that it tells but
 * the times is the same to the byte; `--write` puts the rows into docs/reference/scale.md.
 *
 * usage: tsx bench/verify-times.ts --before FOLDER [--claims ID,ID+ID] [--write]
 *
 * FOLDER is a checkout with its own dist/. Claims joined by + share one verify. Rows that are not measured stay as they are.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { partOf, withPart } from '../properties/support/marked-part.js';

const PAGE = 'docs/reference/scale.md';
const MARK = 'verify';
/** The claims that took longest when this was written. */
const HEAVIEST = [
  'thm-3.2/2-local@repaired',
  'thm-3.2/cases@repaired',
  'thm-4.1/direction',
  'thm-3.2/2-visits',
  'thm-3.2/chatter-loss@repaired',
  'nacson/cyclic-direction',
  'sec-3.2/only-when',
  'app-b/cannot-stay',
  'sec-4.2/scope@repaired',
  'lem-f3/long@intended',
];

const { values } = parseArgs({
  options: { before: { type: 'string' }, claims: { type: 'string', default: HEAVIEST.join() }, write: { type: 'boolean', default: false } },
});
if (values.before === undefined) throw new RangeError('--before FOLDER is missing: a checkout with its own dist/');

const TIMES = new Set(['seconds', 'slowest']);

/** Processor seconds of one verify of some claims, and what it tells but for times. */
function verified(folder: string, claims: readonly string[]): { readonly seconds: number; readonly told: string } {
  const scratch = mkdtempSync(join(tmpdir(), 'claimcheck-verify-'));
  try {
    const json = join(scratch, 'verify.json');
    const command = ['node', join(folder, 'dist/cli/main.js'), 'verify', ...claims, '--jobs', '1', '--json', json];
    const script = 'TIMEFORMAT="%U %S"; time "$@" > /dev/null 2> /dev/null';
    const { stderr } = spawnSync('bash', ['-c', script, 'bash', ...command], { encoding: 'utf8' });
    const [user, system] = stderr.trim().split(' ').map(Number);
    const result = JSON.parse(readFileSync(json, 'utf8')) as object;
    return { seconds: user! + system!, told: JSON.stringify(result, (key, value) => (TIMES.has(key) ? undefined : value)) };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function row(claims: readonly string[]): string {
  const before = verified(values.before!, claims);
  const after = verified(join(import.meta.dirname, '..'), claims);
  const same = before.told === after.told ? 'the same' : 'OTHERS';
  const line = `| ${claims.map((claim) => `\`${claim}\``).join(', ')} | ${before.seconds.toFixed(1)} | ${after.seconds.toFixed(1)} | ${same} |`;
  console.log(line);
  return line;
}

/** Puts a row into the page, in place of its former self. */
function write(line: string): void {
  const text = readFileSync(PAGE, 'utf8');
  const claimOf = (row: string): string => row.split('|')[1]!;
  const old = partOf(text, MARK)
    .split('\n')
    .filter((row) => row.startsWith('| `'));
  const known = old.some((row) => claimOf(row) === claimOf(line));
  const rows = known ? old.map((row) => (claimOf(row) === claimOf(line) ? line : row)) : [...old, line];
  writeFileSync(PAGE, withPart(text, MARK, ['| claim | before, s | after, s | bytes |', '|---|--:|--:|---|', ...rows].join('\n')));
}

for (const claim of values.claims.split(',')) {
  const line = row(claim.split('+'));
  // One by one, since a row takes minutes.
  if (values.write) write(line);
}
