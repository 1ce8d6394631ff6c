import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../src/claim/outcome.js';
import type { Parts } from '../../src/claim/parts.js';
import { dataset } from '../../src/data/dataset.js';
import { behaviourOf } from '../../src/hunt/search/behaviour.js';
import { watch } from '../../src/hunt/search/watch.js';
import { run } from '../../src/trajectory/run.js';
import { claimOf, drawCases } from '../support/judging.js';

// x_1 = (1, 0)+, x_2 = (0, 1)+, x_3 = (-1, -1)-.
const data = dataset({
  x: [
    [1, 0],
    [0, 1],
    [-1, -1],
  ],
  y: [1, 1, -1],
});

/** The last field of the trace: the terminal region. */
const endOf = (evaluate: (parts: Parts) => void): string => {
  const watched = watch();
  evaluate(watched.parts);
  return watched.trace().split('|').at(-1)!;
};

const descend = (start: number[], steps: number) => (parts: Parts) =>
  void run({ data, model: parts.relu, start, optimizer: parts.gradientDescent, stepSize: 1, steps });

describe('behaviour', () => {
  it.each([
    ['the separable region', [1, 1], 3, 'separable'],
    ['W_J with J of one sample', [1, -1], 0, 'J1'],
    ['none of them, as a negative is active', [-0.25, 0], 0, 'mixed'],
    ['W_J with J empty, all inactive', [0, 0], 0, 'silent'],
  ])('tells the terminal region: %s', (_, start, steps, region) => {
    expect(endOf(descend(start, steps))).toBe(region);
  });

  it('tells where a run ends, not where it began', () => {
    // At (1, -3) the first sample and the negative one are active, and the latter pushes by e^2 towards (1, 1).
    expect(endOf(descend([1, -3], 0))).toBe('mixed');
    expect(endOf(descend([1, -3], 1))).not.toBe('mixed');
  });

  it('tells the region of each neuron, in no order', () => {
    const weights = [1, -1];
    const at = (start: number[]) =>
      endOf((parts) => void run({ data, model: parts.network(weights), start, optimizer: parts.gradientDescent, stepSize: 1, steps: 0 }));

    expect(at([1, 1, 0, 0])).toBe('separable+silent');
    expect(at([0, 0, 1, 1])).toBe('separable+silent');
  });

  it('tells the end of a run of SGD, which sees one sample at a time', () => {
    const end = endOf(
      (parts) =>
        void run({
          data,
          model: parts.relu,
          start: [1, 1],
          optimizer: parts.stochasticGradientDescent,
          stepSize: 1,
          steps: 5,
          sampler: parts.uniformSampler(1, 3),
        }),
    );

    expect(end).toBe('separable');
  });

  it('tells the end in log time', () => {
    const end = endOf((parts) => void parts.trajectory({ data, model: parts.relu, start: [1, -1], eta: 0.5, until: 20, steps: 100 }));

    expect(end).toBe('J1');
  });

  it.each(['thm-3.1/2@repaired', 'thm-3.2/descent@repaired', 'thm-3.2/4', 'prop-2@repaired'])(
    'tells several terminal regions apart among cases of %s',
    (id) => {
      const claim = claimOf(id);
      const watched = watch();
      const regions = new Set<string>();
      const keys = new Set<string>();
      for (const input of drawCases(claim, 5, 60)) {
        const { evaluation } = judgeCase(claim, input, watched.parts);
        const trace = watched.trace();
        regions.add(trace.split('|').at(-1)!);
        keys.add(behaviourOf(input, evaluation, trace));
      }

      expect(regions).not.toContain('');
      expect(keys.size).toBeGreaterThanOrEqual(regions.size);
      expect(regions.size, [...regions].join()).toBeGreaterThan(1);
    },
  );

  it('tells supports of different sizes apart, and those with a binding constraint', () => {
    const supportOf = (problem: Parameters<Parts['maxMargin']>[0]): string => {
      const watched = watch();
      watched.parts.maxMargin(problem);
      return watched.trace().split('|')[1]!;
    };
    const row = (...values: number[]) => Float64Array.from(values);

    expect(supportOf({ dimension: 2, atLeastOne: [row(1, 0), row(0, 1)] })).toBe('2/0/0');
    expect(supportOf({ dimension: 2, atLeastOne: [row(1, 0)] })).toBe('1/0/0');
    expect(supportOf({ dimension: 2, atLeastOne: [row(1, 1)], atMostZero: [row(0, 1)] })).toBe('1/0/1');
    expect(supportOf({ dimension: 1, atLeastOne: [row(1), row(-1)] })).toBe('none');
  });
});
