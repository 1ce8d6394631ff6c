import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientDescent } from '../../src/optimizer/gradient-descent.js';
import { describeOptimizer } from '../../src/vitest.js';
import { file, folder, optimizer } from '../support/guard.js';

const ROOT = join(import.meta.dirname, '../..');

describe('describeOptimizer', () => {
  describeOptimizer(gradientDescent);

  it('refuses what is no optimizer', () => {
    expect(() => describeOptimizer({ name: 'x', algorithm: 'sgd' } as never)).toThrow('describeOptimizer: field create: is undefined');
  });
});

/** A result of Vitest's JSON reporter. */
interface Assertion {
  readonly title: string;
  readonly ancestorTitles: readonly string[];
  readonly status: string;
  readonly failureMessages: readonly string[];
}

describe('a suite in a folder with the package installed', () => {
  let code: number | null;
  let assertions: readonly Assertion[];

  beforeAll(() => {
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    symlinkSync(ROOT, join(folder, 'node_modules', 'claimcheck'));
    symlinkSync(join(ROOT, 'node_modules', 'vitest'), join(folder, 'node_modules', 'vitest'));
    file(
      'suite.test.mjs',
      `import { describeOptimizer } from 'claimcheck/vitest';
      describeOptimizer([
        ${optimizer('good', 'descend(p, g);').replace('const eta = stepSize;', "let n = 0; const eta = { valueOf: () => (typeof stepSize === 'number' ? stepSize : stepSize(k - 1)) };")},
        ${optimizer('leaps', 'descend(p, g); if (k === 5) p[0] += 1;')},
        ${optimizer('async', 'async step(p, g) { descend(p, g); }')},
      ]);`,
    );
    // As where the package is no link.
    file('vitest.config.mjs', 'export default { test: { server: { deps: { external: [/\\/dist\\//] } } } };\n');
    const run = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--reporter=json', 'suite.test.mjs'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    code = run.status;
    assertions = JSON.parse(run.stdout.slice(run.stdout.indexOf('{'))).testResults[0].assertionResults;
  });

  const of = (name: string): readonly Assertion[] =>
    assertions.filter(({ ancestorTitles }) => ancestorTitles.includes(`${name} (gradient-descent)`));

  it('has a test per check, by id and title, all passing for a sound optimizer', () => {
    expect(of('good').length).toBeGreaterThan(5);
    expect(of('good').filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(of('good')[0]!.title).toMatch(/^[a-z-]+\/[a-z-]+: .{10,}/);
  });

  it('really fails for a broken optimizer, naming what was seen', () => {
    const failed = of('leaps').filter(({ status }) => status === 'failed');

    expect(code).toBe(1);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.some(({ failureMessages }) => /broken: /.test(failureMessages[0]!))).toBe(true);
    expect(failed.some(({ failureMessages }) => /subject\.create\(\{ dimension: /.test(failureMessages[0]!))).toBe(true);
  });

  it('says of an asynchronous optimizer where it can be judged', () => {
    expect(of('async')[0]).toMatchObject({ status: 'failed' });
    expect(of('async')[0]!.failureMessages[0]).toContain('the command claimcheck guard judges asynchronous optimizers');
  });
});
