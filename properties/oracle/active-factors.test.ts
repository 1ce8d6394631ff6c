import { beforeEach, describe, expect, it } from 'vitest';
import { ActiveFactors } from '../../src/oracle/active-factors.js';

/** The axes of four dimensions as active rows 5, 6, 7 and 8: the multiplier of each is its bound. */
const MULTIPLIERS = [2, 0, -1, 4];
let state: ActiveFactors;

beforeEach(() => {
  state = new ActiveFactors();
  const bound = new Float64Array(9);
  MULTIPLIERS.forEach((multiplier, i) => {
    const row = new Float64Array(4).fill(1, i, i + 1);
    const along = state.coefficients(row);
    state.add(5 + i, along, state.beside(row, along), 1);
    bound[5 + i] = multiplier;
  });
  state.restore(bound, new Float64Array(4));
});

describe('active rows', () => {
  it('are likely to stay where their multipliers are positive, the largest first', () => {
    expect([state.active, state.multipliers]).toEqual([[5, 6, 7, 8], MULTIPLIERS]);
    expect(state.likeliest()).toEqual([8, 5]);
  });

  it.each([
    ['the one whose multiplier is the first to fall to 0', [1, 0, 0, 4], [1, 3]],
    ['the earlier of two that fall to 0 together', [1, 0, 0, 2], [2, 0]],
    ['one that is 0 already, as soon as it falls', [1, 1, 0, 4], [0, 1]],
    ['one that is negative, at once', [1, 0, 1, 4], [0, 2]],
    ['none where all multipliers rise or stay', [-1, 0, -1, -4], [Number.POSITIVE_INFINITY, -1]],
    ['none whose fall is within rounding', [1e-14, 0, 0, 0], [Number.POSITIVE_INFINITY, -1]],
    ['one whose fall is beyond rounding', [2 ** -46, 0, 0, 0], [2 ** 47, 0]],
  ])('are blocked by %s', (_, response, expected) => {
    expect(state.blocking(Float64Array.from(response))).toEqual(expected);
  });

  it('that are dropped leave the others with what they have fallen to', () => {
    state.drop(3, 1, Float64Array.of(1, 0, -2, 4));

    expect([state.active, state.multipliers]).toEqual([
      [5, 6, 7],
      [1, 0, 1],
    ]);
  });
});
