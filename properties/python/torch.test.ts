/** The optimizers of PyTorch under guard: which faults are found in the version that Debian 12 has, and no others. */

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { schemas } from '../../src/report/schema.js';
import { environment, pythonWith } from '../support/python.js';

const ROOT = join(import.meta.dirname, '../..');
const python = pythonWith('torch', 'numpy');
const version =
  python === undefined ? '' : spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' }).stdout;
type Report = Exclude<z.output<typeof schemas.guard>, readonly unknown[]>;

/** Judges the optimizers of some classes, or all. */
function guardTorch(...names: string[]): Map<string, Report> {
  const command = `${python} -m claimcheck_guard.torch ${names.join(' ')}`;
  const args = ['dist/cli/main.js', 'guard', '--command', command, '--timeout', '240', '--json', '-'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env: environment, maxBuffer: 2 ** 28 });
  const parsed = schemas.guard.parse(JSON.parse(stdout));
  return new Map([parsed].flat().map((report) => [report.subject.replace('torch.optim.', ''), report]));
}

/** Faults of PyTorch 1.13 by the subjects that have them, with the check that shows each (docs/reference/guard-torch.md). */
const FAULTS_1_13: readonly { readonly subjects: RegExp; readonly check: string }[] = [
  // The step size is computed from a float32 counter.
  { subjects: /^Adagrad \(foreach\)$/, check: 'law/rule' },
  // The current momentum is twice in the product of momenta; the foreach path has it once and rounds the product to float32.
  { subjects: /^NAdam/, check: 'law/rule' },
  // Epsilon is left out of the denominator: 0 / 0 where no gradient has come yet.
  { subjects: /^RAdam \(foreach\)$/, check: 'protocol/zero-gradient' },
  // The step size of a step is computed in the step before, by the rate of then.
  { subjects: /^ASGD/, check: 'protocol/schedule' },
  // The mean of the squares less the square of the mean is negative by rounding, and its root NaN.
  { subjects: /^RMSprop \(centered/, check: 'protocol/steady' },
];

describe.skipIf(python === undefined)('torch.optim', () => {
  let reports: Map<string, Report>;

  beforeAll(() => {
    reports = guardTorch();
  });

  it('has every class that steps from dense gradients alone, with its foreach and maximize paths', () => {
    const listed = spawnSync(python ?? '', ['-c', 'import torch.optim as o; print(*[n for n in dir(o) if n[0].isupper()])'], {
      encoding: 'utf8',
    });
    const classes = listed.stdout.trim().split(/\s+/);
    const judged = new Set([...reports.keys()].map((name) => name.replace(/ .*/, '')));

    expect(classes.filter((name) => !judged.has(name))).toEqual(['Optimizer', 'SparseAdam']);
    expect([...reports.keys()].filter((name) => name.startsWith('Adam ') || name === 'Adam')).toEqual([
      'Adam',
      'Adam (foreach)',
      'Adam (maximize)',
      'Adam (amsgrad)',
      'Adam (amsgrad, foreach)',
      'Adam (amsgrad, maximize)',
    ]);
  });

  it.skipIf(!version.startsWith('1.13'))('is broken where PyTorch 1.13 is known to be, and nowhere else', () => {
    const broken = [...reports].flatMap(([name, { checks }]) => {
      const first = checks.find(({ verdict }) => verdict === 'broken');
      return first === undefined ? [] : [{ name, check: first.id }];
    });
    const explains = ({ subjects, check }: (typeof FAULTS_1_13)[number], one: (typeof broken)[number]): boolean =>
      subjects.test(one.name) && check === one.check;

    expect(broken.filter((one) => !FAULTS_1_13.some((fault) => explains(fault, one)))).toEqual([]);
    expect(FAULTS_1_13.filter((fault) => !broken.some((one) => explains(fault, one)))).toEqual([]);
  });

  it.skipIf(!version.startsWith('1.13'))(
    'finds what its ASGD has besides: rates in float32, and on the foreach path one rate for all',
    () => {
      const brokenIn = (name: string) => reports.get(name)?.checks.flatMap(({ id, verdict }) => (verdict === 'broken' ? [id] : []));

      expect(brokenIn('ASGD')).toEqual(['protocol/schedule', 'law/rule']);
      expect(brokenIn('ASGD (foreach)')).toEqual(['protocol/schedule', 'law/rule', 'options/missingGradients']);
    },
  );

  it('leaves nothing undecided', () => {
    const undecided = [...reports].flatMap(([name, { checks }]) =>
      checks.filter(({ verdict }) => verdict === 'undecided').map(({ id, note }) => `${name}: ${id}: ${note}`),
    );

    expect(undecided).toEqual([]);
  });
});
