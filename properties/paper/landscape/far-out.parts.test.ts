import { describe, expect, it } from 'vitest';
import { judgeCase } from '../../../src/claim/outcome.js';
import { standardParts } from '../../../src/claim/parts.js';
import { dataset } from '../../../src/data/dataset.js';
import { exp } from '../../../src/numerics/elementary.js';
import { gamma } from '../../../src/numerics/rounding.js';
import { farOut, limitSlack, scaledLoss } from '../../../src/paper/landscape/far-out.js';
import { claimOf } from '../../support/judging.js';

const two = dataset({
  x: [
    [1, 0],
    [0, 1],
  ],
  y: [1, -1],
});

describe('a scale that is far out', () => {
  it('is the least power of two that brings the active sample of the longest to 48', () => {
    const scale = (...w: number[]) => farOut(two, Float64Array.from(w));

    expect(scale(48, 0)).toBe(1);
    expect(scale(24, 0)).toBe(2);
    expect(scale(24 - 2 ** -40, 0)).toBe(4);
    expect(scale(24, 6)).toBe(8);
  });

  it('is 1 where no sample is active', () => {
    expect(farOut(two, Float64Array.of(0, -1))).toBe(1);
  });

  it('brings a shorter sample further, by ln of the ratio of lengths', () => {
    // 48 + ln 4 is 49.4.
    const data = dataset({
      x: [
        [1, 0],
        [0, -4],
      ],
      y: [1, 1],
    });

    expect(farOut(data, Float64Array.of(48, 0))).toBe(2);
    expect(farOut(data, Float64Array.of(49.5, 0))).toBe(1);
    expect(farOut(data, Float64Array.of(49.2, 0))).toBe(2);
  });

  it('is as large as short samples need, whose squares are 0', () => {
    const short = dataset({ x: [[2 ** -600], [2 ** -599]], y: [1, 1] });

    // 48 + ln 2 for the shorter one.
    expect(farOut(short, Float64Array.of(49))).toBe(2 ** 600);
    expect(farOut(short, Float64Array.of(48))).toBe(2 ** 601);
  });

  it('is as large as a short w needs, and beyond float64 where that is', () => {
    expect(farOut(two, Float64Array.of(2 ** -1000, 0))).toBe(2 ** 1006);
    expect(limitSlack(two, Float64Array.of(2 ** -1000, 0), 1, standardParts).slack).toBe(1 / 2);
    expect(limitSlack(two, Float64Array.of(2 ** -1040, 0), 1, standardParts).slack).toBeNaN();
  });
});

describe('the loss at a scaled point', () => {
  const at = (w: readonly number[], a: number) => scaledLoss(two, Float64Array.from(w), a, standardParts);

  it('is the sum of exp(-w.x) for active positives, exp(w.x) for active negatives and 1 for the others', () => {
    expect(at([1, -1], 2).value).toBeCloseTo(exp(-2) + 1, 14);
    expect(at([-1, 1], 3).value).toBeCloseTo(1 + exp(3), 12);
  });

  it('is right to n gamma_4n, and to gamma_(d+4) |w|.|x| of each term', () => {
    expect(at([1, -1], 2).rounding).toBe(gamma(8) * 2 + gamma(6) * 2 * exp(-2) + gamma(6) * 2);
    expect(at([-1, 1], 3).rounding).toBe(gamma(8) * 2 + gamma(6) * 3 + gamma(6) * 3 * exp(3));
    expect(at([-1, -1], 3).rounding).toBe(gamma(8) * 2 + gamma(6) * 3 + gamma(6) * 3);
  });

  it('is the whole loss where exponents are shifted', () => {
    const { value, rounding } = at([0, 705], 1);

    expect(value / exp(705)).toBeCloseTo(1, 12);
    expect(rounding).toBeGreaterThan(0);
  });

  it('is not told where an entry overflows, or rounding turns a sign', () => {
    expect(at([2 ** 1000, 0], 2 ** 1000)).toEqual({ value: Number.NaN, rounding: Number.POSITIVE_INFINITY });
    // 1 + 2^-60 - 1 is 0 as it is computed.
    const data = dataset({ x: [[1, 2 ** -60, -1]], y: [1] });
    expect(scaledLoss(data, Float64Array.of(1, 1, 1), 1, standardParts)).toEqual({ value: Number.NaN, rounding: Number.POSITIVE_INFINITY });
    expect(scaledLoss(data, Float64Array.of(1, 0, 1), 1, standardParts).value).toBe(1);
  });

  it('is held against what it should tend to, to half a sample', () => {
    // Along (1, 1) the positive vanishes and the negative grows; along (1, -1) the loss tends to 1 of 2.
    expect(limitSlack(two, Float64Array.of(1, -1), 1, standardParts).slack).toBe(1 / 2);
    expect(limitSlack(two, Float64Array.of(1, -1), 3, standardParts).slack).toBe(-3 / 2);
    expect(limitSlack(two, Float64Array.of(1, -1), 0, standardParts)).toMatchObject({ slack: -1 / 2, step: 0 });
  });
});

describe('a direction shorter than 2^-900', () => {
  it.each(['thm-3.1/1', 'sec-3.1/linear-landscape'])('satisfies %s as any other does', (claim) => {
    const input = {
      claim,
      data: {
        x: [
          [1, 0],
          [-1, 0],
        ],
        y: [1, -1] as const,
      },
      start: [2 ** -1000, 0],
      steps: { kind: 'none' } as const,
      vectors: { separator: [1, 0], perturbation: [1, 0] },
    };

    expect(judgeCase(claimOf(claim), input, standardParts).kind).toBe('satisfied');
  });
});
