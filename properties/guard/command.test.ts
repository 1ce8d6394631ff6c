import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandOptimizers } from '../../src/guard/process/command-optimizer.js';
import { createLine, readStepped, SCHEDULE_LENGTH, stepLine } from '../../src/guard/process/protocol.js';
import { subjectOf } from '../../src/guard/subject.js';
import { GuardLimit } from '../../src/guard/subject-failure.js';
import { file, folder, guarded, outcomes } from '../support/guard.js';

const NODE = JSON.stringify(process.execPath);

/** A program over the line protocol; `answer` is the body of a function of the parsed line that returns the reply line. */
function program(name: string, answer: string): string {
  const path = file(
    `${name}.mjs`,
    `import { createInterface } from 'node:readline';
    const states = new Map(); let asked = 0;
    const descend = ({ params, gradient }, eta) => JSON.stringify({ params: params.map((p, j) => p - eta * gradient[j]) });
    const answer = (line) => { const { create, step, instance = 0 } = JSON.parse(line); asked++; ${answer} };
    for await (const line of createInterface({ input: process.stdin })) process.stdout.write(answer(line) + '\\n');`,
  );
  return `${NODE} ${JSON.stringify(path)}`;
}

const OK = `if (create) { states.set(instance, create.stepSize); return '{"ok":true}'; }`;
const STEP = 'return descend(step, states.get(instance));';

describe('a program over the line protocol', () => {
  it('is judged as a module is, under its name, algorithm and precision', async () => {
    const command = program('plain', OK + STEP);

    const { reports, code } = await guarded('--command', command, '--name', 'mine', '--algorithm', 'adam', '--precision', 'float32');

    expect(code).toBe(0);
    expect(reports.get('mine')).toMatchObject({ algorithm: 'adam', precision: 'float32', verdict: 'pass' });
    expect(Object.keys(outcomes(reports.get('mine')))).toContain('protocol/adam-only');
  });

  it('gets a process for each instance, unless it takes all instances into one', async () => {
    const checks = file(
      'interleaved.mjs',
      `export const CHECKS = [{ id: 'two', group: 'protocol', title: 'two instances at once', applies: () => true, judge(subject) {
        const [a, b] = [0.5, 0.25].map((stepSize) => subject.create({ dimension: 1, stepSize }));
        const params = [Float64Array.of(0), Float64Array.of(0)];
        for (let k = 0; k < 2; k++) { a.step(params[0], Float64Array.of(1)); b.step(params[1], Float64Array.of(1)); }
        return { verdict: params[0][0] === -1 && params[1][0] === -0.5 ? 'pass' : 'broken', slack: 1, note: params.join() }; } }];`,
    );
    const alone = program('alone', OK.replaceAll('instance', '0') + STEP.replace('instance', '0'));
    const shared = program('shared', OK.replace('"ok":true', '"ok":true,"instances":true') + STEP);
    const confused = program(
      'confused',
      OK.replace('"ok":true', '"ok":true,"instances":true').replace('set(instance', 'set(0') + STEP.replace('instance', '0'),
    );

    const verdict = async (command: string) => [...(await guarded('--command', command, '--checks', checks)).reports.values()][0]?.verdict;

    expect(await verdict(alone)).toBe('pass');
    expect(await verdict(shared)).toBe('pass');
    expect(await verdict(confused)).toBe('broken');
  });

  it.each([
    ['is no JSON', `${OK} return 'three';`, 'step 1 was answered "three", which is not JSON'],
    ['is a line too many', `${OK} return descend(step, 0.5) + '\\nextra';`, 'that nothing had asked for'],
    ['is the end', `${OK} console.error('out of luck'); process.exit(4);`, 'step 1 ended the process (exit code 4): out of luck'],
  ])('whose reply %s is broken', async (name, answer, note) => {
    const { reports, code } = await guarded('--command', program(name.replaceAll(/\W/g, '-'), answer), '--timeout', '60');
    const told = [...reports.values()].flatMap((report) => Object.values(outcomes(report))).find((outcome) => outcome.startsWith('broken'));

    expect(code).toBe(1);
    expect(told).toContain(note);
  });

  it('that falls silent is broken at that step', async () => {
    const silent = program('silent', `${OK} if (asked > 3) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); ${STEP}`);

    const { reports } = await guarded('--command', silent, '--timeout', '12', '--name', 'silent');

    expect(outcomes(reports.get('silent'))).toEqual({
      'protocol/one': 'pass',
      'protocol/three': 'broken: step 3 had not returned after 3 s',
      'law/after': 'skipped: comes after protocol/three, which is broken',
    });
  });

  it.each([
    ['no-such-program-at-all', '8', 'no-such-program-at-all: cannot be run: ended the process (exit code 127)'],
    [`${NODE} -e "throw new Error('unwell')"`, '8', 'cannot be run: ended the process (exit code 1)'],
    ['sleep 100', '4', 'sleep 100: cannot be run: had not returned after 1 s'],
  ])('%s cannot be run within %s s: exit 3', async (command, timeout, message) => {
    const { code, stderr } = await guarded('--command', command, '--timeout', timeout);

    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });
});

