/** What optimizers declare, and what they save, crosses the line protocol. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { States } from '../../src/guard/process/states.js';
import { file, guarded, outcomes } from '../support/guard.js';
import { environment, pythonWith } from '../support/python.js';

const ALL = pathToFileURL(join(import.meta.dirname, '../../dist/guard/checks/general.js')).href;
const checks = file(
  'carried-checks.mjs',
  `import { CHECKS as all } from ${JSON.stringify(ALL)};
  const wanted = ['protocol/resume', 'options/weightDecay', 'options/shapes', 'law/rule'];
  export const CHECKS = all.filter(({ id }) => wanted.includes(id));`,
);

const SOURCE = `
  create({ dimension, stepSize, momentum, weightDecay, shapes }) {
    if (momentum === undefined || weightDecay === undefined || shapes === undefined) throw new Error('an option is missing');
    let buffer = Array(dimension).fill(0), k = 0;
    return {
      step(p, g) {
        const eta = typeof stepSize === 'function' ? stepSize(k) : stepSize;
        k++;
        for (let j = 0; j < p.length; j++) {
          buffer[j] = momentum * buffer[j] + (g[j] + weightDecay * p[j]);
          p[j] -= eta * buffer[j];
        }
      },
      save: () => ({ buffer, k }),
      load(state) { buffer = [...state.buffer]; k = state.k; },
    };
  }`;

const DECLARED = `algorithm: 'momentum', options: ['weightDecay', 'shapes']`;

/** A program that answers for the module over the line protocol. */
function programOf(source: string): string {
  const path = file(
    'carried-program.mjs',
    `import { createInterface } from 'node:readline';
    const optimizer = { ${source} };
    const states = new Map();
    const entry = { name: 'mine', ${DECLARED}, expectedBroken: { 'law/rule': 'issue 1' } };
    const answer = ({ list, create, step, save, load, instance = 0 }) => {
      if (list) return { subjects: [entry, { ...entry, name: 'again', algorithm: 'lion' }] };
      if (create) {
        const { stepSize: given, ...options } = create;
        states.set(instance, optimizer.create({ ...options, stepSize: Array.isArray(given) ? (k) => given[k] : given }));
        return { ok: true, instances: true, saves: true };
      }
      if (save) return { state: states.get(instance).save() };
      if (load) { states.get(instance).load(load); return { ok: true }; }
      states.get(instance).step(step.params, step.gradient);
      return { params: step.params };
    };
    for await (const line of createInterface({ input: process.stdin })) process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\\n');`,
  );
  return `${JSON.stringify(process.execPath)} ${JSON.stringify(path)}`;
}

const PASS = {
  'law/rule': expect.stringMatching(/^pass/),
  'options/weightDecay': expect.stringMatching(/^pass/),
  'options/shapes': expect.stringMatching(/^pass/),
  'protocol/resume': expect.stringMatching(/^pass/),
};

describe('what a module declares', () => {
  const guardModule = async (name: string, text: string) => {
    const { reports } = await guarded(file(`carried-${name}.mjs`, `export default { name: 'mine', ${text} };`), '--checks', checks);
    const report = reports.get('mine');
    return { report, said: outcomes(report) };
  };

  it('is judged apart: options, shapes and saved states', async () => {
    const { report, said } = await guardModule('sound', `${DECLARED}, ${SOURCE}`);

    expect(report?.options).toEqual(['weightDecay', 'shapes']);
    expect(said).toMatchObject(PASS);
  });

  it('is broken where it does not hold', async () => {
    const ignoring = SOURCE.replace('weightDecay * p[j]', '0');
    const forgetting = SOURCE.replace('buffer = [...state.buffer]; ', '');

    expect((await guardModule('ignoring', `${DECLARED}, ${ignoring}`)).said['options/weightDecay']).toContain('weightDecay has no effect');
    expect((await guardModule('forgetting', `${DECLARED}, ${forgetting}`)).said['protocol/resume']).toContain('goes on otherwise');
  });

  it('may be a known fault and a short precision', async () => {
    const { report } = await guardModule(
      'short',
      `algorithm: 'lion', precision: 'bfloat16', expectedBroken: { 'law/rule': 'issue 1' }, ${SOURCE.replace('weightDecay === undefined || shapes', 'weightDecay')}`,
    );
    const rule = report?.checks.find(({ id }) => id === 'law/rule');

    expect(report?.precision).toBe('bfloat16');
    expect(rule).toMatchObject({ verdict: 'broken', expected: 'issue 1' });
  });

  it('is not judged by saved states where it has none', async () => {
    const { said } = await guardModule('stateless', `${DECLARED}, ${SOURCE.replace(/save: .*\n/, '')}`);

    expect(Object.keys(said)).not.toContain('protocol/resume');
  });
});

