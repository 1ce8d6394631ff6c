import { describe, expect, it } from 'vitest';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { dataset } from '../../../src/data/dataset.js';
import { type AveragedRun, firstSteps } from '../../../src/paper/setting/first-steps.js';

/** The same parts, one of them wrapped: steps are then taken one by one. */
const oneByOne: Parts = { ...standardParts, uniformSampler: (seed, n) => standardParts.uniformSampler(seed, n) };
const asked: Omit<AveragedRun, 'start' | 'model'> = {
  data: dataset({
    x: [
      [1, 0.5],
      [0.25, 1],
      [-1, 0.125],
    ],
    y: [1, 1, -1],
  }),
  steps: 3000,
  alpha: 0.625,
  seed: 11,
  isInside: ([first = 0]) => first > 0,
};

describe('the first steps of SGD', () => {
  it.each([
    ['of ReLU', standardParts.relu, [0.5, 0.25]],
    ['of ReLU from where one sample acts and others are drawn in vain', standardParts.relu, [-0.5, 0.25]],
    ['of leaky ReLU', standardParts.leakyRelu(0.25), [-0.5, -0.25]],
    ['of the linear model', standardParts.linear, [0.5, 0.25]],
  ])('%s are to the bit those that are taken one by one', (_, model, start) => {
    const plain = firstSteps({ ...asked, model, start }, standardParts);

    expect(plain.arrived).toBe(true);
    expect(plain).toEqual(firstSteps({ ...asked, model, start }, oneByOne));
  });

  it('end where no sample acts any more', () => {
    const start = [-0.5, -0.25];
    const alone = { ...asked, data: dataset({ x: [[1, 0.5]], y: [1] }), model: standardParts.relu, start };

    const end = firstSteps(alone, standardParts);

    expect(end.arrived).toBe(false);
    expect(end).toEqual(firstSteps(alone, oneByOne));
  });

  it('are those taken one by one where weights leave the range of the kernel', () => {
    const far = { ...asked, model: standardParts.linear, start: [800, 800] };

    expect(firstSteps(far, standardParts)).toEqual(firstSteps(far, oneByOne));
  });

  it('end where w leaves the range of float64', () => {
    // A step along the first sample is of size 2^60 e^690, and one along the other is small.
    const x = [
      [2 ** 60, -(2 ** 60)],
      [1, 1],
    ];
    const out = {
      ...asked,
      data: dataset({ x, y: [1, 1] }),
      model: standardParts.linear,
      start: [-690 / 2 ** 61, 690 / 2 ** 61],
      steps: 1,
    };
    const ends = [1, 2, 3, 4, 5, 6].map((seed) => [{ ...out, seed }, standardParts.uniformSampler(seed, 2)()] as const);

    for (const [run, drawn] of ends) {
      expect(firstSteps(run, standardParts).arrived).toBe(drawn === 1);
      expect(firstSteps(run, standardParts)).toEqual(firstSteps(run, oneByOne));
    }
    expect(new Set(ends.map(([, drawn]) => drawn)).size).toBe(2);
  });
});
