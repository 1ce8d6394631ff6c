/** Verdicts that are kept: a claim is judged anew where anything that its verdict follows from has changed, and not elsewhere. */

import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { edition as paper } from '../../src/paper/edition.js';
import { claimCode } from '../../src/verify/claim-code.js';
import { type CommandResult, commanded } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const KIT = pathToFileURL(fileURLToPath(new URL('../../dist/claims-kit.js', import.meta.url))).href;
const { folder: root } = scratch();

declare global {
  /** Ids of the claims that were judged, one for each case. */
  var judgedClaims: string[];
}

/** A claim that says so whenever one of its cases is judged; what it concludes is in a module of its own. */
const claim = (id: string): string => `
import * as cc from '${KIT}';
import { slack } from './${id}-slack.js';
export const ${id} = cc.defineClaim({
  id: 'mine/${id}', source: 's', statement: 's', slack: 's', kind: 'exact',
  cases: cc.separable().map(({ data, separator }) => ({ data, start: separator, steps: { kind: 'none' } })),
  evaluate() {
    globalThis.judgedClaims?.push('${id}');
    return { hypotheses: [], conclusion: { slack, rounding: 0, step: 0 }, labels: [] };
  },
});
`;

let folder: string;
let copies = 0;
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const kept = (): string => join(folder, 'kept');

/** Runs in this process on a copy of the claims: modules of one path are loaded once, and what they are kept by is no path. */
function verify(...more: string[]): Promise<CommandResult> {
  const copy = join(root, `copy-${++copies}`);
  cpSync(folder, copy, { recursive: true });
  return commanded('verify', '--claims', join(copy, 'claims.js'), '--cases', '30', '--jobs', '1', '--cache', kept(), ...more);
}

/** Claims that were judged since the last time it was asked. */
function judged(): string[] {
  return [...new Set(globalThis.judgedClaims.splice(0))].sort();
}

beforeEach(() => {
  folder = mkdtempSync(join(root, 'claims-'));
  put('package.json', '{ "type": "module" }');
  globalThis.judgedClaims = [];
  for (const id of ['one', 'two']) {
    put(`${id}.js`, claim(id));
    put(`${id}-slack.js`, 'export const slack = 1;\n');
  }
  put('claims.js', "import { one } from './one.js';\nimport { two } from './two.js';\nexport default [one, two];\n");
});

describe('verify --cache', () => {
  it('judges nothing a second time, and tells the same', async () => {
    const timeless = (text: string): string => text.replace(/, [\d.]+ s$/m, '');
    const first = await verify();
    const all = judged();
    const second = await verify();

    expect(all).toEqual(['one', 'two']);
    expect(judged()).toEqual([]);
    expect(timeless(second.stdout)).toBe(timeless(first.stdout));
    expect(second.code).toBe(first.code);
    expect(second.stderr).toContain(': 2 of 2 claims taken from there, unchanged\n');
  });

  it('tells the verdicts all the same where they cannot be kept, and says why', async () => {
    const first = await verify();
    for (const name of readdirSync(kept())) {
      rmSync(join(kept(), name));
      mkdirSync(join(kept(), name));
    }

    const second = await verify();

    expect(second.stderr).toContain(': 0 of 2 claims taken from there, unchanged\n');
    expect(second.stderr).toMatch(/: verdicts cannot be kept \(it is a folder\)$/m);
    expect(second.code).toBe(first.code);
  });

  it.each([
    ['its file', 'two.js', (text: string) => text.replace("'s', statement", "'t', statement")],
    ['a module that it imports', 'two-slack.js', () => 'export const slack = -1;\n'],
  ])('judges a claim anew where %s changed, and no other', async (_, name, change) => {
    await verify();
    judged();
    const before = readFileSync(join(folder, name), 'utf8');
    put(name, change(before));

    const changed = await verify();
    const anew = judged();
    put(name, before);
    const restored = await verify();

    expect(anew).toEqual(['two']);
    expect(changed.stdout).toMatch(name === 'two-slack.js' ? /^mine\/two +refuted/m : /^mine\/two +survives/m);
    expect(changed.stdout).toMatch(/^mine\/one +survives/m);
    expect(judged()).toEqual([]);
    expect(restored.stdout).toMatch(/^mine\/two +survives/m);
  });

  it('judges all anew on another seed, and with another number of cases', async () => {
    await verify();
    judged();

    for (const more of [
      ['--seed', '2'],
      ['--cases', '31'],
    ]) {
      await verify(...more);
      expect(judged()).toEqual(['one', 'two']);
    }
  });

  it('goes by all code of the edition where no file exports the claim itself', async () => {
    put(
      'claims.js',
      "import { one } from './one.js';\nimport { two } from './two.js';\nimport { wrap } from './wrap.js';\nexport default [wrap(one), wrap(two)];\n",
    );
    put('wrap.js', 'export const wrap = (claim) => ({ ...claim });\n');
    await verify();
    judged();
    put('wrap.js', 'export const wrap = (claim) => ({ ...claim, slack: "t" });\n');

    await verify();

    expect(judged()).toEqual(['one', 'two']);
  });

  it('judges anew what was altered in the folder, and what is no entry', async () => {
    await verify();
    judged();
    const [first = '', second = ''] = readdirSync(kept()).map((name) => join('kept', name));
    put(first, readFileSync(join(folder, first), 'utf8').replace('"survives"', '"refuted"'));
    put(second, 'no JSON');

    const { stdout } = await verify();

    expect(judged()).toEqual(['one', 'two']);
    expect(stdout).not.toContain('refuted');
  });

  it('keeps no verdict of a run that time ended', async () => {
    await verify('--max-time', '0.001');
    judged();

    const { stdout } = await verify();

    expect(judged()).toEqual(['one', 'two']);
    expect(stdout).not.toContain('not-run');
  });

  it('refuses a folder that cannot be one, before anything is judged', async () => {
    put('file', '');

    const { code, stderr } = await commanded('verify', '--claims', join(folder, 'claims.js'), '--cache', join(folder, 'file'));

    expect(stderr).toMatch(/^claimcheck: --cache .*file: cannot be written \(there is a file of that name\)$/m);
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
