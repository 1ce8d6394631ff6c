import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/data/input-error.js';
import { readBaseline } from '../../src/guard/regression/baseline-file.js';
import { compareTrajectories } from '../../src/guard/regression/compare.js';
import { recordTrajectories } from '../../src/guard/regression/record.js';
import { subjectOf } from '../../src/guard/subject.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { schemas } from '../../src/report/schema.js';
import { builtHere } from '../support/cli.js';
import { CHECKS, file, folder, guarded, optimizer, outcomes } from '../support/guard.js';

/** Adam with a free epsilon and order of its operations. */
function adam({ epsilon = 1e-8, reordered = false, decay = 0 } = {}): OptimizerUnderTest {
  return {
    name: 'adam',
    algorithm: 'adam',
    create({ dimension, stepSize }) {
      const eta = stepSize as number;
      const m = new Float64Array(dimension);
      const v = new Float64Array(dimension);
      let [b1, b2] = [1, 1];
      return {
        step(params, gradient) {
          b1 *= 0.9;
          b2 *= 0.999;
          for (let j = 0; j < dimension; j++) {
            const g = gradient[j]!;
            m[j] = reordered ? m[j]! + 0.1 * (g - m[j]!) : 0.9 * m[j]! + 0.1 * g;
            v[j] = 0.999 * v[j]! + 0.001 * g * g;
            params[j]! -= (eta * (m[j]! / (1 - b1))) / (Math.sqrt(v[j]! / (1 - b2)) + epsilon) + decay * params[j]!;
          }
        },
      };
    },
  };
}

const compared = (now: OptimizerUnderTest, then: OptimizerUnderTest = adam()) =>
  compareTrajectories(recordTrajectories(subjectOf(now)), recordTrajectories(subjectOf(then), 1).problems);

