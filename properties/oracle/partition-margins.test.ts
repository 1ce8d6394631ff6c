/** Where theorem 4.1 sends single neurons: the max-margin direction of their partition, turned by the sign of their output weight. */

import { describe, expect, it } from 'vitest';
import { dataset } from '../../src/data/dataset.js';
import { neuronTargets, partitionMargins } from '../../src/oracle/partition-margins.js';

// The max-margin directions are (3/5, 4/5), and (0, -1) of the negative (0, 2).
const data = dataset({
  x: [
    [3, 4],
    [6, 8],
    [0, 2],
  ],
  y: [1, 1, -1],
});

describe('the targets of neurons', () => {
  it('are those of the one partition that they act on, by the sign of their output weights', () => {
    const margins = partitionMargins(data, [
      { members: [0, 1], neurons: [0, 1, 3] },
      { members: [2], neurons: [2, 3] },
    ]);
    const targets = neuronTargets(margins, [2, -1, -3, 1]);

    expect(targets.map(({ partition, neurons, sign }) => [partition, neurons, sign])).toEqual([
      [0, [0], 1],
      [0, [1], -1],
      [1, [2], -1],
    ]);
    expect(targets.map(({ direction }) => [...direction])).toEqual([
      [expect.closeTo(0.6), expect.closeTo(0.8)],
      [expect.closeTo(-0.6), expect.closeTo(-0.8)],
      [expect.closeTo(0), 1],
    ]);
  });

  it('are none of neurons whose output weight is 0', () => {
    const margins = partitionMargins(data, [{ members: [0, 1], neurons: [0, 1] }]);

    expect(neuronTargets(margins, [0, 2]).map(({ neurons, sign }) => [neurons, sign])).toEqual([[[1], 1]]);
  });

  it('are none of a partition that nothing separates', () => {
    const opposed = dataset({
      x: [
        [1, 0],
        [1, 0],
      ],
      y: [1, -1],
    });
    const margins = partitionMargins(opposed, [{ members: [0, 1], neurons: [0] }]);

    expect(margins[0]).not.toHaveProperty('best');
    expect(neuronTargets(margins, [1])).toEqual([]);
  });
});
