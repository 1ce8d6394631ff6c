import { describe, expect, it } from 'vitest';
import { verify } from '../../src/api/verify.js';
import { claimOf } from '../support/judging.js';

describe('verify on data that are given', () => {
  it.each<[string, number[][], string]>([
    ['an entry is too large', [[1], [1e151]], 'sample 1, feature 0 must be at most 1e+150 in size'],
    [
      'a sample is too short',
      [
        [1, 0],
        [0, -1e-151],
      ],
      'sample 1 must have an entry of at least 1e-150 in size',
    ],
  ])('is refused where %s to be squared', async (_, x, message) => {
    const judged = verify([claimOf('def/separable')], { data: { name: 'mine', data: { x, y: [1, -1] } } });

    await expect(judged).rejects.toThrow(RangeError);
    await expect(judged).rejects.toThrow(`mine: ${message}`);
  });

  it('is made where they are at the limits', async () => {
    const x = [
      [1e-150, 0],
      [0, 1e150],
    ];
    const { claims } = await verify([claimOf('def/separable')], { data: { name: 'mine', data: { x, y: [1, -1] } }, cases: 20 });

    expect(claims.map(({ id, verdict }) => [id, verdict])).toEqual([['def/separable', 'survives']]);
  });
});
