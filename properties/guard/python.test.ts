/** The Python helper speaks the line protocol, and the NumPy examples behave as they say. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pack, unpack } from '../../src/guard/process/packed.js';
import { builtHere } from '../support/cli.js';
import { environment, pythonWith } from '../support/python.js';

const ROOT = join(import.meta.dirname, '../..');
const hasPython = pythonWith() !== undefined;
const withNumpy = pythonWith('numpy');
const hasNumpy = withNumpy !== undefined;
const python = withNumpy ?? 'python3';

/** Gives requests to a program; its replies, and what it wrote to stderr. */
function converse(args: readonly string[], requests: readonly unknown[]): { replies: unknown[]; stderr: string } {
  const { stdout, stderr } = spawnSync(python, args, {
    cwd: ROOT,
    encoding: 'utf8',
    input: requests.map((request) => `${typeof request === 'string' ? request : JSON.stringify(request)}\n`).join(''),
    env: environment,
  });
  return {
    replies: stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    stderr,
  };
}

const PLAIN = `
from claimcheck_guard import serve

class Plain:
    def __init__(self, dimension, step_size, factor=1.0):
        print("created", dimension)
        self.step_size, self.factor, self.k = step_size, factor, 0

    def step(self, params, gradient):
        eta = self.factor * self.step_size(self.k)
        self.k += 1
        if self.factor == 3:
            params[:] = [w - eta * g for w, g in zip(params, gradient)]
        else:
            return [w - eta * g for w, g in zip(params, gradient)]

serve(Plain)
`;

/** What the package answers to a create. */
const CREATED = { ok: true, instances: true, run: true, packed: true, brief: true };

describe.skipIf(!hasPython)('claimcheck_guard', () => {
  const plain = (...requests: unknown[]) => converse(['-c', PLAIN], requests);
  const create = (options: object, instance?: number) => ({ create: { dimension: 2, stepSize: 0.5, ...options }, instance });
  const run = (params: unknown[], gradients: unknown[][]) => ({ run: { params, gradients } });
  const step = (params: unknown[], gradient: unknown[], instance?: number) => ({ step: { params, gradient }, instance });

  it('answers create and step, whether parameters are returned or changed in place', () => {
    expect(plain(create({}), step([1, 2], [1, -1])).replies).toEqual([CREATED, { params: [0.5, 2.5] }]);
    expect(plain(create({ factor: 3 }), step([1, 2], [1, -1])).replies[1]).toEqual({ params: [-0.5, 3.5] });
  });

  it('takes several steps in one line, as it would in several', () => {
    const { replies } = plain(
      create({ stepSize: [0.5, 0.25] }),
      run(
        [1, 2],
        [
          [1, -1],
          [2, 0],
        ],
      ),
    );

    expect(replies[1]).toEqual({
      params: [
        [0.5, 2.5],
        [0, 2.5],
      ],
    });
  });

  it('takes the numbers of several steps as one text too, to the bit', () => {
    const vectors = [
      [0.1, -0],
      [Number.POSITIVE_INFINITY, 1],
      [0.3, 2],
    ];
    const { replies } = plain(create({}), { run: { packed: pack(vectors, 2), steps: 2 } });

    const after = unpack((replies[1] as { packed: unknown }).packed);
    expect(after).toEqual(Float64Array.of(Number.NEGATIVE_INFINITY, -0.5, Number.NEGATIVE_INFINITY, -1.5));
  });

  it('tells a step which parts have a gradient, and lets it evaluate: a linear loss by itself, any other by asking', () => {
    const looking = `
from claimcheck_guard import serve

class Looking:
    def __init__(self, dimension, step_size):
        self.step_size = step_size

    def step(self, params, gradient, evaluate, present=None):
        loss, there = evaluate([w + 1 for w in params])
        return [loss, there[0] if present is None or present[0] else -1]

serve(Looking)
`;
    const { replies } = converse(
      ['-c', looking],
      [
        create({}),
        step([1, 2], [3, 4]),
        { step: { params: [1, 2], gradient: [3, 4], present: [false], evaluate: true } },
        { loss: 7, gradient: [8, 9] },
        run([1, 2], [[3, 4]]),
      ],
    );

    expect(replies.slice(1)).toEqual([{ params: [18, 3] }, { evaluate: [2, 3] }, { params: [7, -1] }, { params: [[18, 3]] }]);
  });

  it('serves several optimizers by name', () => {
    const several = `from claimcheck_guard import Subject, serve\n${PLAIN.replace('serve(Plain)', '')}
serve([Subject("one", Plain, "gradient-descent"), Subject("two", lambda **options: Plain(**options, factor=2), options=["weightDecay"])])`;

    const { replies } = converse(
      ['-c', several],
      [{ list: true }, create({ subject: 'two' }), create({ subject: 'one' }, 1), step([1, 1], [1, 1]), step([1, 1], [1, 1], 1)],
    );

    expect(replies[0]).toEqual({
      subjects: [
        { name: 'one', algorithm: 'gradient-descent', precision: 'float64' },
        { name: 'two', algorithm: 'other', precision: 'float64', options: ['weightDecay'] },
      ],
    });
    expect(replies.slice(3)).toEqual([{ params: [0, 0] }, { params: [0.5, 0.5] }]);
  });

  it('keeps instances apart, and schedules by step number', () => {
    const { replies } = plain(
      create({ stepSize: [0.5, 0.25] }),
      create({}, 1),
      step([1, 1], [1, 1]),
      step([1, 1], [1, 1], 1),
      step([1, 1], [1, 1]),
    );

    expect(replies.slice(2)).toEqual([{ params: [0.5, 0.5] }, { params: [0.5, 0.5] }, { params: [0.75, 0.75] }]);
  });

  it('takes a schedule by its first values and the one that follows', () => {
    const { replies } = plain(
      create({ stepSize: { first: [0.5], rest: 0.25 } }),
      run(
        [1, 1],
        [
          [1, 0],
          [1, 0],
          [1, 0],
        ],
      ),
    );

    expect(replies[1]).toEqual({
      params: [
        [0.5, 1],
        [0.25, 1],
        [0, 1],
      ],
    });
  });

  it('keeps doubles to the bit, and names what is not finite', () => {
    const { replies } = plain(create({ stepSize: 1 }), step([0.1, '-Infinity'], [-0.2, 1]), step(['NaN', 5e-324], [0, 0]));

    expect(replies.slice(1)).toEqual([{ params: [0.1 + 0.2, '-Infinity'] }, { params: ['NaN', 5e-324] }]);
  });

  it('check_optimizer takes one option by itself and several in a list', () => {
    const echo = `${python} -c "import sys; sys.stderr.write(' '.join(sys.argv)); sys.exit(3)"`;
    const asked = (options: string): string => {
      const code = `from claimcheck_guard import check_optimizer\ncheck_optimizer(dict, options=${options})`;
      return spawnSync(python, ['-c', code], { encoding: 'utf8', env: { ...environment, CLAIMCHECK: echo } }).stderr;
    };

    expect(asked('"weightDecay"')).toContain(' --options weightDecay ');
    expect(asked('["shapes", "groups"]')).toContain(' --options shapes,groups ');
  });

  it('sends what the optimizer prints to stderr', () => {
    const { replies, stderr } = plain(create({}));

    expect(replies).toEqual([CREATED]);
    expect(stderr).toBe('created 2\n');
  });

  it.each([
    ['an exception of the optimizer', create({ unheard: 1 }), 'TypeError'],
    ['a line that is not JSON', 'x', 'JSONDecodeError'],
    ['a schedule that is too short', [create({ stepSize: [] }), step([1], [1])], 'known for 0 steps, not for step 0'],
    ['a request of another kind', { reset: {} }, 'neither create nor step nor run'],
  ])('answers %s with an error', (_, requests, message) => {
    const { replies } = plain(...[requests].flat());

    expect(replies.at(-1)).toEqual({ error: expect.stringContaining(message) });
  });
});

