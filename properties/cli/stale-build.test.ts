import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { staleBuild } from '../../src/cli/stale-build.js';
import { isBuilt } from '../support/build.js';
import { scratch } from '../support/scratch.js';

const { folder } = scratch();

/** Longer than the clock of a file system stands still. */
const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);

/** A package with one source, and a build of it. */
function built(): { code: string; source: string } {
  const root = mkdtempSync(join(folder, 'package-'));
  const [code, source] = [join(root, 'dist'), join(root, 'src', 'cli', 'main.ts')];
  mkdirSync(join(root, 'src', 'cli'), { recursive: true });
  writeFileSync(source, '');
  pause();
  mkdirSync(code);
  writeFileSync(join(code, '.build-began'), '');
  pause();
  return { code, source };
}

describe('a build', () => {
  it('is fresh as long as no source changes', () => {
    const { code, source } = built();

    writeFileSync(`${source}.swp`, 'of an editor');

    expect(staleBuild(code)).toBeUndefined();
  });

  it.each<[string, (source: string) => void]>([
    ['changes', (source) => writeFileSync(source, '// more')],
    ['is new', (source) => writeFileSync(join(source, '..', 'other.ts'), '')],
    [
      'is replaced by an old one',
      (source) => {
        const old = join(source, '..', 'old');
        writeFileSync(old, '// old');
        utimesSync(old, 1, 1);
        renameSync(old, source);
      },
    ],
  ])('is stale when a source %s', (_, change) => {
    const { code, source } = built();

    change(source);

    expect(staleBuild(code)).toMatch(/^src.cli.(main|other)\.ts$/);
  });

  it('without a stamp is stale', () => {
    const { code } = built();
    rmSync(join(code, '.build-began'));

    expect(staleBuild(code)).toBe(join('src', 'cli', 'main.ts'));
  });

  it('without sources beside it is an installed package', () => {
    const { code } = built();
    const installed = join(mkdtempSync(join(folder, 'installed-')), 'dist');
    cpSync(code, installed, { recursive: true });

    expect(staleBuild(installed)).toBeUndefined();
  });

  it('is none where the sources run', () => {
    expect(staleBuild(join(built().code, '..', 'src'))).toBeUndefined();
    expect(staleBuild()).toBeUndefined();
  });
});

describe('the build before the tests', () => {
  /** A folder with sources and a build of them that has ended. */
  function ended(): { root: string; code: string; source: string } {
    const { code, source } = built();
    mkdirSync(join(code, 'cli'));
    writeFileSync(join(code, 'cli', 'main.js'), '', { mode: 0o755 });
    return { root: join(code, '..'), code, source };
  }

  it('is left out where one ended that began after every change', () => {
    expect(isBuilt(ended().root)).toBe(true);
  });

  it.each<[string, (at: ReturnType<typeof ended>) => void]>([
    ['never ended', ({ code }) => chmodSync(join(code, 'cli', 'main.js'), 0o644)],
    ['never began', ({ code }) => rmSync(code, { recursive: true })],
    ['is of other sources', ({ source }) => writeFileSync(source, '// more')],
    ['has a source that is gone', ({ source }) => rmSync(source)],
    ['has a style of the page that changed', ({ root }) => writeFileSync(join(root, 'src', 'page.css'), '')],
    ['has another configuration', ({ root }) => writeFileSync(join(root, 'tsconfig.json'), '{}')],
  ])('is made where that before %s', (_, change) => {
    const at = ended();

    change(at);

    expect(isBuilt(at.root)).toBe(false);
  });
});