describe('what a step is told besides', () => {
  const told = file(
    'carried-told.mjs',
    `import { CHECKS as all } from ${JSON.stringify(ALL)};
    export const CHECKS = all.filter(({ id }) => /^(law.rule|options.(groups|frozen|missingGradients|closure))$/.test(id));`,
  );
  /** Gradient descent by the gradient ahead, over parts. */
  const source = `algorithm: 'gradient-descent', options: ['shapes', 'groups', 'frozen', 'missingGradients', 'closure'],
    create({ stepSize, shapes, groups = [], frozen = [] }) {
      let k = 0;
      return {
        step(p, g, { present, evaluate }) {
          const eta = typeof stepSize === 'function' ? stepSize(k) : stepSize;
          k++;
          const there = new Float64Array(p.length);
          evaluate(p.map((x, j) => x + g[j] / 64), there);
          let j = 0;
          shapes.forEach((shape, part) => {
            const own = groups.find(({ parts }) => parts.includes(part))?.stepSize ?? eta;
            for (const end = j + shape.reduce((a, b) => a * b, 1); j < end; j++)
              if (!frozen[part] && (present?.[part] ?? true)) p[j] -= own * there[j];
          });
        },
      };
    }`;

  it.each([
    ['', source, {}],
    ['frozen, and moves', source.replace('!frozen[part] && ', ''), { 'options/frozen': 'is frozen and moves' }],
    [
      'uphill',
      source.replace('p[j] -= own * there', 'p[j] -= own * (g[j] - 128 * (there[j] - g[j])) + 0 * there'),
      { 'options/closure': 'raise the loss' },
    ],
  ])('crosses to a module: parts, their gradients, and losses to evaluate %s', async (name, text, broken) => {
    const path = file(`carried-told-${name.length}.mjs`, `export default { name: 'mine', ${text} };`);

    const said = outcomes((await guarded(path, '--checks', told)).reports.get('mine'));

    const pass = ['law/rule', 'options/groups', 'options/frozen', 'options/missingGradients', 'options/closure'];
    expect(Object.keys(said).sort()).toEqual([...pass].sort());
    for (const id of pass) {
      const words = (broken as Record<string, string>)[id];
      if (words === undefined) expect(said[id]).toMatch(/^pass/);
      else expect(said[id]).toContain(words);
    }
  });
});

describe('what a program lists', () => {
  it('is judged likewise, under algorithms of every name', async () => {
    const { reports } = await guarded('--command', programOf(SOURCE), '--checks', checks);

    expect(outcomes(reports.get('mine'))).toMatchObject(PASS);
    expect(reports.get('again')).toMatchObject({ algorithm: 'lion', verdict: 'broken' });
    expect(reports.get('again')?.checks.find(({ id }) => id === 'law/rule')).toMatchObject({ expected: 'issue 1' });
  });
});

describe('a saved state', () => {
  it('goes back in the text of the program, whatever JSON makes of its numbers', () => {
    const states = new States();
    const state = states.read('{"state": {"m": [0.0, -0.0], "k": 3}}');

    expect(states.textOf(JSON.parse(JSON.stringify(state)))).toBe(' {"m": [0.0, -0.0], "k": 3}');
    expect(states.textOf({ m: [0.5], k: 3 })).toBe('{"m":[0.5],"k":3}');
    states.read('{"state": 1, "more": 2}');
    expect(states.textOf(1)).toBe('1');
  });

  const python = pythonWith('numpy');

  it.skipIf(python === undefined)('of NumPy has floats where it had floats', async () => {
    const path = file(
      'carried.py',
      `import numpy as np
from claimcheck_guard import serve

class Momentum:
    def __init__(self, dimension, step_size, momentum=0.9, **hyperparameters):
        self.step_size, self.momentum, self.buffer, self.k = step_size, momentum, np.zeros(dimension), 0

    def step(self, params, gradient):
        eta = self.step_size(self.k)
        self.k += 1
        self.buffer *= self.momentum
        self.buffer += gradient
        return params - eta * self.buffer

    def save(self):
        return {"buffer": self.buffer.tolist(), "k": self.k}

    def load(self, state):
        self.buffer, self.k = np.array(state["buffer"]), state["k"]

serve(Momentum, vector=np.array)
`,
    );
    const command = `PYTHONPATH=${JSON.stringify(environment.PYTHONPATH)} ${python} ${JSON.stringify(path)}`;
    const { reports } = await guarded('--command', command, '--name', 'numpy', '--algorithm', 'momentum', '--checks', checks);

    expect(outcomes(reports.get('numpy'))).toMatchObject({ 'protocol/resume': 'pass', 'law/rule': expect.stringMatching(/^pass/) });
  });
});