describe('trajectories compared with recorded ones', () => {
  it('of the same optimizer are equal to the bit', () => {
    expect(compared(adam())).toMatchObject({ verdict: 'pass', slack: 1, note: 'equal to the bit' });
  });

  it('of the same rule in another order of operations differ by rounding only', () => {
    const outcome = compared(adam({ reordered: true }));

    expect(outcome.verdict).toBe('pass');
    expect(outcome.note).toMatch(/^rounding only: bits differ first on quadratic\/1 after \d+ steps$/);
    expect(outcome.slack).toBeGreaterThan(0);
    expect(outcome.slack).toBeLessThan(1);
  });

  it.each([
    ['an epsilon ten times as large', adam({ epsilon: 1e-7 })],
    ['a weight decay of 1e-9', adam({ decay: 1e-9 })],
  ])('of an optimizer with %s are a change of behaviour, with the steps that show it', (_, changed) => {
    const outcome = compared(changed);

    expect(outcome.verdict).toBe('broken');
    expect(outcome.note).toMatch(/^behaviour changed: on quadratic\/1 after \d+ steps \(/);
    expect(outcome.slack).toBeLessThan(0);
    const { witness } = outcome;
    if (witness?.kind !== 'steps') throw new Error('no witness of steps');
    const params = Float64Array.from(witness.start);
    const state = changed.create(witness.options as Parameters<typeof changed.create>[0]);
    for (const gradient of witness.gradients) state.step(params, Float64Array.from(gradient));
    expect([...params]).toEqual(witness.got);
  });

  it('tell which figures changed', () => {
    const half: OptimizerUnderTest = { ...adam(), create: (options) => adam().create({ ...options, stepSize: 0.05 }) };

    expect(compared(half).note).toMatch(/; steps to 0.1 of the first loss \d+, were \d+/);
  });

  it('are not compared when NaN takes the place of a number', () => {
    const nan: OptimizerUnderTest = { ...adam(), create: () => ({ step: (params) => void params.fill(Number.NaN) }) };

    expect(compared(nan)).toMatchObject({ verdict: 'broken', slack: Number.NEGATIVE_INFINITY });
  });
});

describe('guard --baseline', () => {
  const good = (step = 'descend(p, g);') => file('subject.mjs', `export default ${optimizer('gd', step)};`);
  const path = join(folder, 'baseline.json');

  it('writes a file that does not exist, and says so', async () => {
    const { code, stdout } = await builtHere('guard', good(), '--checks', CHECKS, '--baseline', path);

    expect(code).toBe(0);
    expect(stdout).toContain(`Baseline ${path} did not exist: written.`);
    expect(schemas.baseline.parse(JSON.parse(readFileSync(path, 'utf8'))).subjects.map(({ name }) => name)).toEqual(['gd']);
  });

  it('compares with it from then on, and leaves it alone', async () => {
    const before = readFileSync(path, 'utf8');

    const same = await guarded(good(), '--baseline', path);
    const changed = await guarded(good('eta === 0.1 && k > 100 ? p[0] -= 1e-6 : 0; descend(p, g);'), '--baseline', path);

    expect(same.code).toBe(0);
    expect(outcomes(same.reports.get('gd'))['regression/baseline']).toBe('pass: equal to the bit');
    expect(changed.code).toBe(1);
    expect(outcomes(changed.reports.get('gd'))['regression/baseline']).toContain(
      'broken: behaviour changed: on quadratic/1 after 200 steps',
    );
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('records the new behaviour with --accept', async () => {
    const changed = good('descend(p, g); if (eta === 0.1) p[0] *= 0.999;');

    const accepted = await builtHere('guard', changed, '--checks', CHECKS, '--baseline', path, '--accept');
    const after = await guarded(changed, '--baseline', path);

    expect(accepted.code).toBe(0);
    expect(accepted.stdout).toContain(`Baseline ${path} updated.`);
    expect(after.code).toBe(0);
  });

  it('is undecided about a subject that it does not have, until --accept adds it', async () => {
    const other = file('another.mjs', `export default ${optimizer('another', 'descend(p, g);')};`);

    const { code, reports } = await guarded(other, '--baseline', path);
    await builtHere('guard', other, '--checks', CHECKS, '--baseline', path, '--accept');

    expect(code).toBe(2);
    expect(outcomes(reports.get('another'))['regression/baseline']).toBe('undecided: the baseline has no such subject; --accept adds it');
    expect(JSON.parse(readFileSync(path, 'utf8')).subjects.map(({ name }: { name: string }) => name)).toEqual(['another', 'gd']);
  });

  it('has a finding, not a trajectory, of a subject that throws', async () => {
    const throws = file('throws.mjs', `export default ${optimizer('late', 'if (k > 500) throw new Error("tired"); descend(p, g);')};`);
    const target = join(folder, 'throws.json');

    const { code, reports } = await guarded(throws, '--baseline', target);

    expect(code).toBe(1);
    expect(outcomes(reports.get('late'))['regression/baseline']).toBe('broken: step 501 threw Error: tired');
    expect(JSON.parse(readFileSync(target, 'utf8')).subjects).toEqual([]);
  });

  const valid = { format: 'claimcheck-baseline', version: 1, subjects: [] };
  it.each([
    ['no JSON', '{\n "format": ', 'bad.json:2: not valid JSON: the file ends too early'],
    ['another format', '{"format":"x"}', 'bad.json:1: field format: '],
    ['another version', JSON.stringify({ ...valid, version: 2 }, null, 2), 'bad.json:3: field version: '],
    [
      'a text for a number',
      JSON.stringify({
        ...valid,
        subjects: [
          {
            name: 'gd',
            algorithm: 'sgd',
            precision: 'float64',
            problems: [{ id: 'quadratic/1', points: [{ k: 0, params: ['one'], loss: 1, noise: 0 }], stepsToLoss: {} }],
          },
        ],
      }),
      'field subjects[0].problems[0].points[0].params[0]: ',
    ],
    ['an endless nest', '['.repeat(1e6), 'bad.json'],
    ['a prototype', '{"__proto__": {"format": "claimcheck-baseline"}, "version": 1}', 'field format: '],
  ])('refuses %s, naming the place', (_, text, message) => {
    const bad = file('bad.json', text);

    expect(() => readBaseline(bad)).toThrow(InputError);
    expect(() => readBaseline(bad)).toThrow(message);
  });

  it('refuses a folder, in the words of every other file', () => {
    expect(() => readBaseline(folder)).toThrow('cannot be read (it is a folder)');
  });

  it('exits 3 with one line for a file that is none, and leaves it alone', async () => {
    const bad = file('bad.json', '{');

    const { code, stderr } = await guarded(good(), '--baseline', bad);

    expect(code).toBe(3);
    expect(stderr).toBe(`claimcheck: ${bad}:1: not valid JSON: the file ends too early\n`);
    expect(readFileSync(bad, 'utf8')).toBe('{');
  });

  it('refuses a place that cannot be written', async () => {
    const under = join(file('plain.txt', ''), 'baseline.json');

    const { code, stderr } = await guarded(good(), '--baseline', under);

    expect(code).toBe(3);
    expect(stderr).toContain(`${under}: cannot be written (`);
    expect(existsSync(under)).toBe(false);
  });

  it('is undecided about problems of another edition', async () => {
    const old = JSON.parse(readFileSync(path, 'utf8'));
    const renamed = join(folder, 'old.json');
    for (const subject of old.subjects) for (const problem of subject.problems) problem.id = problem.id.replace('/1', '/0');
    writeFileSync(renamed, JSON.stringify(old));

    const { code, reports } = await guarded(good(), '--baseline', renamed);

    expect(code).toBe(2);
    expect(outcomes(reports.get('gd'))['regression/baseline']).toContain('the baseline has no problem quadratic/1');
  });
});
