/**
 * The guard on all of torch.optim: docs/reference/guard-torch.md. Needs PyTorch and takes minutes; `--from FILE` takes what
 * `guard --json FILE` wrote.
 *
 * usage: npm run build && tsx bench/guard-torch.ts [--python /usr/bin/python3] [--from FILE]
 */

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const PAGE = join(ROOT, 'docs/reference/guard-torch.md');

/** What `guard --json` tells of a subject, as far as the table goes. */
interface Judged {
  readonly subject: string;
  readonly algorithm: string;
  readonly verdict: string;
  readonly checks: readonly { readonly id: string; readonly verdict: string; readonly note?: string }[];
}

const { values } = parseArgs({ options: { python: { type: 'string', default: '/usr/bin/python3' }, from: { type: 'string' } } });

function judged(): string {
  const args = ['dist/cli/main.js', 'guard', '--command', `${values.python} -m claimcheck_guard.torch`, '--timeout', '240', '--json', '-'];
  const env = { ...process.env, PYTHONPATH: join(ROOT, 'python') };
  return spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env, maxBuffer: 2 ** 28 }).stdout;
}

function row({ subject, algorithm, verdict, checks }: Judged): string {
  const count = (kind: string): number => checks.filter((check) => check.verdict === kind).length;
  const found = checks
    .filter((check) => check.verdict === 'broken' || check.verdict === 'undecided')
    .map(({ id, note }) => `${id}: ${note}`);
  const cells = [`\`${subject}\``, algorithm, verdict, `${count('pass')} of ${checks.length - count('information')}`, found.join('<br>')];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

const reports = [JSON.parse(values.from === undefined ? judged() : readFileSync(values.from, 'utf8'))].flat() as Judged[];
const head = ['| optimizer | algorithm | verdict | checks passed | what was found |', '|---|---|---|---|---|'];
const page = readFileSync(PAGE, 'utf8');
const table = `<!-- table -->\n\n${[...head, ...reports.map(row)].join('\n')}\n\n<!-- /table -->`;
writeFileSync(
  PAGE,
  page.replace(/<!-- table -->[\s\S]*<!-- \/table -->/, () => table),
);
