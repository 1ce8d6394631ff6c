/**
 * Runs `verify` on several seeds and tells which verdicts differ from the record on any: `npm run verify:seeds -- [--seeds N]
 * [--first SEED] [--jobs J] [ID...]`, 20 seeds from 1 by default. Exits 1 where one does. Needs a build.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { VerifyResult } from '../src/report/schema.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '20' }, first: { type: 'string', default: '1' }, jobs: { type: 'string', default: '1' } },
});

const folder = mkdtempSync(join(tmpdir(), 'claimcheck-seeds-'));
const file = join(folder, 'verify.json');
const differing = new Map<string, string[]>();
let judged = 0;
try {
  for (let place = 0; place < Number(values.seeds); place++) {
    const seed = Number(values.first) + place;
    const words = ['dist/cli/main.js', 'verify', ...positionals, '--seed', String(seed), '--jobs', values.jobs, '--json', file];
    try {
      execFileSync(process.execPath, words, { stdio: 'ignore' });
    } catch (error) {
      // Exits 1 and 2 say that a verdict differs, or is undecided; the file says which.
      if (![1, 2].includes(Number((error as { status?: unknown }).status))) throw error;
    }
    const { claims } = JSON.parse(readFileSync(file, 'utf8')) as VerifyResult;
    rmSync(file);
    judged += claims.length;
    const off = claims.filter(({ verdict, expected }) => verdict !== expected);
    for (const { id, verdict } of off) differing.set(id, [...(differing.get(id) ?? []), `${verdict} on seed ${seed}`]);
    const which = off.map(({ id, verdict }) => `, ${id}: ${verdict}`).join('');
    process.stdout.write(`seed ${seed}: ${claims.length} claims, ${off.length} differ from the record${which}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
for (const [id, seeds] of differing) process.stdout.write(`${id}: ${seeds.join(', ')}\n`);
process.stdout.write(
  `${judged} verdicts, ${[...differing.values()].reduce((sum, seeds) => sum + seeds.length, 0)} differ from the record\n`,
);
process.exitCode = differing.size > 0 ? 1 : 0;
