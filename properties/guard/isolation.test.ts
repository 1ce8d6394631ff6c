import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHECKS, file, folder, type Guarded, guarded, guardedBeside, optimizer, outcomes } from '../support/guard.js';
import { fewOrMany, STATISTICAL } from '../support/long-suite.js';

const ROOT = join(import.meta.dirname, '../..');

/** Each fails at its third step, so that `protocol/one` must pass and `law/after` must be skipped. */
const FAILING = {
  'throws an error': ['if (k > 2) throw new TypeError("no\\nmore"); descend(p, g);', 'step 3 threw TypeError: no more'],
  'throws null': ['if (k > 2) throw null; descend(p, g);', 'step 3 threw null'],
  'throws what cannot be shown': [
    'if (k > 2) throw { toString() { throw 1; } }; descend(p, g);',
    'step 3 threw a value that cannot be shown',
  ],
  'ends the process': ['if (k > 2) process.exit(0); descend(p, g);', 'step 3 ended the process (exit code 0)'],
  'kills the process': [
    'if (k > 2) { process.kill(process.pid, "SIGKILL"); for (;;); } descend(p, g);',
    'step 3 ended the process (SIGKILL)',
  ],
  'aborts the process': ['if (k > 2) process.abort(); descend(p, g);', 'step 3 ended the process (SIGABRT)'],
  'loops for ever': ['if (k > 2) for (;;); descend(p, g);', 'step 3 had not returned after 1 s'],
  'never resolves': ['async step(p, g) { if (++k > 2) await new Promise(() => {}); descend(p, g); }', 'step 3 had not returned after 3 s'],
  'rejects after the step': ['if (k > 2) Promise.reject(new Error("stray")); descend(p, g);', 'threw outside of any call: Error: stray'],
  'throws from a timer': [
    'if (k > 2) setImmediate(() => { throw new Error("late"); }); descend(p, g);',
    'threw outside of any call: Error: late',
  ],
  'rejects a step': ['async step(p, g) { if (++k > 2) throw new RangeError("no"); descend(p, g); }', 'step 3 threw RangeError: no'],
  'exits a moment later': ['if (k > 2) setTimeout(() => process.exit(5), 0); descend(p, g);', 'ended the process (exit code 5)'],
  'detaches its arguments': [
    'if (k > 2) structuredClone(p, { transfer: [p.buffer] }); else descend(p, g);',
    'step 3 detached the arrays it was given',
  ],
  'overflows the stack': [
    'const deep = () => deep(); if (k > 2) deep(); descend(p, g);',
    'step 3 threw RangeError: Maximum call stack size exceeded',
  ],
  'sends answers of its own': [
    'for (let q = 0; k > 2 && q < 9; q++) process.send?.({ question: q, content: { outcome: { verdict: "pass", slack: 1 } } }); descend(p, g); if (k > 2) p[0] = 7;',
    'after 3 steps: 7, -5',
  ],
  'gives NaN': ['descend(p, g); if (k > 2) p[1] = NaN;', 'after 3 steps: -0.5, NaN'],
} as const;

