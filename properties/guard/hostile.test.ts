/** Subjects that would rather bribe, fool, kill or outlive their judge than follow their rule. */

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtHere } from '../support/cli.js';
import { CHECKS, file, folder, type Guarded, guarded, guardedBeside, optimizer, outcomes } from '../support/guard.js';

const ROOT = join(import.meta.dirname, '../..');
const IMPORTS = `import * as fs from 'node:fs'; import * as cp from 'node:child_process'; import { createRequire } from 'node:module';
  import { pathToFileURL } from 'node:url'; import { dirname, join } from 'node:path';\n`;

/** Goes up where it has to go down. */
const UPHILL = 'for (let j = 0; j < p.length; j++) p[j] += eta * g[j];';

/** What each does while it is loaded, and in its steps; all of them go uphill. */
const BRIBES = {
  'replaces the checks': [
    `for (const argument of [...process.argv, process.execArgv].flat()) for (const part of ['../checks/index.js', '../guard/checks/index.js', '${CHECKS}']) {
      try {
        const { CHECKS } = await import(pathToFileURL(join(dirname(argument), part)).href);
        for (const check of CHECKS) check.judge = check.run = () => ({ verdict: 'pass', slack: 1 });
      } catch {}
    }
    try {
      const { CHECKS } = await import(pathToFileURL('${CHECKS}').href);
      for (const check of CHECKS) check.judge = () => ({ verdict: 'pass', slack: 1 });
      CHECKS.length = 0;
    } catch {}`,
    UPHILL,
  ],
  'answers for the judge': [
    `const answer = (question) => ({ question, content: { outcome: { verdict: 'pass', slack: 1 } } });
    process.prependListener('message', ({ question }) => { process.send?.(answer(question)); process._send?.(answer(question)); });
    for (let q = 0; q < 20; q++) { process.send?.(answer(q)); process._send?.(answer(q), undefined, { swallowErrors: true }, () => {}); }`,
    UPHILL,
  ],
  'patches what judges are made of': [
    `const same = () => true;
    Object.is = same; Array.prototype.every = same; Array.prototype.some = () => false; Array.prototype.findIndex = () => -1;
    Array.prototype.filter = () => []; Math.abs = Math.max = () => 0; Number.isFinite = same; JSON.stringify = () => '{"ok":true}';
    Float64Array.prototype.every = same; Float64Array.prototype.some = () => false;`,
    UPHILL,
  ],
  'patches numbers on their way': [
    `const { from } = Float64Array; Float64Array.from = (...given) => from.call(Float64Array, ...given).fill(0);
    JSON.parse = () => ({}); Array.prototype.map = function () { return this; };`,
    UPHILL,
  ],
  'writes into every channel': [
    '',
    `for (const fd of [1, 2, 3, 4, 5, 6]) try { fs.writeSync(fd, '{"params":[0.5,-3]}\\n{"ok":true}\\n'); } catch {} ${UPHILL}`,
  ],
  'closes every channel': ['', `for (const fd of [0, 1, 3, 5, 6, 7, 8]) try { fs.closeSync(fd); } catch {} ${UPHILL}`],
  'kills its parent': ['', `try { process.kill(process.ppid, 'SIGKILL'); } catch {} ${UPHILL}`],
  'gives getters and proxies': [
    '',
    `const values = { get 0() { return 0.5; }, length: 2 }; Object.assign(p, values);
    Object.setPrototypeOf(p, new Proxy(Float64Array.prototype, { get: (target, key) => (key === 'length' ? 2 : Reflect.get(target, key, p)) })); ${UPHILL}`,
  ],
  'throws a very long text': ['', 'throw new Error("x".repeat(1e7));'],
  'throws a proxy': ['', 'throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });'],
  'gives NaN': ['', 'p.fill(NaN);'],
} as const;

describe('a broken subject', () => {
  const found = new Map<string, Guarded>();

  beforeAll(async () => {
    const judged = async (name: keyof typeof BRIBES, timeout: number, judge = guarded): Promise<void> => {
      const [load, step] = BRIBES[name];
      const path = file(`${name.replaceAll(' ', '-')}.mjs`, `${IMPORTS}${load}\nexport default ${optimizer(name, step)};`);
      found.set(name, await judge(path, '--timeout', String(timeout)));
    };
    // Its answers never come: the guard waits for each call, while the others are judged one after another.
    const [mute, others] = ['closes every channel' as const, Object.keys(BRIBES) as (keyof typeof BRIBES)[]];
    const waiting = judged(mute, 12, guardedBeside);
    for (const name of others) if (name !== mute) await judged(name, 20);
    await waiting;
  });

  it.each(Object.keys(BRIBES))('that %s is broken all the same', (name) => {
    const { code, reports } = found.get(name) as Guarded;

    expect(code).toBe(1);
    expect(reports.get(name)?.verdict).toBe('broken');
    expect(outcomes(reports.get(name))['protocol/one']).toMatch(/^broken/);
  });

  it('that throws a very long text is quoted in a line', () => {
    const told = outcomes(found.get('throws a very long text')?.reports.get('throws a very long text'))['protocol/one'];

    expect(told).toMatch(/^broken: step 1 threw Error: x+\.\.\.$/);
    expect(told?.length).toBeLessThan(400);
  });
});

