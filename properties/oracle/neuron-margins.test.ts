import { expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { neuronMargins } from '../../src/oracle/neuron-margins.js';

// The shortest w with w.(1, 0) >= 1: (1, 0), and with w.(1, 1) <= 0, -1 or -2 besides: (1, -1), (1, -2) and (1, -3).
const data = dataset({
  x: [
    [1, 0],
    [1, 1],
  ],
  y: [1, -1],
});

it.each([
  [
    'the positives, and those where no negative is active, for ReLU',
    0,
    [
      ['positives', 1, 0],
      ['positives, no negative active', Math.SQRT1_2, -Math.SQRT1_2],
    ],
  ],
  ['all samples, the negatives by half, for a leaky ReLU', 1 / 2, [['all', 1 / Math.sqrt(10), -3 / Math.sqrt(10)]]],
  ['all samples alike for a linear model', 1, [['all', 1 / Math.sqrt(5), -2 / Math.sqrt(5)]]],
  ['none for a slope below 0', -1 / 2, []],
])('the max-margin directions are those of %s', (_, slope, expected) => {
  expect(neuronMargins(data, slope).map(({ over, direction }) => [over, ...direction])).toEqual(
    expected.map((entries) => entries.map((entry) => (typeof entry === 'number' ? expect.closeTo(entry, 14) : entry))),
  );
});

it('there is none of ReLU where no sample is positive', () => {
  expect(neuronMargins(dataset({ x: [[1, 1]], y: [-1] }), 0)).toEqual([]);
});