describe('a subject that fails in one check', () => {
  let reports: Guarded['reports'];
  let codes: readonly (number | null)[];

  beforeAll(async () => {
    // Asynchronous subjects get longer: their first call includes the start of a process. Both runs mostly wait.
    const begun = [false, true].map((asynchronous) => {
      const entries = Object.entries(FAILING).filter(([, [step]]) => step.includes('async') === asynchronous);
      const list = entries.map(([name, [step]]) => optimizer(name, step)).join(',\n');
      return guardedBeside(file(`failing-${asynchronous}.mjs`, `export default [${list}];`), '--timeout', asynchronous ? '12' : '4');
    });
    const runs = await Promise.all(begun);
    reports = new Map(runs.flatMap((run) => [...run.reports]));
    codes = runs.map(({ code }) => code);
  });

  it.each(Object.entries(FAILING))('that %s is a finding of that check alone', (name, [, note]) => {
    const told = outcomes(reports.get(name));

    expect(told['protocol/one']).toBe('pass');
    expect(told['protocol/three']).toBe(`broken: ${note}`);
    expect(told['law/after']).toBe('skipped: comes after protocol/three, which is broken');
  });

  it('leaves the exit code of a broken subject', () => {
    expect(codes).toEqual([1, 1]);
    expect(reports.size).toBe(Object.keys(FAILING).length);
  });

  it.each(['throws an error', 'loops for ever', 'ends the process', 'rejects a step', 'never resolves'])(
    'that %s comes with the calls that lead to it',
    (name) => {
      const witness = reports.get(name)!.checks.find(({ id }) => id === 'protocol/three')!.witness;

      expect(witness).toEqual({
        kind: 'steps',
        options: { dimension: 2, stepSize: 0.5 },
        start: [1, -2],
        gradients: [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
        expected: [],
        got: [],
      });
    },
  );
});

describe('a subject', () => {
  // It takes as long as gigabytes take to be written.
  it.runIf(fewOrMany(false, true))('that eats memory is stopped and said to', STATISTICAL, async () => {
    const eats = optimizer('eats', 'globalThis.kept ??= []; for (;;) globalThis.kept.push(new Float64Array(4e6).fill(1));');

    const { reports, code } = await guarded(file('eats.mjs', `export default ${eats};`), '--timeout', '200');

    expect(code).toBe(1);
    expect(outcomes(reports.get('eats'))['protocol/one']).toMatch(/^broken: step 1 used \d{4} MB of memory$/);
  });

  it('that ends the process again and again is left alone after three checks', async () => {
    const checks = file(
      'many-checks.mjs',
      `export const CHECKS = ['a', 'b', 'c', 'd'].map((id) => ({ id, group: 'claim', title: id, applies: () => true, judge(subject) {
        subject.create({ dimension: 1, stepSize: 1 }); return { verdict: 'pass', slack: 1 }; } }));`,
    );
    const subject = file('dies.mjs', `export default { name: 'dies', algorithm: 'other', create() { process.exit(7); } };`);

    const { reports } = await guarded(subject, '--checks', checks);

    expect(Object.values(outcomes(reports.get('dies')))).toEqual([
      'broken: create ended the process (exit code 7)',
      'broken: create ended the process (exit code 7)',
      'broken: create ended the process (exit code 7)',
      "skipped: 3 checks have ended the subject's process",
    ]);
  });

  it('that is slow but never hangs is undecided, exit 2', async () => {
    const checks = file(
      'long-check.mjs',
      `export const CHECKS = [{ id: 'long', group: 'protocol', title: 'many steps', applies: () => true, judge(subject) {
        const optimizer = subject.create({ dimension: 1, stepSize: 1 });
        for (let k = 0; k < 100; k++) optimizer.step(new Float64Array(1), new Float64Array(1));
        return { verdict: 'pass', slack: 1 }; } }];`,
    );
    const slow = optimizer('slow', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);');

    const { reports, code } = await guarded(file('slow.mjs', `export default ${slow};`), '--timeout', '2', '--checks', checks);

    expect(outcomes(reports.get('slow')).long).toMatch(/^undecided: not finished after 2 s and \d+ calls \(--timeout gives it longer\)$/);
    expect(code).toBe(2);
  });

  it('that prints stays off stdout, and its first lines are passed on by stderr', async () => {
    const prints = optimizer('prints', 'for (let i = 0; i < 30; i++) console.log("line", i); descend(p, g);');
    const subject = file('prints.mjs', `console.log('loaded'); export default ${prints};`);

    const { reports, stdout, stderr, code } = await guarded(subject);

    expect(code).toBe(0);
    expect(reports.get('prints')!.verdict).toBe('pass');
    expect(stdout).not.toContain('line');
    const passed = stderr.split('\n').filter((line) => line.startsWith('subject: '));
    expect(passed.slice(0, 3)).toEqual(['subject: loaded', 'subject: line 0', 'subject: line 1']);
    expect(passed).toHaveLength(21);
    expect(passed.at(-1)).toMatch(/^subject: \.\.\. \d+ more lines$/);
  });

  it('that is asynchronous is judged like any other', async () => {
    const step = 'async step(p, g) { await null; descend(p, g); }';

    const { reports, code } = await guarded(file('async.mjs', `console.log('noise'); export default ${optimizer('async', step)};`));

    expect(code).toBe(0);
    expect(outcomes(reports.get('async'))).toEqual({ 'protocol/one': 'pass', 'protocol/three': 'pass', 'law/after': 'pass' });
  });

  it('whose create is wrong is broken, and told how', async () => {
    const wrong = {
      'gives null': ['create() { return null; }', 'create returned no object with a function step'],
      'gives no step': ['create() { return {}; }', 'create returned no object with a function step'],
      'gives a promise': ['async create() { return { step() {} }; }', 'create returned a promise; it must return the object itself'],
      throws: ['create() { throw new Error("not today"); }', 'create threw Error: not today'],
    };
    const list = Object.entries(wrong).map(([name, [create]]) => `{ name: '${name}', algorithm: 'other', ${create} }`);

    const { reports } = await guarded(file('create.mjs', `export default [${list}];`));

    for (const [name, [, note]] of Object.entries(wrong)) {
      expect(outcomes(reports.get(name))['protocol/one'], name).toBe(`broken: ${note}`);
    }
  });
});

/** Processes whose command line names all of these. */
function running(...parts: string[]): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return /^\d+$/.test(pid) && parts.every((part) => line.includes(part));
    } catch {
      return false;
    }
  });
}

