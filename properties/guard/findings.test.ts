/** docs/reference/guard-findings.md says what the guard says, and its witnesses reproduce in the libraries alone. */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { tfjsOptimizer, tfjsOptimizers } from '../../src/adapters/tfjs.js';
import { CHECKS } from '../../src/guard/checks/index.js';
import { judgeCheck } from '../../src/guard/judge-check.js';
import type { OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { gradientsOf, stepsOf } from '../support/subject-runs.js';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/reference/guard-findings.md'), 'utf8');
/** Cheap checks that find every fault of the page. */
const TELLING = CHECKS.filter(({ id }) => id === 'law/rule' || id === 'law/scale' || id === 'protocol/zero-gradient');

const verdicts = (subject: OptimizerUnderTest): string[] => TELLING.map((check) => judgeCheck(check, subject).verdict);

/** Subjects of the JavaScript examples. */
async function subjects(): Promise<OptimizerUnderTest[]> {
  const files = readdirSync(join(ROOT, 'examples')).filter((file) => file.endsWith('.js'));
  const modules = await Promise.all(files.map((file) => import(join(ROOT, 'examples', file))));
  return modules.flatMap((module) => module.default);
}

describe('the table of docs/reference/guard-findings.md', async () => {
  const rows = new Map([...PAGE.matchAll(/^\| `(.+?)` \| [\w-]+ \| (\w+) \|/gm)].map(([, name, verdict]) => [name!, verdict!]));
  const all = await subjects();

  it('has a row for each subject of the examples', () => {
    const programs = readdirSync(join(ROOT, 'examples')).filter((file) => file.endsWith('.py'));

    expect(TELLING).toHaveLength(3);
    expect([...rows.keys()].sort()).toEqual([...all.map(({ name }) => name), ...programs].sort());
  });

  it('names each broken library optimizer in the summary', () => {
    const broken = all.filter(({ name }) => rows.get(name) === 'broken');

    expect(PAGE.match(/^\| \[/gm)).toHaveLength(broken.length);
  });

  it.each(all.filter(({ algorithm }) => algorithm !== 'other'))('says of $name what the guard says', (subject) => {
    expect(verdicts(subject).includes('broken') ? 'broken' : 'pass').toBe(rows.get(subject.name));
  });
});

describe('the witnesses of docs/reference/guard-findings.md', () => {
  const witnesses = [...PAGE.matchAll(/```js\n(.*?)```\n\n```text\n(.*?)```/gs)].map(([, code, output]) => ({
    name: /from '(.+?)'/.exec(code!)![1],
    code: code!,
    output: output!,
  }));

  it('are there for each library with a fault', () => {
    expect(new Set(witnesses.map(({ name }) => name))).toEqual(
      new Set(['@tensorflow/tfjs', 'toygrad', 'brain.js', 'convnetjs', '@nlpjs/neural']),
    );
    expect(PAGE.match(/```js/g)).toHaveLength(witnesses.length);
  });

  it.each(witnesses)('$name prints what the page shows', ({ code, output }) => {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: ROOT, encoding: 'utf8' });

    expect(stdout).toBe(output);
    expect(output).not.toBe('');
  });
});

describe('what the page says of tfjs beyond the verdicts', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('adadelta, declared as sgd, meets the law of gradient descent', () => {
    const disguised = tfjsOptimizer(tf, 'adadelta as sgd', 'sgd', (rate) => tf.train.adadelta(rate));

    expect(verdicts(disguised)).toEqual(['pass', 'pass', 'pass']);
  });

  const gradients = gradientsOf('other', 2, 40);
  const start = [0.5, -0.25];
  const subject = (name: string) => tfjsOptimizers(tf).find((each) => each.name === name)!;

  /** The parameters by a rule for one coordinate: the move from its gradient at step t = 1, 2, ... */
  function byRule(rule: () => (g: number, t: number) => number): number[][] {
    const rules = start.map(rule);
    const w = [...start];
    return gradients.map((gradient, k) => {
      rules.forEach((move, j) => {
        w[j]! -= move(gradient[j]!, k + 1);
      });
      return [...w];
    });
  }

  function expectClose(got: readonly number[][], due: readonly number[][]): void {
    got.forEach((params, k) => {
      params.forEach((x, j) => {
        expect(x).toBeCloseTo(due[k]![j]!, 5);
      });
    });
  }

  it('adamax follows algorithm 2 of Kingma and Ba, with epsilon beside the norm', () => {
    const due = byRule(() => {
      let [m, u] = [0, 0];
      return (g, t) => {
        m = 0.9 * m + 0.1 * g;
        u = Math.max(0.999 * u, Math.abs(g));
        return ((0.125 / (1 - 0.9 ** t)) * m) / (u + 1e-7);
      };
    });

    expectClose(stepsOf(subject('tf.train.adamax'), { stepSize: 0.125 }, start, gradients), due);
  });

  it('rmsprop with momentum follows RMSProp with the learning rate inside the momentum buffer', () => {
    const due = byRule(() => {
      let [square, buffer] = [0, 0];
      return (g) => {
        square = 0.9 * square + 0.1 * g * g;
        buffer = 0.9 * buffer + (0.03125 * g) / Math.sqrt(square + 1e-7);
        return buffer;
      };
    });

    expectClose(stepsOf(subject('tf.train.rmsprop'), { stepSize: 0.03125, momentum: 0.9 }, start, gradients), due);
  });
});