describe.skipIf(!hasNumpy)('the NumPy examples', () => {
  const gradients = [3, -0.5, 0, 2];
  const moves = (file: string): number[] => {
    const steps = gradients.map((g) => ({ step: { params: [0], gradient: [g] } }));
    const { replies } = converse([join('examples', file)], [{ create: { dimension: 1, stepSize: 1 } }, ...steps]);
    return replies.slice(1).map((reply) => (reply as { params: number[] }).params[0]!);
  };

  it('numpy_adam.py moves by algorithm 1 of Kingma and Ba', () => {
    let m = 0;
    let v = 0;
    const due = gradients.map((g, k) => {
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      return -(m / (1 - 0.9 ** (k + 1))) / (Math.sqrt(v / (1 - 0.999 ** (k + 1))) + 1e-8);
    });

    const moved = moves('numpy_adam.py');

    moved.forEach((move, k) => {
      expect(move).toBeCloseTo(due[k]!, 13);
    });
  });

  it('numpy_adam_broken.py takes a first step about 1/sqrt(0.001) times too long', () => {
    expect(moves('numpy_adam_broken.py')[0]! / moves('numpy_adam.py')[0]!).toBeCloseTo(1 / Math.sqrt(0.001), 4);
  });
});

describe.skipIf(!hasNumpy)('guard --command on the NumPy examples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimcheck-python-'));
  const checks = join(folder, 'checks.js');
  const guard = async (file: string) => {
    const program = ['--command', `${python} examples/${file}`, '--algorithm', 'adam'];
    const { code, stdout } = await builtHere('guard', ...program, '--checks', checks, '--json', '-');
    return { code, report: JSON.parse(stdout) };
  };

  beforeAll(() => {
    const law = pathToFileURL(join(ROOT, 'dist/guard/checks/law.js')).href;
    writeFileSync(checks, `export { lawChecks as CHECKS } from ${JSON.stringify(law)};\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('numpy_adam.py follows the law of Adam', async () => {
    const { code, report } = await guard('numpy_adam.py');

    expect(report).toMatchObject({ verdict: 'pass', algorithm: 'adam' });
    expect(report.checks.length).toBeGreaterThanOrEqual(6);
    expect(code).toBe(0);
  });

  it('numpy_adam_broken.py is broken, with a witness of one step', async () => {
    const { code, report } = await guard('numpy_adam_broken.py');

    const [rule] = report.checks;
    expect(rule).toMatchObject({ id: 'law/rule', verdict: 'broken', witness: { start: [0], gradients: [[1]] } });
    expect(rule.witness.got[0] / rule.witness.expected[0]).toBeCloseTo(1 / Math.sqrt(0.001), 3);
    expect(code).toBe(1);
  });
});
