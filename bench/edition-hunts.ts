/**
 * Hunts from scratch on claims of the second edition, one after another, and writes their rows into docs/explanation/optimizers.md, each as
 * soon as it is there. By default those whose hunt on the page was shorter than --below, or that have none.
 *
 *   npx tsx bench/edition-hunts.ts [--max-time S] [--below S] [--claims ID...] [--cli FILE]
 *
 * `--cli` names another build of the command, which may stay the same while this one is built anew.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import edition from '../editions/optimizers/index.js';
import { partOf, withPart } from '../properties/support/marked-part.js';
import { positiveNumber } from '../src/cli/options.js';
import { writeAtomically } from '../src/data/atomic-file.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const PAGE = `${ROOT}docs/explanation/optimizers.md`;
const MODULE = 'editions/optimizers';
const HEAD = '| claim | verdict | evaluations | seconds | evidence |\n| --- | --- | --- | --- | --- |';

const { maxTime, below, claims, cli } = new Command('edition-hunts')
  .option('--max-time <S>', 'seconds of search for each claim', positiveNumber, 30)
  .option('--below <S>', 'hunts on the page of fewer seconds are made anew', positiveNumber, 20)
  .option('--claims <ID...>', 'these claims, however long their hunts on the page were', (id: string, ids: string[]) => [...ids, id], [])
  .option('--cli <FILE>', 'the command, in a folder that has the edition too', `${ROOT}dist/cli/main.js`)
  .parse()
  .opts<{ maxTime: number; below: number; claims: string[]; cli: string }>();

/** The rows on the page by their claims, with the seconds of their hunts. */
function rowsOnPage(): Map<string, { readonly row: string; readonly seconds: number }> {
  const lines = partOf(readFileSync(PAGE, 'utf8'), 'hunts').split('\n').slice(2);
  return new Map(
    lines.map((row) => {
      const [, id = '', , , seconds = ''] = row.split('|').map((cell) => cell.trim());
      return [id, { row, seconds: Number(seconds) }];
    }),
  );
}

/** What the command says of a hunt. @throws Error where it says nothing that can be read */
function hunted(id: string): { readonly verdict: string; readonly evaluations: number; readonly evidence: string } {
  const args = ['hunt', id, '--claims', MODULE, '--seed', '1', '--jobs', '1', '--max-time', String(maxTime), '--json', '-'];
  const { stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: fileURLToPath(new URL('../../', `file://${cli}`)),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (stdout === '') throw new Error(`${id}: ${stderr}`);
  const { verdict, evaluations, evidence = '' } = JSON.parse(stdout) as { verdict: string; evaluations: number; evidence?: string };
  return { verdict, evaluations, evidence };
}

const known = rowsOnPage();
const chosen = edition.claims
  .map(({ id }) => id)
  .filter((id) => (claims.length > 0 ? claims.includes(id) : !((known.get(id)?.seconds ?? 0) >= below)));
for (const id of chosen) {
  const { verdict, evaluations, evidence } = hunted(id);
  // Read again: the page may have changed meanwhile.
  const rows = new Map(Array.from(rowsOnPage(), ([name, { row }]) => [name, row]));
  rows.set(id, `| ${id} | ${verdict} | ${evaluations} | ${maxTime} | ${evidence} |`.replace('|  |', '| |'));
  const table = [HEAD, ...edition.claims.flatMap((claim) => rows.get(claim.id) ?? [])].join('\n');
  writeAtomically(PAGE, withPart(readFileSync(PAGE, 'utf8'), 'hunts', table));
  process.stderr.write(`${id}: ${verdict}, ${evaluations}\n`);
}