describe('a reply to a step', () => {
  const stepped = (reply: string): readonly number[] => {
    const bridge = {
      ask: (_: number, line: string) => (line.includes('create') ? '{"ok":true}' : reply),
      start() {},
      end() {},
      close() {},
    };
    const entry = { name: 'x', algorithm: 'other', precision: 'float64' } as const;
    const params = Float64Array.of(1, 2);
    subjectOf(new CommandOptimizers(bridge).optimizer(entry)).create({ dimension: 2, stepSize: 1 }).step(params, Float64Array.of(0, 0));
    return [...params];
  };

  it.each([
    ['three', 'step 1 was answered "three", which is not JSON (stdout is for replies only; print to stderr)'],
    ['[1]', 'step 1 was answered "[1]", which is no JSON object'],
    ['null', 'step 1 was answered "null", which is no JSON object'],
    ['{"ok":true}', 'step 1 was answered "{\\"ok\\":true}", not {"params":[...]}'],
    ['{"params":[1]}', 'step 1 was answered "{\\"params\\":[1]}" with 1 parameters, not 2'],
    ['{"params":[1,"x"]}', 'step 1 was answered "{\\"params\\":[1,\\"x\\"]}", whose params[1] is no number'],
    ['{"params":[1,null]}', 'step 1 was answered "{\\"params\\":[1,null]}", whose params[1] is no number'],
    ['{"error":"no more"}', 'step 1 was answered with the error "no more"'],
  ])('%s is quoted in the finding', (reply, message) => {
    expect(() => stepped(reply)).toThrow(message);
  });

  it.each([
    ['{"params": [NaN, -Infinity]}', [Number.NaN, Number.NEGATIVE_INFINITY]],
    ['{"params":["NaN","Infinity"]}', [Number.NaN, Number.POSITIVE_INFINITY]],
    ['{"params":["-0",-0.0],"note":"more"}', [-0, -0]],
  ])('%s is understood', (reply, params) => {
    expect(stepped(reply)).toEqual(params);
  });

  it('of another creation than {"ok":true} is a finding', () => {
    const bridge = { ask: () => '{"ok":1}', start() {}, end() {}, close() {} };
    const optimizer = new CommandOptimizers(bridge).optimizer({ name: 'x', algorithm: 'other', precision: 'float64' });

    expect(() => optimizer.create({ dimension: 1, stepSize: 1 })).toThrow('was answered "{\\"ok\\":1}", not {"ok":true}');
  });
});

