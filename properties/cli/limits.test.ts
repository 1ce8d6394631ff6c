import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimcheck } from '../support/cli.js';
import { scratch } from '../support/scratch.js';

const { file, folder } = scratch();

/** A claim whose evaluation never ends, and one that is judged at once. */
const module = file(
  'endless.mjs',
  `import fc from ${JSON.stringify(import.meta.resolve('fast-check'))};
  import { defineClaim } from ${JSON.stringify(new URL('../../dist/claims-kit.js', import.meta.url).href)};
  const shared = {
    source: 'a test', statement: 'Something.', slack: '1',
    cases: fc.constant({ data: { x: [[1], [-1]], y: [1, -1] }, start: [0], steps: { kind: 'none' } }),
  };
  export default [
    defineClaim({ ...shared, id: 'endless', evaluate() { for (;;); } }),
    defineClaim({ ...shared, id: 'quick', evaluate: () => ({ hypotheses: [], conclusion: { slack: 1, rounding: 0, step: 0 }, labels: [] }) }),
  ];`,
);
const bounded = ['verify', '--claims', module, '--jobs', '1'];

/** Verdicts by id, as a JSON file has them. */
function verdictsIn(path: string): Record<string, string> {
  const { claims } = JSON.parse(readFileSync(path, 'utf8')) as { claims: { id: string; verdict: string }[] };
  return Object.fromEntries(claims.map(({ id, verdict }) => [id, verdict]));
}

/** Runs the built command, sends it a signal some seconds later, and says what it came to. */
function signalled(signal: NodeJS.Signals, args: readonly string[]): Promise<{ code: number | null; seconds: number; stdout: string }> {
  const child = spawn(process.execPath, ['dist/cli/main.js', ...args], { env: { ...process.env, NO_COLOR: '1' } });
  let stdout = '';
  let sent = 0;
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  setTimeout(() => {
    sent = performance.now();
    child.kill(signal);
  }, 4000);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, seconds: (performance.now() - sent) / 1000, stdout })));
}

describe('verify --max-time', () => {
  it('gives up an evaluation that never ends, judges the claims beside it and writes everything', () => {
    const json = join(folder, 'limits.json');
    const junit = join(folder, 'limits.xml');
    const began = performance.now();

    const { code, stdout } = claimcheck(...bounded, '--max-time', '2', '--json', json, '--junit', junit);

    expect((performance.now() - began) / 1000).toBeLessThan(20);
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

describe('a signal', () => {
  // Both wait for the evaluation to begin, so they wait at once.
  it.concurrent.each(['SIGINT', 'SIGTERM'] as const)('%s ends verify with what it has, though an evaluation never ends', async (signal) => {
    const json = join(folder, `${signal}.json`);

    const { code, seconds, stdout } = await signalled(signal, [...bounded, 'endless', '--json', json]);

    expect(code).toBe(130);
    expect(seconds).toBeLessThan(10);
    expect(stdout).toMatch(/^endless +not-run/m);
    expect(verdictsIn(json)).toEqual({ endless: 'not-run' });
  });
});
