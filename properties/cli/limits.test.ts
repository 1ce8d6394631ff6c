import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../src/report/schema.js';
import { type CommandResult, claimcheck, commanded, processorTime } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { file, folder } = scratch();

/**
 * A claim whose evaluation never ends, one that besides keeps the processor busy, one that takes its time, and one that is judged at
 * once. Where nothing is said of the processor, they leave it to the tests beside them.
 */
const module = file(
  'endless.mjs',
  `import fc from ${JSON.stringify(import.meta.resolve('fast-check'))};
  import { writeSync } from 'node:fs';
  import { defineClaim } from ${JSON.stringify(new URL('../../dist/claims-kit.js', import.meta.url).href)};
  const sleep = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  const shared = {
    source: 'a test', statement: 'Something.', slack: '1',
    cases: fc.constant({ data: { x: [[1], [-1]], y: [1, -1] }, start: [0], steps: { kind: 'none' } }),
  };
  export default [
    defineClaim({ ...shared, id: 'endless', evaluate() { writeSync(2, 'evaluating\\n'); for (;;) sleep(20); } }),
    defineClaim({ ...shared, id: 'busy', evaluate() { writeSync(2, 'evaluating\\n'); for (;;); } }),
    defineClaim({ ...shared, id: 'slow', evaluate() {
      writeSync(2, 'evaluating\\n');
      sleep(400);
      return { hypotheses: [], conclusion: { slack: 1, rounding: 0, step: 0 }, labels: [] };
    } }),
    defineClaim({ ...shared, id: 'quick', evaluate: () => ({ hypotheses: [], conclusion: { slack: 1, rounding: 0, step: 0 }, labels: [] }) }),
  ];`,
);
const bounded = ['verify', '--claims', module, '--jobs', '1'];
const hunting = (id: string): string[] => ['hunt', id, '--claims', module, '--jobs', '1', '--json', '-'];

/** Verdicts by id, as a JSON file has them. */
function verdictsIn(path: string): Record<string, string> {
  const { claims } = JSON.parse(readFileSync(path, 'utf8')) as { claims: { id: string; verdict: string }[] };
  return Object.fromEntries(claims.map(({ id, verdict }) => [id, verdict]));
}

interface Signalled {
  readonly code: number | null;
  /** The signal that ended it, where it did not end by itself. */
  readonly killedBy: NodeJS.Signals | null;
  /** From the signal to the end. */
  readonly seconds: number;
  readonly stdout: string;
}

/** Seconds of the processor after which a trace is under way, far from its end: one that ends at once takes less than one. */
const UNDER_WAY = 2;

/** Runs the built command, sends it a signal once a case is being evaluated, or a trace is under way, and says what it came to. */
function signalled(signal: NodeJS.Signals, args: readonly string[]): Promise<Signalled> {
  const child = spawn(process.execPath, ['dist/cli/main.js', ...args], { env: { ...process.env, NO_COLOR: '1' } });
  let stdout = '';
  let sent = 0;
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const send = (): void => {
    if (sent > 0) return;
    sent = performance.now();
    child.kill(signal);
  };
  child.stderr.on('data', (chunk) => String(chunk).includes('evaluating') && send());
  // Elsewhere than on Linux nothing tells its time of the processor.
  const latest = args[0] === 'trace' ? setTimeout(send, 30_000) : undefined;
  const watch = args[0] === 'trace' ? setInterval(() => processorTime(child.pid) >= UNDER_WAY && send(), 100) : undefined;
  return new Promise((resolve) =>
    child.on('close', (code, killedBy) => {
      clearTimeout(latest);
      clearInterval(watch);
      resolve({ code, killedBy, seconds: (performance.now() - sent) / 1000, stdout });
    }),
  );
}

/** Runs the built command with a pipe for its data to which nothing is written, and ends it with SIGTERM once it waits, if asked. */
function waiting(args: readonly string[], signals: boolean): Promise<CommandResult> {
  const child = spawn(process.execPath, ['dist/cli/main.js', ...args], { env: { ...process.env, NO_COLOR: '1' } });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk) => {
      said[name] += chunk;
    });
  let before = -1;
  // It waits when it takes no more time of the processor.
  const watch = setInterval(() => {
    const now = processorTime(child.pid);
    if (signals && now > 0.3 && now === before) {
      clearInterval(watch);
      child.kill('SIGTERM');
    }
    before = now;
  }, 1000);
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, ...said });
    }),
  );
}

