import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandResult, packagedIn } from './support/cli.js';
import { fewOrMany, STATISTICAL } from './support/long-suite.js';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'claimcheck-package-'));

const command = (name: string, args: readonly string[], cwd: string): string =>
  execFileSync(name, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
/** Runs the installed command in the folder. As a process of its own it is `npx claimcheck list`. */
const claimcheck = (...args: string[]): Promise<CommandResult> => packagedIn(join(folder, 'node_modules/claimcheck'), folder, args);

/** Installs a packed package as users do. */
function install(tarball: string): void {
  command('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], folder);
}

/** What it comes to, in a tenth of the time: the package, its command, and no other packages than it needs. */
function unpack(tarball: string): void {
  const modules = join(folder, 'node_modules');
  const home = join(modules, 'claimcheck');
  mkdirSync(home, { recursive: true });
  command('tar', ['-xzf', tarball, '--strip-components', '1', '-C', home], folder);
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
  for (const [path, { dev, devOptional, peer }] of Object.entries(packages)) {
    if (!/^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) || dev || devOptional || peer || !existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(folder, path));
  }
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  mkdirSync(join(modules, '.bin'));
  for (const [name, file] of Object.entries(bin)) symlinkSync(join(home, file), join(modules, '.bin', name));
}

/** A package in the lock file, with whether only our development needs it, or what it is a plugin of. */
interface Locked {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

describe('the packed package', () => {
  beforeAll(() => {
    // Built before all tests; the build that packing runs would write over what other tests run meanwhile.
    command('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], ROOT);
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))!;
    writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }\n');
    fewOrMany(unpack, install)(join(folder, tarball));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('installs a command that lists the claims', STATISTICAL, () => {
    const printed = command('npx', ['--no-install', 'claimcheck', 'list'], folder);

    for (const id of ['linear/descent', 'thm-3.1/3', 'thm-3.2/1', 'prop-2', 'thm-4.1/purity']) expect(printed).toContain(id);
  });

  it('can be imported, with declarations', STATISTICAL, () => {
    const exported = command(
      'node',
      ['--input-type=module', '-e', 'import("claimcheck").then((m) => console.log(Object.keys(m).length))'],
      folder,
    );

    expect(Number(exported)).toBeGreaterThan(0);
    expect(readdirSync(join(folder, 'node_modules', 'claimcheck', 'dist'))).toContain('index.d.ts');
  });

  it('says what to install where --engine finds no packages for it', STATISTICAL, async () => {
    for (const command of [['verify', 'lem-f2'], ['hunt', 'lem-f2'], ['worker']]) {
      const { code, stderr } = await claimcheck(...command, '--engine', 'redis://127.0.0.1:1');

      expect(stderr).toBe(
        'claimcheck: --engine needs the packages bullmq and ioredis, which are not installed: npm install bullmq ioredis\n',
      );
      expect(code).toBe(3);
    }
  });

  it('holds neither tests nor sources', STATISTICAL, () => {
    const installed = readdirSync(join(folder, 'node_modules', 'claimcheck'));

    expect(installed).toEqual(expect.arrayContaining(['LICENSE', 'dist', 'fixtures', 'package.json']));
    expect(installed).not.toEqual(expect.arrayContaining(['src']));
    expect(installed).not.toEqual(expect.arrayContaining(['properties']));
  });

  describe("with claims of one's own", () => {
    const own = ['--claims', './heavy-ball.js'];
    /** Every file of the installed package with its size and time. */
    const installed = (): string[] => {
      const root = join(folder, 'node_modules', 'claimcheck');
      return readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => {
        const { size, mtimeMs } = statSync(join(root, file));
        return `${file} ${size} ${mtimeMs}`;
      });
    };
    let before: string[];

    beforeAll(() => {
      cpSync(join(ROOT, 'examples/claims/heavy-ball.js'), join(folder, 'heavy-ball.js'));
      before = installed();
    });

    it('has the example that the docs begin with', STATISTICAL, () => {
      expect(existsSync(join(folder, 'node_modules/claimcheck/examples/claims/heavy-ball.js'))).toBe(true);
      expect(readFileSync(join(folder, 'heavy-ball.js'), 'utf8').split('\n').length).toBeLessThan(60);
    });

    it('judges them, and counts what is not on record as differing until it is accepted', STATISTICAL, async () => {
      const cases = ['--cases', '40', '--jobs', '1'];

      const first = await claimcheck('verify', ...own, ...cases);
      const accepted = await claimcheck('verify', ...own, ...cases, '--accept');
      const again = await claimcheck('verify', ...own, ...cases);

      expect([first.code, accepted.code, again.code]).toEqual([1, 0, 0]);
      expect(first.stdout).toContain('notes/heavy-ball: refuted, nothing on record');
      expect(again.stdout).toMatch(/notes\/gd +survives[\s\S]*notes\/heavy-ball +refuted/);
      expect(readdirSync(join(folder, 'claimcheck-record'))).toEqual(['verdicts.json', 'witnesses']);
    });

    it('lists and shows them, and replays the witness on record', STATISTICAL, async () => {
      expect((await claimcheck('list', ...own)).stdout).toMatch(/notes\/heavy-ball +as-printed +every t +refuted/);
      expect((await claimcheck('show', 'notes/heavy-ball', ...own)).stdout).toContain('Heavy ball never raises the loss.');
      expect(await claimcheck('replay', 'notes/heavy-ball', ...own)).toMatchObject({ code: 0 });
    });

    it('hunts a false one to two samples, whose file names its edition', STATISTICAL, async () => {
      const { code } = await claimcheck('hunt', 'notes/heavy-ball', ...own, '--max-cases', '500', '--jobs', '1', '--out', 'hunts');
      const file = 'hunts/hunt-notes_heavy-ball.seed1.smallest.json';
      const witness = JSON.parse(readFileSync(join(folder, file), 'utf8'));

      expect(code).toBe(1);
      expect(witness).toMatchObject({ version: 2, claim: 'notes/heavy-ball', edition: 'heavy-ball' });
      expect(witness.data.y).toHaveLength(2);
      expect((await claimcheck('replay', file, ...own)).stdout).toContain('The stored outcome reproduces to the bit.');
    });

    it('says which edition a case file needs', STATISTICAL, async () => {
      const { code, stderr } = await claimcheck('replay', 'hunts/hunt-notes_heavy-ball.seed1.smallest.json');

      expect(code).toBe(3);
      expect(stderr).toMatch(/the case is of the edition "heavy-ball": give the module that has it with --claims MODULE/);
    });

    it('shows an error of a claim with its id and the case, in verify and in a hunt', STATISTICAL, async () => {
      const text = readFileSync(join(folder, 'heavy-ball.js'), 'utf8');
      writeFileSync(
        join(folder, 'faulty.js'),
        text.replace('const data = cc.dataset(input.data);', 'const data = cc.dataset(input.data); undefined.n;'),
      );
      for (const command of [
        ['verify', 'notes/gd', '--cases', '20'],
        ['hunt', 'notes/gd', '--max-cases', '100'],
      ]) {
        const { code, stderr } = await claimcheck(...command, '--claims', './faulty.js', '--jobs', '1');

        expect(code).toBe(70);
        expect(stderr).toMatch(/claim notes\/gd: Cannot read properties of undefined.*; case \{.*"start"/);
      }
    });

    it('refuses wrong definitions when they are loaded, one line each', STATISTICAL, async () => {
      const text = readFileSync(join(folder, 'heavy-ball.js'), 'utf8');
      writeFileSync(
        join(folder, 'wrong.js'),
        text.replace("'notes/gd'", "'notes/step'").replace("title: 'Notes on heavy ball'", "title: ''"),
      );

      const { code, stderr } = await claimcheck('list', '--claims', './wrong.js');

      expect(code).toBe(3);
      expect(stderr.trim().split('\n')).toEqual([
        'claimcheck: ./wrong.js: edition: title must be a text that is not empty',
        'claimcheck: ./wrong.js: claim notes/step: this id occurs twice',
      ]);
    });

    it('turns them into tests of Vitest', STATISTICAL, () => {
      // Vitest is where the package finds it, which spares an installation.
      symlinkSync(join(ROOT, 'node_modules/vitest'), join(folder, 'node_modules/vitest'));
      const suite = (options: string): string =>
        `import edition from './heavy-ball.js';\nimport { describeClaims } from 'claimcheck/vitest';\ndescribeClaims(edition, { cases: 40${options} });\n`;
      writeFileSync(join(folder, 'plain.test.js'), suite(''));
      writeFileSync(join(folder, 'recorded.test.js'), suite(", record: 'claimcheck-record'"));
      const args = ['run', '--reporter', 'json', '--no-isolate', '--maxWorkers', '1', '--testTimeout', '120000'];
      const { stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      const { testResults } = JSON.parse(stdout) as {
        testResults: { name: string; assertionResults: { title: string; status: string }[] }[];
      };
      const told = (file: string): string[] =>
        testResults.find(({ name }) => name.endsWith(file))?.assertionResults.map(({ status }) => status) ?? [];

      expect(told('plain.test.js')).toEqual(['passed', 'failed', 'passed']);
      expect(told('recorded.test.js')).toEqual(['passed', 'passed', 'passed']);
    });

    it('writes nothing into the installed package', STATISTICAL, () => {
      expect(installed()).toEqual(before);
    });
  });
});
