import { expect, it } from 'vitest';
import { partitionByPattern, partitionsOf } from '../../src/oracle/pattern.js';

it('the neurons of a partition are those that are active on its samples', () => {
  const patterns = [
    [1, 0, 1],
    [0, 1, 0],
    [1, 0, 1],
    [0, 0, 0],
  ];

  expect(partitionsOf(partitionByPattern(patterns.map((bits) => Uint8Array.from(bits))))).toEqual({
    partitions: [
      { members: [0, 2], neurons: [0, 2] },
      { members: [1], neurons: [1] },
      { members: [3], neurons: [] },
    ],
    disjoint: true,
  });
});
