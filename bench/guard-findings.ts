/**
 * The guard on every example: the table of docs/reference/guard-findings.md, which `--write` puts there.
 *
 * usage: npm run build && tsx bench/guard-findings.ts [--write]
 */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withPart } from '../properties/support/marked-part.js';

const ROOT = join(import.meta.dirname, '..');

/** What `guard --json` tells of a subject, as far as the table goes. */
interface Judged {
  readonly subject: string;
  readonly algorithm: string;
  readonly verdict: string;
  readonly seconds: number;
  readonly checks: readonly { id: string; verdict: string; note?: string; conventions?: readonly string[] }[];
}

/** Seconds for one check: a machine that does much else is slow. */
const PATIENCE = '240';

/** Arguments of `guard` for each example. Python examples need NumPy. */
function commands(): string[][] {
  const files = readdirSync(join(ROOT, 'examples')).sort();
  const python = (file: string) => ['--command', `python3 examples/${file}`, '--name', file, '--algorithm', 'adam'];
  return [
    ...files.filter((file) => file.endsWith('.js')).map((file) => [`examples/${file}`]),
    ...files.filter((file) => file.endsWith('.py')).map(python),
  ];
}

function judged(args: readonly string[]): Judged[] {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['dist/cli/main.js', 'guard', ...args, '--timeout', PATIENCE, '--json', '-'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
  if (stdout === '') throw new Error(`guard ${args.join(' ')} ended with ${status}: ${stderr}`);
  return [JSON.parse(stdout)].flat();
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

function row({ subject, algorithm, verdict, checks }: Judged): string {
  const count = (kind: string) => checks.filter((check) => check.verdict === kind).length;
  const broken = checks.filter((check) => check.verdict === 'broken').map(({ id, note }) => `${id}: ${note}`);
  // Of a broken optimizer such information says little.
  const told =
    verdict === 'broken' ? [] : checks.filter((check) => check.verdict === 'information').map(({ note }) => note!.split(':')[0]!);
  const conventions = unique(checks.flatMap((check) => check.conventions ?? []));
  const cells = [
    `\`${subject}\``,
    algorithm,
    verdict,
    `${count('pass')} of ${checks.length - count('information')}`,
    [...broken, ...conventions.map((text) => `convention: ${text}`), ...told].join('<br>'),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const all = commands().flatMap((args) => {
  const found = judged(args);
  for (const { subject, verdict, seconds } of found) process.stderr.write(`${subject}: ${verdict}, ${seconds.toFixed(1)} s\n`);
  return found;
});
const table = ['| subject | algorithm | verdict | checks passed | what was found |', '|---|---|---|---|---|', ...all.map(row)].join('\n');
if (values.write) {
  const page = join(ROOT, 'docs/reference/guard-findings.md');
  writeFileSync(page, withPart(readFileSync(page, 'utf8'), 'table', table));
} else {
  process.stdout.write(`${table}\n`);
}
