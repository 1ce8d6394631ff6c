/** claimcheck.config.js: what it gives, what wins over it, and what is wrong with it. */

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/api/config.js';
import { fieldsOf } from '../../src/cli/config-fields.js';
import { InputError } from '../../src/data/input-error.js';
import { type CommandResult, commanded, commandedIn } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const KIT = pathToFileURL('dist/claims-kit.js').href;
const CLAIMS = `import { defineClaim, onAnyData, separable } from '${KIT}';
export default [defineClaim({
  id: 'mine/one', source: 's', statement: 's', slack: 's', kind: 'exact',
  ...onAnyData(separable(), (drawn) => drawn.map(({ data }) => ({ data, start: [], steps: { kind: 'none' } }))),
  evaluate: ({ data }) => ({ hypotheses: [], conclusion: { slack: data.x.length, rounding: 0, step: 0 }, labels: [] }),
})];
`;
const CSV = 'a,b,kind\n1,2,yes\n2,1,yes\n-1,-2,no\n';
/** 20 on each of four data sets. */
const ON_SHIPPED_DATA = 80;
const { folder: root } = scratch();

/** A project with claims, data and this configuration, which stands in `at`. */
function project(config: Config | string, at = 'claimcheck.config.js'): string {
  const folder = mkdtempSync(join(root, 'project-'));
  mkdirSync(join(folder, 'settings'));
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  put('package.json', '{ "type": "module" }');
  put('claims.js', CLAIMS);
  put('mine.csv', CSV);
  put(at, typeof config === 'string' ? config : `export default ${JSON.stringify(config)};\n`);
  return folder;
}

const inside = { claims: './claims.js', seed: 7, budget: { cases: 40, jobs: 1 }, record: 'kept' };
const verify = async (folder: string, ...more: string[]): Promise<CommandResult & { readonly result: Result }> => {
  const run = await commandedIn(folder, 'verify', '--json', '-', ...more);
  return { ...run, result: (run.stdout === '' ? {} : JSON.parse(run.stdout)) as Result };
};
interface Result {
  readonly seed: number;
  readonly claims: readonly { readonly id: string; readonly cases: number; readonly slack: { readonly min: number } }[];
}

describe('claimcheck.config.js', () => {
  it('gives the claims, the seed, the cases and the record of verify, and says so in one line', async () => {
    const folder = project(inside);

    const { result, stderr } = await verify(folder);
    const accepted = await commandedIn(folder, 'verify', '--accept');

    expect(result).toMatchObject({ seed: 7, claims: [{ id: 'mine/one', cases: 40 + ON_SHIPPED_DATA }] });
    expect(stderr.split('\n')[0]).toBe('claimcheck.config.js gives --claims ./claims.js, --seed 7, --record kept, --cases 40, --jobs 1');
    expect(accepted.code).toBe(0);
    expect((await commandedIn(folder, 'list')).stdout).toContain('mine/one');
    expect((await commandedIn(folder, 'list', '--record', 'elsewhere')).stderr).toBe('claimcheck.config.js gives --claims ./claims.js\n');
  });

  it('gives way to the command line, and is left aside with --no-config', async () => {
    const folder = project(inside);

    expect((await verify(folder, '--seed', '3', '--cases', '20')).result).toMatchObject({
      seed: 3,
      claims: [{ cases: 20 + ON_SHIPPED_DATA }],
    });
    const paper = await commandedIn(folder, 'show', 'def/gd', '--no-config');
    expect(paper).toMatchObject({ code: 0, stderr: '' });
  });

  it('gives data with how they are read, all of them or none', async () => {
    const folder = project({ ...inside, data: { file: 'mine.csv', columns: ['a'], bias: true } });
    writeFileSync(join(folder, 'other.csv'), CSV + CSV.slice(CSV.indexOf('\n') + 1));

    // The slack is the number of samples.
    expect((await verify(folder)).result.claims[0]?.slack.min).toBe(3);
    expect((await verify(folder, '--data', 'other.csv')).stderr).not.toContain('--bias');
    expect((await verify(folder, '--data', 'other.csv')).result.claims[0]?.slack.min).toBe(6);
    // Records are of generated cases.
    expect((await commandedIn(folder, 'verify', '--accept')).stderr).not.toContain('--data');
  });

  it('is read from where --config says, with its paths seen from there', async () => {
    const config = { ...inside, claims: '../claims.js', data: '../mine.csv' };
    const folder = project(config, 'settings/ours.mjs');

    const { result, stderr } = await verify(folder, '--config', 'settings/ours.mjs');

    expect(result.claims[0]?.slack.min).toBe(3);
    expect(stderr).toContain(
      'settings/ours.mjs gives --claims ./claims.js, --seed 7, --record settings/kept, --cases 40, --jobs 1, --data mine.csv',
    );
  });

  it.each([
    ['has no default export', 'export const seed = 1;', 'has no default export'],
    ['throws', 'throw new Error("oh");', 'threw while it was loaded: Error: oh\n'],
    ['has an unknown key', 'export default { sed: 1 };', 'field sed: unknown key'],
    [
      'has a number out of range',
      'export default { budget: { jobs: 0 } };',
      'field budget.jobs: 0 cannot be used. It must be a whole number from 1 to 256.\n',
    ],
  ])('exits with 3 and one line where it %s', async (_, text, told) => {
    const file = join(project(text), 'claimcheck.config.js');

    const { code, stdout, stderr } = await commanded('verify', 'def/gd', '--config', file);

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr.startsWith(`claimcheck: ${file}: ${told}`), stderr).toBe(true);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('exits with 3 where --config names no file', async () => {
    expect(await commanded('list', '--config', 'none.js')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'claimcheck: none.js: there is no such file\n',
    });
  });
});

/** Why a configuration is refused; undefined where it is not. */
function refusal(config: unknown): string | undefined {
  try {
    fieldsOf(config, 'c.js');
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

describe('the fields of a configuration', () => {
  it.each([
    [null, 'c.js: its default export must be an object (got null)'],
    [() => ({}), 'c.js: its default export must be an object (got a function)'],
    [{ seed: '1' }, 'c.js: field seed: must be a number (got "1")'],
    [{ claims: '' }, 'c.js: field claims: must be a text that is not empty (got "")'],
    [{ constructor: 1 }, 'c.js: field constructor: unknown key; the keys are "claims", "seed", "record", "cache", "data", "budget"'],
    [{ budget: 5 }, 'c.js: field budget: must be an object (got 5)'],
    [{ budget: { case: 5 } }, 'c.js: field budget.case: unknown key; the keys are "cases", "maxTime", "jobs"'],
    [{ data: 5 }, 'c.js: field data: must be the name of a file, or an object with it as "file" (got 5)'],
    [{ data: { label: 'a' } }, 'c.js: field data.file: is missing'],
    [{ data: { file: 'a', columns: 'b' } }, 'c.js: field data.columns: must be a list of texts (got "b")'],
    [{ data: { file: 'a', bias: 1 } }, 'c.js: field data.bias: must be true or false (got 1)'],
  ])('%j is refused: %s', (config, message) => {
    expect(refusal(config)).toBe(message);
  });

  it('that are undefined, and switches that are off, are as if they were not there', () => {
    expect(fieldsOf({ seed: undefined, data: { file: 'a.csv', bias: false } }, 'c.js')).toEqual([
      { option: 'data', path: 'data.file', value: 'a.csv' },
    ]);
  });
});
