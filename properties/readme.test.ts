import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { edition } from '../src/paper/edition.js';
import { readRecords, readWitness, SHIPPED_RECORD } from '../src/record/records.js';
import { claimcheckIn } from './support/cli.js';

const README = readFileSync('README.md', 'utf8');

/** What a console block shows: a command, and the lines it prints, `...` for any number of others. */
const blocks = [...README.matchAll(/```console\n\$ npx claimcheck (.*)\n([\s\S]*?)```/g)].map(([, command = '', output = '']) => ({
  command,
  shown: output.split('\n').filter((line) => line !== '' && line !== '...'),
}));

/** The README's sentence of numbers, from the claims and the record. */
function headline(): string {
  const records = readRecords(SHIPPED_RECORD);
  const count = (reading: string, verdict?: string): number =>
    edition.claims.filter((claim) => claim.reading === reading && (verdict === undefined || records[claim.id]?.verdict === verdict)).length;
  const witnesses = edition.claims.flatMap(({ id }) => readWitness(SHIPPED_RECORD, records[id]) ?? []);
  const certified = witnesses.filter(({ outcome }) => outcome.evidence === 'certified').length;
  const [printed, intended, repaired] = ['as-printed', 'as-intended', 'repaired'] as const;
  expect([count(repaired, 'refuted'), certified]).toEqual([0, witnesses.length]);
  return `Of the ${edition.claims.length} claims judged, ${count(printed)} read the paper as printed: ${count(printed, 'survives')} of these survive and ${count(printed, 'refuted')} are refuted. Of the ${count(intended)} readings as intended ${count(intended, 'survives')} survive and ${count(intended, 'refuted')} are refuted; of the ${count(repaired)} repaired statements all survive. All ${certified} refutations are certified by integer and interval arithmetic.`;
}

/** A folder with what the commands read, as a clone has it; hunts write into it. */
const clone = mkdtempSync(join(tmpdir(), 'claimcheck-readme-'));
mkdirSync(join(clone, 'node_modules'));
for (const name of ['examples', 'fixtures']) symlinkSync(resolve(name), join(clone, name));
symlinkSync(resolve('.'), join(clone, 'node_modules/claimcheck'));
afterAll(() => rmSync(clone, { recursive: true }));

describe('the README', () => {
  it('has the headline that the record gives', () => {
    expect(/<!-- headline -->\n(.*)\n<!-- \/headline -->/.exec(README)?.[1]).toBe(headline());
  });

  it.each(blocks)('shows what claimcheck $command prints', ({ command, shown }) => {
    const { stdout } = claimcheckIn(clone, ...command.split(' '));
    const printed = stdout.split('\n');

    let from = 0;
    for (const line of shown) {
      const at = printed.findIndex((one, index) => index >= from && (one.trimEnd() === line || one.startsWith(`${line} `)));
      expect(at, `${JSON.stringify(line)} is not printed, or not after the line before it`).toBeGreaterThanOrEqual(0);
      from = at + 1;
    }
    expect(shown.length).toBeGreaterThan(1);
  });
});