describe('verify --max-time', () => {
  it('gives up an evaluation that never ends, judges the claims beside it and writes everything', () => {
    const json = join(folder, 'limits.json');
    const junit = join(folder, 'limits.xml');
    const began = performance.now();

    // A thread takes more than a second to begin on a busy machine.
    const { code, stdout } = claimcheck(...bounded, 'endless', 'quick', '--max-time', '6', '--json', json, '--junit', junit);

    expect((performance.now() - began) / 1000).toBeLessThan(24);
    expect(stdout).toMatch(/^endless +not-run/m);
    expect(verdictsIn(json)).toEqual({ endless: 'not-run', quick: 'survives' });
    expect(readFileSync(junit, 'utf8')).toMatch(/name="endless" time="[\d.]+">\s*<skipped/);
    // Nothing is on record of the quick one.
    expect(code).toBe(1);
  });

  it('that is over before it begins tells every claim as not run, and exits 2', () => {
    const { code, stdout } = claimcheck('verify', 'thm-3.1/*', '--max-time', '0.01');

    expect(code).toBe(2);
    expect(stdout).toMatch(/^\d+ claims: \d+ not-run;/m);
    expect(stdout).not.toContain('no longer breaks it');
  });

  it('bounds the check of large data too', () => {
    const rows = Array.from({ length: 1500 }, (_, i) => {
      const x = Array.from({ length: 40 }, (_, j) => (((i + 1) * (j + 3) * 7919) % 2003) / 1000 - 1);
      return [...x, i % 2].join(',');
    });
    const began = performance.now();

    const { code, stdout } = claimcheck('verify', 'def/gd', '--data', file('large.csv', rows.join('\n')), '--max-time', '1');

    expect((performance.now() - began) / 1000).toBeLessThan(20);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^def\/gd +not-run/m);
  });
});

describe('trace --max-time', () => {
  it('bounds the search for what the run is compared with, and tells the run', () => {
    // The exact max-margin direction of all neurons together has 800 features.
    let drawn = 7;
    const entry = (): number => {
      drawn = (drawn * 1103515245 + 12345) % 2 ** 31;
      return Math.round((drawn / 2 ** 31 - 0.5) * 1e6) / 1e6;
    };
    const wide = Array.from({ length: 800 }, (_, i) => [...Array.from({ length: 50 }, entry), i % 2].join(','));
    const network = ['--model', 'network:16', '--max-work', '1000000000000'];
    const run = ['--data', file('wide.csv', wide.join('\n')), ...network, '--until', '20', '--max-time', '7'];
    const json = join(folder, 'wide.json');

    const { code, stdout } = claimcheck('trace', ...run, '--json', json);

    expect(code).toBe(2);
    expect(stdout).toMatch(/^reference: none \(stopped before it was known\)$/m);
    const { stopped, referenceStopped, end, checkpoints, direction } = schemas.trace.parse(JSON.parse(readFileSync(json, 'utf8')));
    expect({ stopped, referenceStopped, end, direction }).toEqual({
      referenceStopped: true,
      end: { kind: 'horizon', step: 20 },
      direction: [],
    });
    expect(checkpoints.at(-1)?.t).toBe(20);
  });

  /** Two positives and two negatives, apart. */
  const data = file('apart.csv', '1,2,1\n2,1,1\n-1,0.5,-1\n0.5,-1,-1\n');

  it('changes nothing of a run that ends before', async () => {
    const args = ['trace', '--data', data, '--start', '1,1', '--until', 'ln=50', '--json', '-'];

    const { code, stdout } = claimcheck(...args, '--max-time', '500');

    expect({ code, stdout }).toEqual({ code: 0, stdout: (await commanded(...args)).stdout });
  });

  it('stops a run with the checkpoints so far, and exits 2', () => {
    const run = ['--data', data, '--model', 'linear', '--until', '100000000', '--max-work', '1000000000'];

    const { code, stdout, stderr } = claimcheck('trace', ...run, '--max-time', '4');

    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(stdout).toMatch(/^stopped before the horizon, after ln t = [\d.]+$/m);
  });

  it('that is over before anything is known tells so', () => {
    expect(claimcheck('trace', '--data', data, '--max-time', '0.0001')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'claimcheck: stopped while the data were read\n',
    });
  });
});

