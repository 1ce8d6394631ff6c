import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { type Parts, standardParts } from '../../../src/claim/parts.js';
import { exp, log } from '../../../src/numerics/elementary.js';
import { gamma } from '../../../src/numerics/rounding.js';
import { claimOf } from '../../support/judging.js';

/** L(w) = (exp(-max(0, w)) + exp(max(0, -w))) / 2. */
const data = { x: [[1], [-1]], y: [1, -1] as const };

describe('app-b/smooth', () => {
  const judged = (x: readonly (readonly number[])[], y: readonly (1 | -1)[], parts: Parts = standardParts) => {
    const input = { claim: 'app-b/smooth', data: { x, y }, start: x[0]!.map(() => 0), steps: { kind: 'none' } as const };
    return judgeCase(claimOf(input.claim), input, parts).evaluation.conclusion!;
  };

  it('finds that the quotient of gradients grows e^64 / 2 times from 32, 64 to 64, 128', () => {
    const { slack, rounding } = judged(data.x, data.y);

    expect(slack).toBeCloseTo(2 - 64 / log(2), 10);
    // The terms of w.x are of its size for both.
    expect(rounding / (gamma(64 * 3) * 2 ** 11 * 2)).toBeCloseTo(1, 12);
  });

  it('goes along the longest negative, and allows for longer positives', () => {
    const x = [
      [-8, 1],
      [1, 0],
      [0, 2],
    ];
    const { slack, rounding } = judged(x, [1, -1, -1]);

    expect(slack).toBeCloseTo(2 - 64 / log(2), 10);
    // Along (0, 2), of square 4, the terms of the longest are 2, and along (4, 0), of square 16, 32.
    expect(rounding / (gamma(64 * 5) * 2 ** 11 * 2)).toBeCloseTo(1, 12);
    expect(
      judged(
        [
          [-8, 1],
          [4, 0],
          [0, 2],
        ],
        [1, -1, -1],
      ).rounding /
        (gamma(64 * 5) * 2 ** 11 * 3),
    ).toBeCloseTo(1, 12);
  });

  it('goes along the first of two that are as long', () => {
    const x = [
      [-8, 1],
      [0, 2],
      [2, 0],
    ];
    // Along (0, 2) no terms are larger than its own; along (2, 0) those of the positive are 16 against 4.
    expect(judged(x, [1, -1, -1]).rounding / (gamma(64 * 5) * 2 ** 11 * 2)).toBeCloseTo(1, 12);
  });

  it('takes gradients with their shifts', () => {
    const shifting: Parts = {
      ...standardParts,
      relu: {
        ...standardParts.relu,
        evaluate(of, w, into) {
          standardParts.relu.evaluate(of, w, into);
          into.shift = Math.abs(w[0]!) / 2;
          into.gradient.set(into.gradient.map((entry) => entry * exp(-into.shift)));
        },
      },
    };

    expect(judged(data.x, data.y, shifting).slack).toBeCloseTo(2 - 64 / log(2), 10);
  });
});

describe('app-b/smooth@repaired', () => {
  const judged = (u: number, move: number) => {
    const input = { claim: 'app-b/smooth@repaired', data, start: [u], steps: { kind: 'none' } as const, vectors: { move: [move] } };
    return judgeCase(claimOf(input.claim), input, standardParts).evaluation;
  };
  const quadratic = (u: number, move: number) => judged(u, move).conclusion?.parts?.find(({ name }) => name === 'quadratic');
  const sameNegatives = (u: number, move: number) => judged(u, move).hypotheses.find(({ id }) => id === 'same-negatives')?.slack;

  it('compares L with its quadratic bound, with beta of positives and active negatives', () => {
    // From 1 to 2: beta is 1/2.
    expect(quadratic(1, 1)?.slack).toBeCloseTo(1 - 2 * exp(-2), 12);
    // From -1 to -2: beta is (1 + e^2)/2, and back likewise.
    expect(quadratic(-1, -1)?.slack).toBeCloseTo((exp(1) + 1 / 4 - exp(2) / 4) / ((1 + exp(2)) / 4), 12);
    expect(quadratic(-2, 1)?.slack).toBeCloseTo((exp(2) / 2 - exp(2) / 2 + (1 + exp(2)) / 4 - exp(1) / 2) / ((1 + exp(2)) / 4), 12);
  });

  it('is right to what rounding leaves of each term, by the bound', () => {
    // From 1 to 2 by |w.x| = 1 and 2, the weights of both are 1: gamma_(n + 4 d + 16) (2 + 3) (1 + 3) over a quarter.
    expect(quadratic(1, 1)!.rounding / (4 * gamma(22) * 5 * 4)).toBeCloseTo(1, 12);
    expect(quadratic(-1, -1)!.rounding / ((gamma(22) * 5 * 4 * (1 + exp(2))) / 2 / ((1 + exp(2)) / 4))).toBeCloseTo(1, 12);
  });

  it('is about moves that change the activation of no negative, halved up to six times', () => {
    // The negative is inactive at 0, where a positive is, too.
    expect(quadratic(1, -2)?.slack).toBeCloseTo(4 * (exp(-1) - 1 / 4), 12);
    expect(judged(1, -2).labels).toEqual([
      ['positives', 'change'],
      ['negatives', 'inactive'],
    ]);
    expect(judged(-1, -1).labels).toEqual([
      ['positives', 'do not change'],
      ['negatives', 'active'],
    ]);
    expect([sameNegatives(1, -64), sameNegatives(1, -65)]).toEqual([1, -1]);
    expect([sameNegatives(-1, 1 / 2), sameNegatives(-1, 1), sameNegatives(-1, 64)]).toEqual([1, 1, -1]);
  });

  it('is not about points where exponents are shifted', () => {
    expect(sameNegatives(-800, 1)).toBe(-1);
    expect(sameNegatives(-800, 200)).toBe(-1);
    // Halved three times the move ends at -700, where they are not.
    expect(quadratic(-600, -800)).toEqual(quadratic(-600, -100));
    expect(sameNegatives(-600, -200)).toBe(1);
    expect(quadratic(-600, -200)?.slack).toBeGreaterThan(0);
  });

  it('says nothing of the bound where the move is lost in rounding', () => {
    expect(judged(1, 2 ** -60).conclusion).toMatchObject({ slack: (exp(-1) + 1) / 2 });
    expect(judged(1, 2 ** -60).conclusion?.parts).toBeUndefined();
  });
});
