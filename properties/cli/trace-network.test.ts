import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { network } from '../../src/model/network.js';
import { dot } from '../../src/numerics/vector.js';
import { gradientDescent } from '../../src/optimizer/gradient-descent.js';
import { schemas } from '../../src/report/schema.js';
import { run } from '../../src/trajectory/run.js';
import { commanded } from '../support/cli.js';
import { apex, flipsForEver, lock } from '../support/limit-cases.js';
import { scratch } from '../support/scratch.js';

const { file } = scratch();

/** Opposite clusters of one label each, at right angles to those of the other: no plane through the origin separates them. */
const ROWS = [
  [2, 1, 0],
  [1, 2, 0],
  [-2, -1, 0],
  [-1, -2, 0],
  [0, 0, 1],
  [0, 0, 2],
  [0, 0, -1],
  [0, 0, -2],
];
const LABELS = [1, 1, 1, 1, -1, -1, -1, -1];
const XOR = file('xor.csv', `a,b,c,label\n${ROWS.map((row, i) => [...row, LABELS[i]].join()).join('\n')}\n`);
/** Clusters at acute angles to others of the other label, on which the steps of SGD throw the neurons out of float64. */
const ACUTE = file('acute.csv', 'a,b,label\n2,1,1\n1,2,1\n-2,-1,1\n-1,-2,1\n2,-1,-1\n1,-2,-1\n-2,1,-1\n-1,2,-1\n');

const stored = (name: string, input: object): string =>
  file(`${name}.json`, JSON.stringify({ format: 'claimcheck-case', version: 2, ...input }));

const traced = async (...args: string[]) => {
  const { code, stdout, stderr } = await commanded('trace', ...args, '--json', '-');
  expect(stderr).toBe('');
  return { code, ...schemas.trace.parse(JSON.parse(stdout)) };
};

describe('trace of a network from a data set', () => {
  it('chooses output weights and a start, names both, and follows the partitions to their max-margin directions', async () => {
    const args = ['--data', XOR, '--model', 'network:4', '--until', 'ln=10000'];

    const text = await commanded('trace', ...args);
    const { code, outputWeights, checkpoints, partitions } = await traced(...args);

    const last = checkpoints.at(-1)!;
    expect([text.code, code]).toEqual([0, 0]);
    expect(outputWeights).toEqual([1, -1, 1, -1]);
    expect(text.stdout).toContain('output weights: (1, -1, 1, -1) (--output-weights chooses others)');
    expect(text.stdout).toMatch(/^start: .*;.*, the neurons at the samples 1 5 3 7, each scaled \(--start chooses another\)$/m);
    expect(partitions!.map(({ samples }) => samples)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 7],
    ]);
    expect(last.disjoint).toBe(true);
    expect(last.engine).toBe('log-time');
    for (const { directionError, neurons } of last.partitions!) {
      expect(neurons).toHaveLength(1);
      expect(directionError).toBeLessThan(1e-3);
    }
    expect(last.directionError).toBeLessThan(1e-3);
  });

  it('prints the chosen start as --start takes it', async () => {
    const args = ['--data', XOR, '--model', 'network', '--output-weights', '1,-0.5,2', '--until', '200'];

    const unsaid = await commanded('trace', ...args);
    const start = /^start: ([^ ]+), the neurons/m.exec(unsaid.stdout)![1]!;
    const said = await commanded('trace', ...args, '--start', start);

    const rest = unsaid.stdout.split('\n').filter((line) => !line.startsWith('start:'));
    expect(said.stdout.split('\n')).toEqual(rest);
  });

  it('tells combined weights, patterns and outputs that the model itself gives', async () => {
    const v = [1, -1, 1];
    const start = [2, 1, 1, 2, -1, -1, -2, -1, 0];

    const { checkpoints } = await traced(
      '--data',
      XOR,
      '--output-weights',
      v.join(),
      '--start',
      '2,1,1;2,-1,-1;-2,-1,0',
      '--eta',
      '0.5',
      '--until',
      '1000',
    );

    const data = dataset({ x: ROWS, y: LABELS });
    const { w } = run({ data, model: network(v), start, optimizer: gradientDescent, stepSize: 0.5, steps: 1000 });
    const last = checkpoints.at(-1)!;
    expect(last.w).toEqual([...w]);
    for (const { samples, neurons, w: combined } of last.partitions!) {
      for (const i of samples) {
        const u = v.map((_, k) => dot(w.subarray(3 * k, 3 * k + 3), ROWS[i]!));
        expect(neurons).toEqual(v.flatMap((_, k) => (u[k]! > 0 ? [k] : [])));
        expect(dot(combined.map(Number), ROWS[i]!)).toBeCloseTo(
          u.reduce((sum, value, k) => sum + v[k]! * Math.max(0, value), 0),
          10,
        );
      }
    }
    expect(last.neurons!.flatMap((neuron) => neuron.w)).toEqual(last.w);
  });

  it('tells a run that leaves the range of float64 up to there', async () => {
    const { code, end } = await traced('--data', ACUTE, '--model', 'network:4', '--optimizer', 'sgd', '--until', '100');

    expect({ code, kind: end.kind }).toEqual({ code: 0, kind: 'diverged' });
  });

  it('follows SGD step by step', async () => {
    const { checkpoints, end } = await traced('--data', XOR, '--model', 'network:4', '--optimizer', 'sgd', '--until', '100');

    expect(end).toEqual({ kind: 'horizon', step: 100 });
    expect(checkpoints.every(({ engine, neurons }) => engine === 'step' && neurons!.length === 4)).toBe(true);
  });
});

describe('trace of a case about a network', () => {
  it('goes on in log time past the point where all kinks of a neuron meet', async () => {
    const { code, unknown, checkpoints } = await traced('--case', stored('apex', apex), '--until', 'ln=100');

    expect(code).toBe(0);
    expect(unknown).toBeUndefined();
    expect(checkpoints.at(-1)).toMatchObject({ engine: 'log-time' });
    const [neuron] = checkpoints.at(-1)!.neurons!;
    // It escapes to where the positives are, as by steps.
    expect(Number(neuron!.w[0])).toBeGreaterThan(3.697);
    expect(Number(neuron!.w[1])).toBeLessThan(-3.638);
  });

  it('by steps alone finds the neuron that escapes where an average has it dead', async () => {
    const { checkpoints } = await traced('--case', stored('apex-steps', apex), '--until', '100000');

    const [neuron] = checkpoints.at(-1)!.neurons!;
    expect(Number(neuron!.w[0])).toBeCloseTo(3.697, 3);
    expect(Number(neuron!.w[1])).toBeCloseTo(-3.638, 3);
  });

  it('says of a neuron that flips for ever on which kink it is', async () => {
    const { code, checkpoints, limit } = await traced('--case', stored('flips', flipsForEver), '--until', 'ln=1000');

    const late = checkpoints.filter(({ engine }) => engine === 'log-time');
    expect(code).toBe(0);
    expect(late.length).toBeGreaterThan(5);
    for (const { neurons } of late) expect(neurons!.map(({ sliding }) => sliding)).toEqual([[2], [], [], []]);
    expect(limit!.sliding).toEqual([2]);
  });
});

describe('trace of a run whose strikes reach another kink for ever', () => {
  it('tells steps and gives up log time', async () => {
    const { code, unknown, checkpoints } = await traced('--case', stored('lock', lock), '--until', 'ln=100');

    expect(code).toBe(2);
    expect(unknown).toMatch(/can carry sample 2 over its kink, so that no average holds after 10000 strikes/);
    expect(checkpoints.every(({ engine }) => engine === 'step')).toBe(true);
  });
});
