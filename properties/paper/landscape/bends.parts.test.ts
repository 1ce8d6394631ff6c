import { describe, expect, it } from 'vitest';
import { standardParts } from '../../../src/claim/parts.js';
import { slackRecord } from '../../../src/claim/slack.js';
import type { Case } from '../../../src/data/case.js';
import { dataset } from '../../../src/data/dataset.js';
import { exp } from '../../../src/numerics/elementary.js';
import { gamma } from '../../../src/numerics/rounding.js';
import { bendsOf, convexOn } from '../../../src/paper/landscape/bends.js';

/** A case on these samples; the point on a kink is looked for from the perturbation. */
function caseOf(
  x: readonly (readonly number[])[],
  y: readonly (1 | -1)[],
  start: readonly number[],
  perturbation: readonly number[],
): Case {
  return { claim: 'sec-2/nonconvex', data: { x, y }, start, steps: { kind: 'none' }, vectors: { perturbation } };
}

const bends = (x: readonly (readonly number[])[], y: readonly (1 | -1)[]) => {
  const zero = x[0]!.map(() => 0);
  return bendsOf(dataset({ x, y }), caseOf(x, y, zero, zero), standardParts);
};

describe('the bend of the loss across a kink', () => {
  it('of one positive is -1 but for its curvature', () => {
    const eps = 2 ** -8;
    const [bend] = bends([[1]], [1])!;

    expect(bend).toMatchObject({ expected: -1, curvature: eps });
    expect(bend!.measured).toBeCloseTo((exp(-eps) - 1) / eps, 10);
    expect(Math.abs(bend!.measured - bend!.expected)).toBeLessThan(bend!.curvature);
  });

  it('of one negative is 1, at a step that is shorter the longer it is', () => {
    // w is 0, and x.x = 4: a step of 2^-10 x moves w.x by 2^-8.
    const [bend] = bends([[2]], [-1])!;

    expect(bend).toMatchObject({ expected: 1, curvature: (2 ** -10 * 16 * exp(2 ** -8)) / 4 });
    expect(bend!.measured).toBeCloseTo((exp(2 ** -8) - 1) * 2 ** 8, 10);
  });

  it('of several samples on a line weighs them by their lengths', () => {
    // x_1.x_i is 1, -2 and 4.
    const [bend] = bends([[1], [-2], [4]], [1, -1, 1])!;

    expect(bend!.expected).toBe((-1 + 2 - 4) / 7);
    const eps = 2 ** -10;
    const side = (h: number) => exp(-Math.max(0, h)) + exp(Math.max(0, -2 * h)) + exp(-Math.max(0, 4 * h));
    expect(bend!.measured).toBeCloseTo((side(eps) + side(-eps) - 6) / (7 * eps), 10);
    expect(bend!.curvature).toBe((eps * 1 + eps * 4 * exp(2 * eps) + eps * 16) / 7);
  });

  it('leaves other samples on their sides', () => {
    // The point is (0, -1), where the second has w.x = -1 and moves by 4 eps.
    const [bend] = bends(
      [
        [1, 0],
        [4, 1],
      ],
      [1, 1],
    )!;

    expect(bend).toMatchObject({ expected: -1, curvature: 2 ** -10 * (1 + 16) });
    expect(bend!.measured).toBeCloseTo((exp(-(2 ** -10)) - 1) * 2 ** 10, 9);
    // And for a negative at (0, -1) with w.x = 1 exp(1 + 4 eps) bounds the second derivative by 16 exp(1 + 4 eps).
    const [active] = bends(
      [
        [1, 0],
        [4, -1],
      ],
      [1, -1],
    )!;
    expect(active!.curvature).toBe(2 ** -10 * (1 + 16 * exp(1 + 2 ** -8)));
  });

  it('leaves other samples on their sides where they are near their kinks, too', () => {
    const [bend] = bends(
      [
        [1, 0],
        [4, 1 / 2],
      ],
      [1, 1],
    )!;

    expect(bend!.curvature).toBe(2 ** -11 * (1 + 16));
  });

  it('is right to the rounding of three losses and of moves of w by the step, by the step', () => {
    const eps = 2 ** -10;
    // w is (0, -1): n gamma_4n each, and gamma_(d+4) |w|.|x| exp(-y w.x) of each sample.
    const losses = 4 * 2 * gamma(8) + gamma(6) * (2 + eps * exp(-eps) + (1 + 4 * eps) + eps + (1 + 4 * eps));
    const moves = 2 * 2 ** -53 * 16 * (1 + 1) * Math.sqrt(17);

    const [bend] = bends(
      [
        [1, 0],
        [4, 1],
      ],
      [1, -1],
    )!;

    expect(bend!.rounding / ((losses + moves) / eps + gamma(8))).toBeCloseTo(1, 12);
    // At 0 of one feature, with eps = 2^-10 and samples of lengths 2 and 1 whose products with the first are 4 and 2.
    const flat = 4 * 2 * gamma(8) + gamma(5) * (4 * eps * exp(-4 * eps) + 2 * eps * exp(2 * eps) + 4 * eps + 2 * eps);
    const [line] = bends([[2], [1]], [1, -1])!;
    expect(line!.rounding / ((flat + 2 * 2 ** -53 * 16 * 2 * 2) / (6 * eps) + gamma(8))).toBeCloseTo(1, 12);
  });

  it('is told of no line where one has no point on its kink alone', () => {
    // e_2, e_3 and (0, 2, 3), to which e_1 can be turned, lie on the kinks of others.
    const x = [
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [0, 3, -2],
    ];

    expect(bends(x, [1, 1, 1, 1])).toBeUndefined();
    expect(bends(x.slice(0, 3), [1, 1, 1])).toHaveLength(3);
  });
});

describe('convexity in the middle', () => {
  const slackOf = (y: 1 | -1, u: number, v: number) => {
    const slack = slackRecord();
    convexOn(dataset({ x: [[1]], y: [y] }), caseOf([[1]], [y], [u], [v]), standardParts, slack);
    return slack.conclusion();
  };

  it('is 1 less the loss there by the mean of both ends', () => {
    // exp(-max(0, w)) at -1 and 1 has the mean (1 + 1/e)/2, and 1 in the middle.
    expect(slackOf(1, -1, 1)?.slack).toBeCloseTo(1 - 2 / (1 + exp(-1)), 12);
    expect(slackOf(-1, -1, 1)?.slack).toBeCloseTo(1 - 2 / (1 + exp(1)), 12);
    expect(slackOf(-1, 1, 3)?.slack).toBeCloseTo(1 - (2 * exp(2)) / (exp(1) + exp(3)), 12);
  });

  it('is right to the rounding of three losses by the mean', () => {
    // At 1, 3 and 2: gamma_4 + gamma_5 |w| exp(w).
    const rounding = [1, 3, 2].reduce((sum, w) => sum + gamma(4) + gamma(5) * w * exp(w), 0) / ((exp(1) + exp(3)) / 2);

    expect(slackOf(-1, 1, 3)!.rounding / rounding).toBeCloseTo(1, 12);
  });

  it('is not judged where a loss overflows', () => {
    expect(slackOf(-1, 1, 800)).toBeUndefined();
  });
});
