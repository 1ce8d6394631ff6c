import { describe, expect, it } from 'vitest';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import { lasting } from '../../../src/certify/invariant/lasting.js';

/** A case of leaky ReLU with slope 1; the last number of a sample is its label. */
function settingAt(samples: readonly (readonly number[])[], start: readonly number[]) {
  const data = { x: samples.map((row) => row.slice(0, -1)), y: samples.map((row) => row.at(-1)!) };
  return settingOf({ claim: 'leaky/gd', data, start, steps: { kind: 'constant', eta: 1, count: 0 }, slope: 1 }, 200);
}

describe('rows that oppose each other', () => {
  // r_1.r_2 < 0 and S = exp(-4) + exp(-2) at this start.
  const at = settingAt(
    [
      [1 / 32, 2, 1],
      [-1 / 64, 2, -1],
    ],
    [128, 0],
  );
  const outputs = [at.products[0]!, at.arithmetic.subtract(at.arithmetic.zero, at.products[1]!)];
  const lastingAt = (rate: number, values = outputs) => lasting(at, [0, 1], values, at.arithmetic.double(rate));

  it('are kept for a step with h R^2 S <= 3/4, and not for one above it', () => {
    // R^2 is 4 + 2^-10, S about 0.15365: the limit is at h = 1.2199.
    expect(lastingAt(1.21)).toBeDefined();
    expect(lastingAt(1.23)).toBeUndefined();
  });

  it('are kept above -ln S, and not where S may be 1 or more', () => {
    const least = lastingAt(0.5)!.least.map((value) => at.arithmetic.bounds(value).low);

    expect(least).toEqual([expect.closeTo(1.87308, 4), expect.closeTo(1.87308, 4)]);
    expect(
      lastingAt(
        0.01,
        outputs.map(() => at.arithmetic.quotient(69n, 100n)),
      ),
    ).toBeUndefined();
    expect(
      lastingAt(
        0.01,
        outputs.map(() => at.arithmetic.quotient(70n, 100n)),
      ),
    ).toBeDefined();
  });
});

describe('rows of which one opposes none, but two oppose each other', () => {
  const at = settingAt(
    [
      [0, 0, 1, 1],
      [1, 2, 0, 1],
      [1, -2, 0, 1],
    ],
    [2, 0, 2],
  );

  it('are kept by the second way alone', () => {
    expect(lasting(at, [0, 1, 2], at.products, at.arithmetic.double(2 ** -4))?.how[0]).toMatch(/S = sum/);
    expect(lasting(at, [0, 1, 2], at.products, at.arithmetic.double(4))).toBeUndefined();
  });
});

describe('rows that never oppose each other', () => {
  const at = settingAt(
    [
      [1, 0, 1],
      [0, 1, 1],
      [-1, -1, -1],
    ],
    [1, 1],
  );
  const values = (...entries: number[]) => entries.map((entry) => at.arithmetic.double(entry));
  const huge = at.arithmetic.double(2 ** 20);

  it('are kept for any step, above what they are now', () => {
    const outputs = values(2 ** -20, 2 ** -20, 2 ** -20);
    expect(lasting(at, [0, 1, 2], outputs, huge)?.least).toEqual(outputs);
  });

  it('are not kept where one of them is 0 or may be', () => {
    expect(lasting(at, [0, 1, 2], values(1, 0, 1), huge)).toBeUndefined();
    expect(lasting(at, [0, 1, 2], [...values(1, 1), { low: 0n, high: 5n }], huge)).toBeUndefined();
  });
});