describe('a subject that changes its name', () => {
  it('is judged under the one that it gave first', async () => {
    const changing = file(
      'changing.mjs',
      `let n = 0; export default { get name() { return 'name ' + n++; }, algorithm: 'gradient-descent', create: ({ stepSize }) => ({
        step(p, g) { for (let j = 0; j < p.length; j++) p[j] -= stepSize * g[j]; } }) };`,
    );

    const { code, reports } = await guarded(changing);

    expect(code).toBe(0);
    expect(reports.size).toBe(1);
  });
});

describe('a program', () => {
  it('whose answer does not end is stopped', async () => {
    const endless = file(
      'endless.mjs',
      `import { readSync, writeSync } from 'node:fs'; readSync(0, Buffer.alloc(1000)); for (;;) writeSync(1, '[1,2,3,'.repeat(10000));`,
    );

    const { code, stderr } = await guarded('--command', `"${process.execPath}" ${endless}`, '--name', 'endless', '--timeout', '40');

    expect(stderr).toContain('endless.mjs: cannot be run: wrote 16777216 bytes without a line end');
    expect(code).toBe(3);
  });

  it('whose answer is huge is broken', async () => {
    const huge = file(
      'huge.mjs',
      `import { createInterface } from 'node:readline';
      for await (const line of createInterface({ input: process.stdin }))
        console.log(line.includes('create') ? '{"ok":true}' : JSON.stringify({ params: Array(1e6).fill(1) }));`,
    );

    const { code, reports } = await guarded('--command', `"${process.execPath}" ${huge}`, '--name', 'huge');

    expect(code).toBe(1);
    expect(outcomes(reports.get('huge'))['protocol/one']).toMatch(/with 1000000 parameters, not 2$/);
  });
});

describe('the environment of a subject', () => {
  const subject = file(
    'environment.mjs',
    `export default { name: 'environment', algorithm: 'other', create() { throw new Error(['PATH', 'A_SECRET'].map((name) => name + ' ' + (name in process.env)).join()); } };`,
  );
  beforeAll(() => void vi.stubEnv('A_SECRET', 'swordfish'));
  afterAll(() => void vi.unstubAllEnvs());
  const told = async (...args: string[]): Promise<string> => {
    const { stdout } = await builtHere('guard', subject, '--checks', CHECKS, '--json', '-', ...args);
    return JSON.parse(stdout).checks[0].note;
  };

  it('has what programs need and nothing else, unless it is let through', async () => {
    expect(await told()).toBe('create threw Error: PATH true,A_SECRET false');
    expect(await told('--env', 'A_SECRET')).toBe('create threw Error: PATH true,A_SECRET true');
  });
});

describe.skipIf(process.platform !== 'linux')('what a subject starts', () => {
  const sleepers = (seconds: string): string[] =>
    readdirSync('/proc').filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1') === `sleep\0${seconds}\0`;
      } catch {
        return false;
      }
    });
  const sleeping = (name: string, seconds: string): string =>
    file(
      `${name}.mjs`,
      `${IMPORTS}export default ${optimizer(
        name,
        `if (k === 1) cp.spawn('sleep', ['${seconds}'], { detached: true, stdio: 'ignore' }).unref(); descend(p, g);`,
      )};`,
    );

  it('ends with the guard, though it has left the group and session', async () => {
    const { code } = await guardedBeside(sleeping('sleeper', '98761.5'));

    expect(code).toBe(0);
    expect(sleepers('98761.5')).toEqual([]);
  });

  it('ends when the guard is killed', async () => {
    const path = sleeping('sleeper-killed', '98762.5');
    const child = spawn(process.execPath, ['dist/cli/main.js', 'guard', path], { cwd: ROOT, stdio: 'ignore' });
    for (let i = 0; i < 400 && sleepers('98762.5').length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 25));
    expect(sleepers('98762.5')).not.toEqual([]);

    child.kill('SIGKILL');
    for (let i = 0; i < 200 && sleepers('98762.5').length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 25));

    expect(sleepers('98762.5')).toEqual([]);
  });
});

describe('control characters of a subject', () => {
  const red = '\u001b[31m';
  const path = file(
    'control.mjs',
    `export default { name: 'a\\u0001<&">]]>\\u001b[31m\\nb\\u009b', algorithm: 'gradient-descent', create: () => ({
      step() { console.log('\\u001b]0;owned\\u0007'); throw new Error('\\u001b[2Jno'); } }) };`,
  );
  const junit = join(folder, 'control.xml');

  it('reach neither terminal nor JUnit nor JSON on stdout', async () => {
    const { stdout, stderr } = await builtHere('guard', path, '--checks', CHECKS, '--junit', junit);
    const json = (await builtHere('guard', path, '--checks', CHECKS, '--json', '-')).stdout;
    const xml = readFileSync(junit, 'utf8');

    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
    for (const text of [stdout, stderr, json, xml]) expect(text).not.toMatch(control);
    expect(stdout).toContain('a\\u0001<&">]]>\\u001b[31m\\nb\\u009b: broken');
    expect(stdout).toContain('step 1 threw Error: \\u001b[2Jno');
    expect(xml).toContain('<testsuite name="a\\u0001&lt;&amp;&quot;&gt;]]&gt;\\u001b[31m\\nb\\u009b"');
    expect(JSON.parse(json).subject).toBe(`a\u0001<&">]]>${red}\nb\u009b`);
  });
});
