import { describe, expect, it } from 'vitest';
import { standardParts } from '../../../src/claim/parts.js';
import { dataset } from '../../../src/data/dataset.js';
import { riseNear } from '../../../src/paper/landscape/rise-near.js';

describe('a step near a point', () => {
  const data = dataset({
    x: [
      [1, 0],
      [0, 2],
    ],
    y: [1, -1],
  });
  const stepOf = (w: readonly number[], direction: readonly number[]) => {
    const at = Float64Array.from(w);
    return riseNear(data, at, Float64Array.from(direction), standardParts.landscapeRegion(data, at), standardParts).step;
  };

  it('is a 16th, or so short that no w.x goes more than half its way to 0', () => {
    expect(stepOf([1, 1], [1, 1])).toBe(1 / 16);
    expect(stepOf([1 / 8, 1], [1, 0])).toBe(1 / 16);
    expect(stepOf([1 / 9, 1], [1, 0])).toBe(1 / 32);
    expect(stepOf([1, 1 / 64], [0, 1])).toBe(1 / 128);
  });

  it('heeds no sample on its kink, and no short one below 2^-1000', () => {
    expect(stepOf([0, 1], [1, 1])).toBe(1 / 16);
    expect(stepOf([1, 0], [1, 1])).toBe(1 / 16);
    expect(stepOf([2 ** -1060, 1], [1, 0])).toBe(2 ** -1000);
  });
});