/** Waits for something to come about, five seconds at most. */
async function eventually(holds: () => boolean): Promise<boolean> {
  for (let i = 0; i < 200 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 25));
  return holds();
}

describe.skipIf(process.platform !== 'linux')('processes of the subject', () => {
  /** A subject that marks a file once it loops for ever in its third step. */
  const stuck = (name: string): { subject: string; begun: () => Promise<boolean> } => {
    const mark = join(folder, `${name}.mark`);
    const loops = `if (k > 2) { writeFileSync(${JSON.stringify(mark)}, 'x'); for (;;); } descend(p, g);`;
    const subject = file(`${name}.mjs`, `import { writeFileSync } from 'node:fs'; export default ${optimizer(name, loops)};`);
    return { subject, begun: () => eventually(() => existsSync(mark)) };
  };

  it('end on Ctrl-C, which keeps what was found and exits 130', async () => {
    const { subject, begun } = stuck('stuck');
    const json = join(folder, 'interrupted.json');
    const junit = join(folder, 'interrupted.xml');
    const files = ['--json', json, '--junit', junit];
    const child = spawn(process.execPath, ['dist/cli/main.js', 'guard', '--checks', CHECKS, ...files, subject], { cwd: ROOT });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    await begun();
    expect(running('module-host', subject)).not.toEqual([]);

    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));

    expect(code).toBe(130);
    // What was found is no pass while checks were not reached.
    const { verdict, checks } = JSON.parse(readFileSync(json, 'utf8')) as { verdict: string; checks: { id: string }[] };
    expect(verdict).toBe('undecided');
    expect(checks[0]).toMatchObject({ id: 'protocol/one', verdict: 'pass' });
    expect(checks.length).toBeGreaterThan(1);
    for (const check of checks.slice(1)) expect(check).toMatchObject({ verdict: 'skipped', note: 'not reached: the run was interrupted' });
    expect(stdout).toMatch(/^stuck: undecided \(1 pass, \d+ not reached; /m);
    expect(readFileSync(junit, 'utf8').match(/<skipped message="skipped: not reached: the run was interrupted"\/>/g)).toHaveLength(
      checks.length - 1,
    );
    expect(await eventually(() => running('module-host', subject).length === 0)).toBe(true);
  });

  it('end when the guard itself is killed', async () => {
    const { subject, begun } = stuck('orphan');
    const child = spawn(process.execPath, ['dist/cli/main.js', 'guard', '--checks', CHECKS, subject], { cwd: ROOT });
    await begun();
    expect(running('module-host', subject)).not.toEqual([]);

    child.kill('SIGKILL');

    expect(await eventually(() => running('module-host', subject).length === 0)).toBe(true);
  });
});
