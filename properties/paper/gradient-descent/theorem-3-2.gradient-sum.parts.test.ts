import { describe, expect, it } from 'vitest';
import { dataset } from '../../../src/data/dataset.js';
import type { LateStretch } from '../../../src/paper/gradient-descent/late-stretch.js';
import type { CountedKink } from '../../../src/paper/gradient-descent/struck-runs.js';
import { sumSlack } from '../../../src/paper/gradient-descent/theorem-3-2.gradient-sum.js';

/** The slacks of both sums for a positive of length 2 and negatives of lengths 1/2 and 1 at angles 0 and 180 degrees with it; n is 4. */
function judged(squares: number, kinks: readonly CountedKink[] = [{ sample: 1, strikes: 130, expected: 128 }], J = [0]) {
  const data = dataset({
    x: [
      [2, 0],
      [1 / 2, 0],
      [-1, 0],
      [0, 1],
    ],
    y: [1, -1, -1, -1],
  });
  const stretch: LateStretch = {
    J,
    settled: true,
    acts: Uint32Array.of(64, 8, 2, 0),
    together: 0,
    squares,
    quiet: 0,
    highest: new Float64Array(4),
    heaviest: 1 / 2,
    excess: { value: 0, step: 0 },
    w: Float64Array.of(0, 0),
    steps: 16,
  };
  return sumSlack({ data, rate: 1, stretch, kinks, from: 20, until: 24 }).conclusion;
}

function slacks(...given: Parameters<typeof judged>) {
  const conclusion = judged(...given);
  return Object.fromEntries((conclusion?.parts ?? []).map(({ name, slack }) => [name, slack]));
}

describe('the squared gradients of the plain steps', () => {
  // 8 strikes of (1/2)^2 and 2 of 1, by n^2.
  const counted = (8 / 4 + 2) / 16;
  // The positive adds at most 1/2 2/4 = 1/4 to a gradient, a drift is at most 1/4 1/2 1 = 1/8 wide for the first negative, and 0 for the other:
  // |x_j|/n is 1/8 and 1/4, off by 2/8 1/8 + 1/4 = 9/32 and by 1/4.
  const bound = 8 * (9 / 32) * (2 / 8 + 9 / 32) + 2 * (1 / 4) * (2 / 4 + 1 / 4) + 16 / 16;

  it('add up to those of the strikes, but for the width of a drift and what positives add', () => {
    expect(slacks(counted).strikes).toBe(1);
    expect(slacks(counted + bound / 2).strikes).toBe(1 / 2);
    expect(slacks(counted - bound / 4).strikes).toBe(3 / 4);
    expect(slacks(counted + 2 * bound).strikes).toBe(-1);
    expect(judged(counted + 2 * bound)?.note).toBe(
      `up to step 16 the squared gradients add up to ${counted + 2 * bound}, the strikes' to ${counted}; ${bound} is allowed`,
    );
  });

  it('may be off by twice as much of a drift and a gradient where two positives are active', () => {
    // The positive twice: 1/2 of a gradient, and drifts 1/4 wide.
    const twice = 8 * (1 / 16 + 1 / 2) * (2 / 8 + 1 / 16 + 1 / 2) + 2 * (1 / 2) * (2 / 4 + 1 / 2) + 16 / 4;

    expect(slacks(counted + twice / 2, undefined, [0, 0]).strikes).toBe(1 / 2);
  });
});

describe('the strikes of the count', () => {
  it('add up to those expected, but for 2 and a 128th of them, by their squared lengths', () => {
    expect(slacks(0).rate).toBe(1 - 2 / 3);
    expect(judged(5 / 32)?.note).toBe('from ln t = 20 to 24 the strikes add 2.03125; 2 is expected');
    expect(slacks(0, [{ sample: 1, strikes: 126, expected: 128 }]).rate).toBe(1 - 2 / 3);
    // 4 of a quarter each are as many as one less of 1: rooms 3/4 and 4.
    const both = [
      { sample: 1, strikes: 132, expected: 128 },
      { sample: 2, strikes: 255, expected: 256 },
    ];
    expect(slacks(0, both).rate).toBe(1);
    expect(
      slacks(
        0,
        both.map((kink) => ({ ...kink, strikes: kink.expected + 1 })),
      ).rate,
    ).toBeCloseTo(1 - 1.25 / 4.75, 14);
  });
});
