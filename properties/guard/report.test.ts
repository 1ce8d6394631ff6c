import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { witnessText } from '../../src/report/guard-witness.js';
import { schemas } from '../../src/report/schema.js';
import { builtHere, commanded } from '../support/cli.js';
import { CHECKS, file, folder, guarded, optimizer } from '../support/guard.js';

const WRONG = file('wrong.mjs', `export const wrong = ${optimizer('wrong & "odd"', 'descend(p, g); if (k === 2) p[1] += 0.5;')};`);
const GOOD = file('good.mjs', `export default ${optimizer('good', 'descend(p, g);')};`);

/** The lines of the witness that a report prints. */
const witnessLines = (stdout: string): string[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => line.trim());

describe('the report of guard', () => {
  const junit = join(folder, 'junit.xml');
  let code: number | null;
  let stdout: string;

  beforeAll(async () => {
    ({ code, stdout } = await builtHere('guard', `${WRONG}#wrong`, '--checks', CHECKS, '--junit', junit));
  });

  it('names the check, what it saw and the lines that show it', () => {
    expect(code).toBe(1);
    expect(stdout).toMatch(/protocol\/one\s+pass\s+1\s+a title/);
    expect(stdout).toMatch(/protocol\/three\s+broken\s+-1/);
    expect(stdout).toMatch(/law\/after\s+skipped\s+-/);
    expect(stdout).toContain('protocol/three: broken: after 3 steps: -0.5, -4.5');
    expect(stdout).toMatch(/wrong & "odd": broken \(1 pass, 1 broken, 1 skipped; [\d.]+ s\)/);
  });

  it('prints a witness that reproduces when it is run', () => {
    const lines = witnessLines(stdout);
    const script = file('witness.mjs', `${lines.join('\n')}\nconsole.log(JSON.stringify([...params]));`);

    const ran = spawnSync(process.execPath, [script], { encoding: 'utf8', cwd: folder });

    expect(lines.at(-1)).toBe('//              got [-0.5, -4.5]');
    expect(lines.at(-2)).toBe('// params: expected [-0.5, -5]');
    expect(JSON.parse(ran.stdout)).toEqual([-0.5, -4.5]);
  });

  it('is JSON that fits the published schema: an object for one subject, a list for several', async () => {
    const one = await guarded(GOOD);
    const several = await guarded(
      file('several.mjs', `import good from ${JSON.stringify(GOOD)}; export default [good, { ...good, name: 'b' }];`),
    );

    expect(schemas.guard.parse(JSON.parse(one.stdout))).toMatchObject({ subject: 'good', algorithm: 'gradient-descent', verdict: 'pass' });
    expect(JSON.parse(several.stdout).map(({ subject }: { subject: string }) => subject)).toEqual(['good', 'b']);
    expect(JSON.parse((await commanded('schema', 'guard')).stdout).anyOf).toHaveLength(2);
  });

  it('is the same to the bit on every run, but for the time', async () => {
    const timeless = (text: string): string => text.replace(/"seconds": [\d.e-]+/, '');

    const [first, second] = [await guarded(`${WRONG}#wrong`), await guarded(`${WRONG}#wrong`)];

    expect(timeless(first.stdout)).toBe(timeless(second.stdout));
  });

  it('is JUnit with a test case per check', () => {
    const xml = readFileSync(junit, 'utf8');

    expect(xml).toContain('<testsuite name="wrong &amp; &quot;odd&quot;" tests="3" failures="1" skipped="1"');
    expect(xml).toMatch(/name="protocol\/one"\/>/);
    expect(xml).toMatch(/name="protocol\/three">\s*<failure message="broken: after 3 steps: -0.5, -4.5">import \{ wrong as subject \}/);
    expect(xml).toMatch(/name="law\/after">\s*<skipped/);
  });

  it('names the one of several subjects that is broken', async () => {
    const list = file(
      'list.mjs',
      `import good from ${JSON.stringify(GOOD)}; import { wrong } from ${JSON.stringify(WRONG)}; export default [good, wrong];`,
    );

    const listed = await builtHere('guard', list, '--checks', CHECKS);

    expect(listed.code).toBe(1);
    expect(witnessLines(listed.stdout)).toContain('const optimizer = subject[1].create({ dimension: 2, stepSize: 0.5 });');
  });
});

describe('a witness in lines', () => {
  const steps = { kind: 'steps', options: { dimension: 1, stepSize: [0.5, 0.25] }, start: [-0], expected: [1], got: [2] } as const;

  it('shows a schedule as a function, and few gradients one by one', () => {
    const lines = witnessText({ ...steps, gradients: [[1], [2]] }, { kind: 'object' });

    expect(lines).toEqual([
      'const optimizer = subject.create({ dimension: 1, stepSize: (k) => [0.5, 0.25][k] });',
      'const params = Float64Array.from([-0]);',
      'for (const g of [[1], [2]]) await optimizer.step(params, Float64Array.from(g));',
      '// params: expected [1]',
      '//              got [2]',
    ]);
  });

  it('leaves many gradients to the JSON', () => {
    const gradients = Array.from({ length: 40 }, (_, k) => [k]);

    expect(witnessText({ ...steps, gradients }, { kind: 'object' }).join('\n')).toContain('the 40 that --json writes into the witness');
  });

  it('of a program is the lines to send', () => {
    const lines = witnessText({ ...steps, gradients: [[1], [2]] }, { kind: 'command', command: 'python3 opt.py' });

    expect(lines).toEqual([
      '$ python3 opt.py',
      '{"create":{"dimension":1,"stepSize":[0.5,0.25]}}',
      '{"step":{"params":[-0.0],"gradient":[1.0]}}',
      'and 1 more from the params of each reply, with the gradients [2]',
      'params: expected [1]',
      '             got [2]',
    ]);
  });
});
