/** Verdicts that are kept: a claim is judged anew where anything that its verdict follows from has changed, and not elsewhere. */

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { edition as paper } from '../../src/paper/edition.js';
import { claimCode } from '../../src/verify/claim-code.js';
import { type CommandResult, claimcheckIn } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const KIT = pathToFileURL(fileURLToPath(new URL('../../dist/claims-kit.js', import.meta.url))).href;
const { folder: root } = scratch();

/** A claim that leaves a line in a log for each of its cases; what it concludes is in a module of its own. */
const claim = (id: string): string =>
  `
import { appendFileSync } from 'node:fs';
import * as cc from '${KIT}';
import { slack } from './${id}-slack.js';
export const ${id} = cc.defineClaim({
  id: 'mine/${id}', source: 's', statement: 's', slack: 's', kind: 'exact',
  cases: cc.separable().map(({ data, separator }) => ({ data, start: separator, steps: { kind: 'none' } })),

  evaluate() {
    appendFileSync('log', '${id}\\n');
    return { hypotheses: [], conclusion: { slack, rounding: 0, step: 0 }, labels: [] };
  },
});
`.replace('\n', '');

let folder: string;
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const verify = (...more: string[]): CommandResult =>
  claimcheckIn(folder, 'verify', '--claims', 'claims.js', '--cases', '30', '--jobs', '1', '--cache', 'kept', ...more);

/** Claims that were judged since the last time it was asked. */
function judged(): string[] {
  const lines = new Set(readFileSync(join(folder, 'log'), 'utf8').split('\n').filter(Boolean));
  put('log', '');
  return [...lines].sort();
}

beforeEach(() => {
  folder = mkdtempSync(join(root, 'claims-'));
  put('package.json', '{ "type": "module" }');
  put('log', '');
  for (const id of ['one', 'two']) {
    put(`${id}.js`, claim(id));
    put(`${id}-slack.js`, 'export const slack = 1;\n');
  }
  put('claims.js', "import { one } from './one.js';\nimport { two } from './two.js';\nexport default [one, two];\n");
});

describe('verify --cache', () => {
  it('judges nothing a second time, and tells the same', () => {
    const timeless = (text: string): string => text.replace(/, [\d.]+ s$/m, '');
    const first = verify();
    const all = judged();
    const second = verify();

    expect(all).toEqual(['one', 'two']);
    expect(judged()).toEqual([]);
    expect(timeless(second.stdout)).toBe(timeless(first.stdout));
    expect(second.code).toBe(first.code);
    expect(second.stderr).toContain('2 of 2 claims have not changed since they were judged into kept');
  });

  it.each([
    ['its file', 'two.js', (text: string) => text.replace("'s', statement", "'t', statement")],
    ['a module that it imports', 'two-slack.js', () => 'export const slack = -1;\n'],
  ])('judges a claim anew where %s changed, and no other', (_, name, change) => {
    verify();
    judged();
    const before = readFileSync(join(folder, name), 'utf8');
    put(name, change(before));

    const changed = verify();
    const anew = judged();
    put(name, before);
    const restored = verify();

    expect(anew).toEqual(['two']);
    expect(changed.stdout).toMatch(name === 'two-slack.js' ? /^mine\/two +refuted/m : /^mine\/two +survives/m);
    expect(changed.stdout).toMatch(/^mine\/one +survives/m);
    expect(judged()).toEqual([]);
    expect(restored.stdout).toMatch(/^mine\/two +survives/m);
  });

  it('judges all anew on another seed, and with another number of cases', () => {
    verify();
    judged();

    for (const more of [
      ['--seed', '2'],
      ['--cases', '31'],
    ]) {
      verify(...more);
      expect(judged()).toEqual(['one', 'two']);
    }
  });

  it('goes by all code of the edition where no file exports the claim itself', () => {
    put(
      'claims.js',
      "import { one } from './one.js';\nimport { two } from './two.js';\nimport { wrap } from './wrap.js';\nexport default [wrap(one), wrap(two)];\n",
    );
    put('wrap.js', 'export const wrap = (claim) => ({ ...claim });\n');
    verify();
    judged();
    put('wrap.js', 'export const wrap = (claim) => ({ ...claim, slack: "t" });\n');

    verify();

    expect(judged()).toEqual(['one', 'two']);
  });

  it('judges anew what was altered in the folder, and what is no entry', () => {
    verify();
    judged();
    const [first = '', second = ''] = readdirSync(join(folder, 'kept')).map((name) => join('kept', name));
    put(first, readFileSync(join(folder, first), 'utf8').replace('"survives"', '"refuted"'));
    put(second, 'no JSON');

    const { stdout } = verify();

    expect(judged()).toEqual(['one', 'two']);
    expect(stdout).not.toContain('refuted');
  });

  it('keeps no verdict of a run that time ended', () => {
    verify('--max-time', '0.001');
    put('log', '');

    const { stdout } = verify();

    expect(judged()).toEqual(['one', 'two']);
    expect(stdout).not.toContain('not-run');
  });

  it('refuses a folder that cannot be one, before anything is judged', () => {
    put('file', '');

    const { code, stderr } = claimcheckIn(folder, 'verify', '--claims', 'claims.js', '--cache', 'file');

    expect(stderr).toMatch(/^claimcheck: --cache file: cannot be written \(EEXIST\)$/m);
    expect([code, judged()]).toEqual([3, []]);
  });
});

describe('the code of the claims of the paper', () => {
  const module = fileURLToPath(new URL('../../src/paper/edition.ts', import.meta.url));

  it('is told apart by claim, readings in one file together', async () => {
    const code = claimCode({ module, exported: 'edition', folder: '/' });
    const hashes = await Promise.all(paper.claims.map(async (one) => [one.id, await code.hashOf(one)] as const));
    const byId = new Map(hashes);

    expect(hashes.every(([, hash]) => hash !== undefined)).toBe(true);
    expect(byId.get('thm-3.2/descent')).toBe(byId.get('thm-3.2/descent@repaired'));
    expect(byId.get('thm-3.2/descent')).not.toBe(byId.get('thm-3.2/gradient'));
    expect(new Set(byId.values()).size).toBeGreaterThan(100);
  });
});
