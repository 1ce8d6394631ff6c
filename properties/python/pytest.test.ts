/** The package as people use it: one line an optimizer in a pytest suite, and installed by pip. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { environment, pythonWith } from '../support/python.js';

const ROOT = join(import.meta.dirname, '../..');
const python = pythonWith('pytest', 'numpy');
const folder = mkdtempSync(join(tmpdir(), 'claimcheck-pytest-'));
const CLAIMCHECK = `"${process.execPath}" "${join(ROOT, 'dist/cli/main.js')}"`;

/** Runs a suite of tests with the plugin; its last lines. */
function pytest(text: string): { code: number | null; output: string } {
  writeFileSync(join(folder, 'test_suite.py'), text);
  const args = ['-m', 'pytest', '-p', 'claimcheck_guard.pytest_plugin', '-q', '-p', 'no:cacheprovider', '--claimcheck', CLAIMCHECK, folder];
  const { status, stdout, stderr } = spawnSync(python ?? 'python3', args, { cwd: folder, encoding: 'utf8', env: environment });
  return { code: status, output: stdout + stderr };
}

const DESCENT = `
class Descent:
    def __init__(self, dimension, step_size, **hyperparameters):
        self.step_size, self.k = step_size, 0

    def step(self, params, gradient):
        eta = self.step_size(self.k)
        self.k += 1
        return [w - SIGN * eta * g for w, g in zip(params, gradient)]

def test_descent(check_optimizer):
    check_optimizer(Descent, algorithm="gradient-descent", timeout=120)
`;

describe.skipIf(python === undefined)('check_optimizer in a pytest suite', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('passes a sound optimizer', () => {
    const { code, output } = pytest(`SIGN = 1\n${DESCENT}`);

    expect(output).toContain('1 passed');
    expect(code).toBe(0);
  });

  it('fails a broken one with the finding and the lines that show it', () => {
    const { code, output } = pytest(`SIGN = -1\n${DESCENT}`);

    expect(code).toBe(1);
    expect(output).toContain('Descent as gradient-descent:');
    expect(output).toMatch(/law\/rule: broken: as ascending would: .*; step 1 gives/);
    expect(output).toContain('{"create":{"dimension":');
    expect(output).not.toContain('subprocess.run(');
  });

  it('tells a factory that fails from a guard that cannot run', () => {
    const { output } = pytest(`
def test_factory(check_optimizer):
    check_optimizer(lambda **options: 1 / 0, timeout=120)

def test_name(check_optimizer):
    check_optimizer(lambda **options: None, algorithm="no such algorithm")
`);

    expect(output).toContain('ZeroDivisionError');
    expect(output).toMatch(/RuntimeError: claimcheck guard could not judge <lambda>: .*Allowed choices/);
    expect(output).toContain('2 failed');
  });
});
