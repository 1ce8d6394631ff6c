/**
 * What `verify` costs in processor time, the whole of it in two threads and some claims in one, by this build and by another one, in turn,
 * with a check that all that it tells but the times is the same to the byte; `--write` puts the rows into docs/reference/scale.md.
 *
 * usage: tsx bench/verify-times.ts --before FOLDER [--claims ID,ID+ID] [--write]
 *
 * FOLDER is a checkout with its own dist/. Claims joined by + share one verify; `all` is the whole. All rows of the page are written anew, so
 * that they are of one pair of builds, which it names.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withPart } from '../properties/support/marked-part.js';

const PAGE = 'docs/reference/scale.md';
const MARK = 'verify';
const ALL = 'all';
/** The whole, and the claims that took longest when this was written. */
const HEAVIEST = [
  ALL,
  'thm-3.2/cases@repaired',
  'thm-3.2/chatter-loss@repaired',
  'prop-1/long@intended+prop-1/eq-13/long',
  'leaky/last-kink@repaired',
  'thm-3.2/gradient+thm-3.2/descent',
  'leaky/sgd+leaky/sgd@intended+prop-2/thm-3.4@repaired',
  'thm-4.1/step-factor+thm-4.2/step-factor+thm-4.1/eq-29',
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
    const which = claims.includes(ALL) ? ['--jobs', '2'] : [...claims, '--jobs', '1'];
    const command = ['node', join(folder, 'dist/cli/main.js'), 'verify', ...which, '--json', json, '--no-config'];
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
  const name = claims.includes(ALL) ? 'all, in two threads' : claims.map((claim) => `\`${claim}\``).join(', ');
  const line = `| ${name} | ${before.seconds.toFixed(1)} | ${after.seconds.toFixed(1)} | ${same} |`;
  console.log(line);
  return line;
}

function commitOf(folder: string): string {
  return spawnSync('git', ['-C', folder, 'describe', '--always', '--dirty'], { encoding: 'utf8' }).stdout.trim();
}

const rows = values.claims.split(',').map((claim) => row(claim.split('+')));
if (values.write) {
  const builds = `Before: commit ${commitOf(values.before)}; after: ${commitOf('.')}; Node ${process.versions.node}.`;
  const table = ['| claims | before, s | after, s | bytes |', '|---|--:|--:|---|', ...rows];
  writeFileSync(PAGE, withPart(readFileSync(PAGE, 'utf8'), MARK, [builds, '', ...table].join('\n')));
}