describe('processes of a program that holds one instance each', () => {
  const counting = (): { optimizer: ReturnType<CommandOptimizers['optimizer']>; live: Set<number> } => {
    const live = new Set<number>();
    const bridge = {
      ask(process: number, line: string) {
        live.add(process);
        return line.includes('create') ? '{"ok":true}' : '{"params":[0]}';
      },
      start() {},
      end: (process: number) => void live.delete(process),
      close() {},
    };
    return { optimizer: new CommandOptimizers(bridge).optimizer({ name: 'x', algorithm: 'other', precision: 'float64' }), live };
  };
  const step = (state: ReturnType<ReturnType<CommandOptimizers['optimizer']>['create']>) =>
    state.step(Float64Array.of(1), Float64Array.of(1));

  it('are at most 16, the one used longest ago making room', () => {
    const { optimizer, live } = counting();
    const first = optimizer.create({ dimension: 1, stepSize: 1 });
    const others = Array.from({ length: 15 }, () => optimizer.create({ dimension: 1, stepSize: 1 }));
    step(first);
    optimizer.create({ dimension: 1, stepSize: 1 });

    expect(live.size).toBe(16);
    expect(() => step(first)).not.toThrow();
    expect(() => step(others[0]!)).toThrow(GuardLimit);
  });

  it('take a schedule for as many steps as were sent', () => {
    const { optimizer } = counting();
    const state = optimizer.create({ dimension: 1, stepSize: () => 1 });
    for (let k = 0; k < SCHEDULE_LENGTH; k++) step(state);

    expect(() => step(state)).toThrow(GuardLimit);
  });
});

describe('the lines', () => {
  it('hold every double to the bit, as a floating-point number for every reader', () => {
    const values = Float64Array.of(1, -0, 0.1, 5e-324, 1.7976931348623157e308, 1e21, -3);

    const line = stepLine(values, Float64Array.of(Number.NaN, Number.NEGATIVE_INFINITY), 3);
    const back = new Float64Array(values.length);
    readStepped(`{"params":${/"params":(\[[^\]]*\])/.exec(line)![1]}}`, back);

    expect(line).toContain('"params":[1.0,-0.0,0.1,');
    expect(line).toContain('"gradient":["NaN","-Infinity"]},"instance":3}');
    expect([...back].every((x, j) => Object.is(x, values[j]))).toBe(true);
  });

  it('carry a schedule as its values', () => {
    const { create } = JSON.parse(createLine({ dimension: 2, stepSize: (k) => 1 / (k + 1), beta1: 0.5 }, { instance: 0 }));

    expect(create).toMatchObject({ dimension: 2, beta1: 0.5 });
    expect(create.stepSize).toHaveLength(SCHEDULE_LENGTH);
    expect(create.stepSize.slice(0, 3)).toEqual([1, 1 / 2, 1 / 3]);
  });

  it('carry a schedule briefly as the values that differ from the rest', () => {
    const told = (stepSize: (k: number) => number): unknown =>
      JSON.parse(createLine({ dimension: 2, stepSize }, { instance: 1, schedule: 'brief' })).create.stepSize;

    expect(told((k) => (k < 2 ? 1 / (k + 1) : 1 / 4))).toEqual({ first: [1, 1 / 2], rest: 1 / 4 });
    expect(told(() => 1 / 8)).toEqual({ first: [], rest: 1 / 8 });
    expect(told((k) => k)).toMatchObject({ first: { length: SCHEDULE_LENGTH - 1 }, rest: SCHEDULE_LENGTH - 1 });
  });
});

const hasPython = spawnSync('python3', ['-c', '']).status === 0;

describe.skipIf(!hasPython)('a Python program', () => {
  it('of ten lines is judged', async () => {
    const script = file(
      'plain.py',
      [
        'import json, sys',
        'for line in sys.stdin:',
        '    request = json.loads(line)',
        '    if "create" in request:',
        '        eta = request["create"]["stepSize"]',
        '        print(json.dumps({"ok": True}), flush=True)',
        '    else:',
        '        p, g = request["step"]["params"], request["step"]["gradient"]',
        '        print(json.dumps({"params": [x - eta * y for x, y in zip(p, g)]}), flush=True)',
      ].join('\n'),
    );

    const { reports, code } = await guarded('--command', `python3 ${script}`, '--name', 'python');

    expect(script).toBe(join(folder, 'plain.py'));
    expect(code).toBe(0);
    expect(outcomes(reports.get('python'))).toEqual({ 'protocol/one': 'pass', 'protocol/three': 'pass', 'law/after': 'pass' });
  });
});
