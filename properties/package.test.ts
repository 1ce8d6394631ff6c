import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'claimcheck-package-'));

const command = (name: string, args: readonly string[], cwd: string): string =>
  execFileSync(name, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

describe('the packed package', () => {
  beforeAll(() => {
    // Built before all tests; the build that packing runs would write over what other tests run meanwhile.
    command('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], ROOT);
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))!;
    writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true }\n');
    command('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, tarball)], folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('installs a command that lists the claims', () => {
    const printed = command('npx', ['--no-install', 'claimcheck', 'list'], folder);

    for (const id of ['linear/descent', 'thm-3.1/3', 'thm-3.2/1', 'prop-2', 'thm-4.1/purity']) expect(printed).toContain(id);
  });

  it('can be imported, with declarations', () => {
    const exported = command(
      'node',
      ['--input-type=module', '-e', 'import("claimcheck").then((m) => console.log(Object.keys(m).length))'],
      folder,
    );

    expect(Number(exported)).toBeGreaterThan(0);
    expect(readdirSync(join(folder, 'node_modules', 'claimcheck', 'dist'))).toContain('index.d.ts');
  });

  it('holds neither tests nor sources', () => {
    const installed = readdirSync(join(folder, 'node_modules', 'claimcheck'));

    expect(installed).toEqual(expect.arrayContaining(['LICENSE', 'dist', 'fixtures', 'package.json']));
    expect(installed).not.toEqual(expect.arrayContaining(['src']));
    expect(installed).not.toEqual(expect.arrayContaining(['properties']));
  });
});
