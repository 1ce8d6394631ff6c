import { describe, expect, it } from 'vitest';
import { landmarkText } from '../../src/page/explorer/landmarks.js';

const SQUARE = [
  [4, 4],
  [-4, 4],
  [-4, -4],
  [4, -4],
];

describe('what is said of w beside a landmark', () => {
  it.each([
    ['inside', SQUARE, [1, -3]],
    ['inside', SQUARE.toReversed(), [1, -3]],
    ['inside', SQUARE, [4, 4]],
    ['inside', SQUARE, [4 + 1e-15, 1]],
    ['outside', SQUARE, [4.001, 1]],
    ['outside', SQUARE.toReversed(), [4.001, 1]],
    ['outside', SQUARE, [-9, 4]],
  ])('an outline: w is %s (case %#)', (where, points, w) => {
    expect(landmarkText({ name: 'the box', points }, w)).toBe(`the box; w is ${where}`);
  });

  it('a mark: where it is, and how far w is from it', () => {
    const mark = { name: 'the least loss', points: [[4, 1 / 3]] };

    expect(landmarkText(mark, [1, 1 / 3])).toBe('the least loss, at (4, 0.33333); w is 3.00 away');
    expect(landmarkText(mark, [4 + 2 ** -20, 1 / 3])).toBe('the least loss, at (4, 0.33333); w is 9.5e-7 away');
    expect(landmarkText(mark)).toBe('the least loss, at (4, 0.33333)');
    expect(landmarkText({ name: 'the box', points: SQUARE })).toBe('the box');
  });
});
