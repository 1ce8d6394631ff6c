/** Borders of the rate of averages, on courses that are written down. */

import { describe, expect, it } from 'vitest';
import { standardParts } from '../../../src/claim/parts.js';
import { averageDirection } from '../../../src/paper/setting/average-limit.js';
import { rateOf } from '../../../src/paper/setting/average-rate.js';
import { isOpen, rateSlack } from '../../../src/paper/setting/limit-direction.js';
import { type SettledRun, WINDOW } from '../../../src/paper/setting/settled-run.js';

type Followed = Parameters<typeof rateOf>[0];
type Averages = Followed['checkpoints'];

/** Five averages along (1, 0), the last one along (-1, 0): against a target (t, 0) they are off by 1 - t, the last by 1 + t. */
const turned = [1, 1, 1, 1, -1].map((sign) => ({
  average: Float64Array.of(sign * 4, 0),
  logLoss: { low: -1, high: -1 },
})) as unknown as Averages;

/** The last t in (-1, 0) at which a slack that falls from 1 is not below 0. */
function crossing(slackAt: (t: number) => number): number {
  let [low, high] = [-1, 0];
  for (let halving = 0; halving < 80; halving++) {
    const middle = (low + high) / 2;
    if (slackAt(middle) >= 0) low = middle;
    else high = middle;
  }
  return low;
}

describe('the rate of an average', () => {
  const alongAxis = (t: number, distance = 0): Followed => ({
    window: WINDOW,
    checkpoints: turned,
    distance,
    target: [t, 0],
    dividedBy: 'own-length',
    alpha: 0.75,
  });

  it('cannot be told where the ends between which the errors lie allow for it, and for more', () => {
    // All errors are 1/2 to within 1/5: at least 1 - 10 (3/10)^2 / (2 (7/10)^2) = 4/49 is allowed.
    const same = Array.from({ length: 5 }, () => ({ average: Float64Array.of(1, 0) })) as unknown as Averages;

    expect(rateOf({ ...alongAxis(1 / 2, 1 / 10), checkpoints: same }).undecided).toMatch(/too far to tell/);
  });

  it('that is just met is not looked at later', () => {
    const slackAt = (t: number, distance: number): number => rateOf(alongAxis(t, distance)).conclusion?.slack ?? -1;
    // Of some distances the slack is 0 there, to the bit.
    const [t, distance] = Array.from({ length: 64 }, (_, k) => k / 2 ** 20)
      .map((far) => [crossing((at) => slackAt(at, far)), far] as const)
      .find(([at, far]) => slackAt(at, far) === 0)!;
    const told = (at: number) => {
      const parts = { ...standardParts, meanFlow: () => ({ kind: 'followed', checkpoints: turned, distance }) as never };
      return averageDirection({ alpha: 0.75 } as never, [at, 0], parts);
    };

    expect(told(t).conclusion?.slack).toBe(0);
    expect(told(t + 2 ** -40).conclusion).toBeUndefined();
  });
});

describe('the rate of a run', () => {
  it('that is just met is not left open', () => {
    const checkpoint = (s: number, x: number) => ({ s, w: Float64Array.of(x, 0), active: [0], sliding: [] });
    const [first, middle, last] = [checkpoint(1e4, 8), checkpoint(1e5, 8), checkpoint(1e6, -8)];
    const run = { kind: 'settled', window: WINDOW, late: [first, middle, last], first, middle, last } as unknown as SettledRun;
    const t = crossing((at) => rateSlack(run, [at, 0]).slack);

    expect(rateSlack(run, [t, 0])).toMatchObject({ slack: 0, rounding: 1e-3 });
    expect(isOpen(rateSlack(run, [t + 2 ** -40, 0]))).toBe(true);
  });
});
