import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, dataset, sample } from '../../src/data/dataset.js';
import { shippedData } from '../../src/data/shipped.js';
import { nonSeparable } from '../../src/generator/non-separable.js';
import { separable } from '../../src/generator/separable.js';
import { leakyRelu, linear, relu } from '../../src/model/neuron.js';
import { dot } from '../../src/numerics/vector.js';
import { movingStart } from '../../src/trace/start.js';
import { traced } from '../../src/trace/trace.js';

const slacks = (data: Dataset, w: readonly number[]): number[] => Array.from(data.y, (label, i) => label * dot(sample(data, i), w));

describe('a start that nobody gave', () => {
  it('is the origin for linear and leaky models, which move from there', () => {
    const data = dataset({
      x: [
        [1, 0],
        [0, 1],
      ],
      y: [1, -1],
    });

    expect([linear, leakyRelu(0.5)].map((model) => movingStart(data, model, Infinity).start)).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('separates under ReLU, so that positives alone are active and the run moves', () => {
    fc.assert(
      fc.property(separable(), ({ data: drawn }) => {
        const data = dataset(drawn);

        const { start, name } = movingStart(data, relu, Infinity);
        const { checkpoints, end } = traced(data, relu, start, { kind: 'gd', eta: 0.1, until: { steps: 1 } });

        expect(name).toBe('a separator of the data');
        expect(Math.min(...slacks(data, start))).toBeGreaterThan(0);
        expect(end.step).toBe(1);
        expect(checkpoints[1]!.w).not.toEqual([...start]);
      }),
      { numRuns: 500 },
    );
  });

  it('moves on data without a separator', () => {
    fc.assert(
      fc.property(nonSeparable(), ({ data: drawn }) => {
        fc.pre(drawn.x.some((row) => row.some((entry) => entry !== 0)));
        const data = dataset(drawn);

        const { start } = movingStart(data, relu, Infinity);

        expect(traced(data, relu, start, { kind: 'gd', eta: 0.1, until: { steps: 1 } }).checkpoints.at(-1)!.w).not.toEqual([...start]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(shippedData().map(({ name, data }) => [name, data] as const))('leads through 1000 steps on %s', (_, drawn) => {
    const data = dataset(drawn);
    const { start } = movingStart(data, relu, Infinity);

    const ends = [0.01, 0.1, 1].map((eta) => traced(data, relu, start, { kind: 'gd', eta: eta, until: { steps: 1000 } }).end);

    expect(ends).toEqual([0.01, 0.1, 1].map(() => ({ kind: 'horizon', step: 1000 })));
  });

  it.each([
    [
      'huge samples',
      {
        x: [
          [1e300, 0],
          [1e300, -1e300],
        ],
        y: [1, -1],
      },
    ],
    [
      'tiny samples',
      {
        x: [
          [1e-300, 0],
          [1e-300, -1e-300],
        ],
        y: [1, -1],
      },
    ],
    [
      'a narrow cone',
      {
        x: [
          [1, 1e-12],
          [1, -1e-12],
        ],
        y: [1, -1],
      },
    ],
  ])('takes a step on %s', (_, drawn) => {
    const data = dataset(drawn);

    const { start } = movingStart(data, relu, Infinity);

    expect(traced(data, relu, start, { kind: 'gd', eta: 0.1, until: { steps: 1 } }).end.step).toBe(1);
  });

  it('is a separator that is found quickly where the exact one is not to be looked for, of more samples than a call takes arguments', () => {
    const y = Array.from({ length: 300_000 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const data = dataset({ x: y.map((label) => [2 * label]), y });

    expect(movingStart(data, relu, 0)).toEqual({ start: [0.5], name: 'a separator of the data' });
  });

  it('is the origin where nothing moves', () => {
    expect(movingStart(dataset({ x: [[0], [0]], y: [1, -1] }), relu, Infinity)).toEqual({ start: [0], name: 'the origin' });
  });
});