describe('the end before the data are read', () => {
  const silent = (...args: string[]) => [...args, '--data', '-'];

  it.each([
    ['trace', silent('trace', '--max-time', '1'), 2],
    ['trace, after SIGTERM', silent('trace'), 130],
  ] as const)('ends %s, which waits for a pipe that says nothing', async (_, args, expected) => {
    const { code, stdout, stderr } = await waiting(args, expected === 130);

    expect({ code, stdout, stderr }).toEqual({ code: expected, stdout: '', stderr: 'claimcheck: stopped while the data were read\n' });
  });

  it.each([
    ['verify', silent('verify', 'def/gd', 'thm-3.2/descent', '--max-time', '1'), 2],
    ['verify, after SIGTERM', silent('verify', 'def/gd', 'thm-3.2/descent'), 130],
  ] as const)('ends %s, with no claim judged, and writes everything', async (name, args, expected) => {
    const json = join(folder, `silent ${name}.json`);

    const { code, stderr } = await waiting([...args, '--json', json], expected === 130);

    expect(code).toBe(expected);
    expect(stderr).toBe('-: the end came before the data were read\n');
    expect(verdictsIn(json)).toEqual({ 'def/gd': 'not-run', 'thm-3.2/descent': 'not-run' });
  });
});

describe('hunt --max-time', () => {
  it('ends a burst at an evaluation, and counts those that it made', () => {
    const began = performance.now();

    const { code, stdout } = claimcheck(...hunting('slow'), '--max-time', '3');

    const { evaluations, abandoned, effort } = schemas.hunt.parse(JSON.parse(stdout));
    // A burst alone would take a minute.
    expect((performance.now() - began) / 1000).toBeLessThan(15);
    expect(code).toBe(0);
    expect(evaluations).toBeGreaterThan(0);
    expect(evaluations).toBeLessThan(12);
    expect(effort!.within).toBe(evaluations);
    expect(abandoned).toBeUndefined();
  });

  it('gives up an evaluation that never ends, counts it nowhere and excludes nothing', () => {
    const began = performance.now();

    const { code, stdout } = claimcheck(...hunting('endless'), '--max-time', '3');

    const { evaluations, abandoned, effort } = schemas.hunt.parse(JSON.parse(stdout));
    expect((performance.now() - began) / 1000).toBeLessThan(15);
    expect(code).toBe(2);
    expect(evaluations).toBe(0);
    expect(abandoned).toBeGreaterThan(0);
    expect(effort!.excludedRate).toBe(1);
  });
});

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s ends a trace under way with the checkpoints so far', async (signal) => {
    const json = file(`trace-${signal}.json`, 'before');
    const args = ['trace', '--data', 'fixtures/data/iris-petals.csv', '--until', '100000000', '--max-work', '100000000000', '--json', json];

    const { code, seconds, stdout } = await signalled(signal, args);

    expect(code).toBe(130);
    expect(seconds).toBeLessThan(5);
    const { checkpoints, end, stopped } = schemas.trace.parse(JSON.parse(readFileSync(json, 'utf8')));
    expect({ end: end.kind, stopped }).toEqual({ end: 'stopped', stopped: true });
    expect(checkpoints.map(({ t }) => t).slice(0, 5)).toEqual([0, 1, 2, 5, 10]);
    expect(checkpoints.at(-1)?.t).toBe(end.step);
    expect(stdout).toMatch(/^stopped before the horizon, after ln t = [\d.]+$/m);
    expect(stdout).toMatch(/^reference: margin [\d.]+/m);
  });

  it('ends a hunt, though an evaluation never ends', async () => {
    const { code, seconds, stdout } = await signalled('SIGTERM', [...hunting('endless'), '--max-time', '600']);

    expect(code).toBe(130);
    expect(seconds).toBeLessThan(10);
    expect(schemas.hunt.parse(JSON.parse(stdout)).evaluations).toBe(0);
  });

  it.each(['slow', 'endless'])('ends a hunt by number of cases, though an evaluation is %s', async (id) => {
    const { code, seconds, stdout } = await signalled('SIGINT', [...hunting(id), '--max-cases', '100000']);

    expect(code).toBe(130);
    expect(seconds).toBeLessThan(5);
    expect(schemas.hunt.parse(JSON.parse(stdout)).id).toBe(id);
  });

  // Both wait for the evaluation to begin, so they wait at once.
  it.concurrent.each([
    ['SIGINT', 'endless'],
    ['SIGTERM', 'busy'],
  ] as const)('%s ends verify with what it has, though an evaluation never ends: %s', async (signal, id) => {
    const json = join(folder, `${signal}.json`);

    const { code, seconds, stdout } = await signalled(signal, [...bounded, id, '--json', json]);

    expect(code).toBe(130);
    expect(seconds).toBeLessThan(10);
    expect(stdout).toMatch(new RegExp(`^${id} +not-run`, 'm'));
    expect(verdictsIn(json)).toEqual({ [id]: 'not-run' });
  });
});
