/** What drives SGD on Combes-style data to its two ends, on iterates that are written down. */

import { describe, expect, it } from 'vitest';
import { standardParts } from '../../../src/claim/parts.js';
import type { SlackRecord } from '../../../src/claim/slack.js';
import type { SgdCase } from '../../../src/paper/stochastic/combes-run.js';
import { watchDichotomy } from '../../../src/paper/stochastic/dichotomy.js';
import { combesData as data, iterateAt } from '../../support/combes-steps.js';

/** What a watch records of steps, each with the sample that it drew and its size: slack, rounding, step. */
function watched(iterates: readonly (readonly number[])[], drawn: readonly number[], eta: number, parts = standardParts) {
  const seen: (readonly [number, number, number])[] = [];
  const slack = {
    record: (...[value, rounding, step]: Parameters<SlackRecord['record']>) => seen.push([value, rounding, step]),
    conclusion: () => undefined,
  };
  const watch = watchDichotomy({ least: { data, within: { positive: 2, negative: 1 / 2 } }, slack, parts } as unknown as SgdCase);
  for (const [k, sample] of drawn.entries()) watch.see(iterateAt(k, iterates[k]!, sample), iterateAt(k + 1, iterates[k + 1]!, -1), eta);
  const result = watch.result();
  return { seen, slacks: seen.map(([value]) => value), result };
}

describe('once a positive was active', () => {
  const [begun, wrong, awake] = [
    [0.5, 0.5],
    [-0.5, 1],
    [0.5, 1],
  ] as const;

  it('its product grows by the draws of it, and the others by least ratios of inner products', () => {
    // exp(w_0.x_p) = e, |x_p|^2 = 2 and eta = 1/2; the ratios are 1, 3/2 and 1/2.
    const least = Math.log(1 + Math.exp(-1));
    const drawn = watched([begun, [1.5, 0.5]], [0], 1 / 2);
    const other = watched([begun, [1.5, 0.5]], [1], 1 / 2);

    expect(drawn.slacks).toEqual([
      expect.closeTo((1 - least) / (2 + least), 12),
      0,
      expect.closeTo(0.5 / 3.5, 12),
      expect.closeTo(0.5 / 1.5, 12),
    ]);
    expect(other.slacks[0]).toBeCloseTo(1 / 2, 12);
    expect(drawn.result.labels).toEqual([['end', 'separable']]);
    // Products of at most |x_2| (|w_1| + |w_0|) in size.
    for (const [, rounding, step] of drawn.seen) {
      expect(step).toBe(1);
      expect(rounding).toBeGreaterThan(2 * 2 ** -53);
      expect(rounding).toBeLessThan(1000 * 2 ** -53);
    }
  });

  it('is known to have moved no further than rounding where it has not', () => {
    expect(
      watched([begun, begun], [1], 1 / 2)
        .seen.slice(1)
        .map(([, rounding]) => rounding),
    ).toEqual([1, 3 / 2, 1 / 2].map((ratio) => expect.closeTo(1 + ratio, 12)));
  });

  it('has bounds for the others by what it rose', () => {
    // x_1 rises by 2, x_2 by 4 and x_3 falls by 2.
    expect(watched([begun, [2.5, 0.5]], [1], 1 / 2).slacks.slice(2)).toEqual([expect.closeTo(1 / 7, 12), expect.closeTo(1 / 3, 12)]);
  });

  it('adds up its draws, from the first iterate at which it was', () => {
    const twice = watched([begun, [1, 0.5], [1.5, 0.5]], [0, 0], 1 / 2).slacks;
    const later = watched([[-0.5, 0.25], begun, [1.5, 0.5]], [0, 0], 1 / 2).slacks;

    const least = Math.log(1 + 2 * Math.exp(-1));
    expect(twice[4]).toBeCloseTo((1 - least) / (2 + least), 12);
    expect(later[0]).toBeCloseTo((1 - Math.log(1 + Math.exp(-1))) / (2 + Math.log(1 + Math.exp(-1))), 12);
  });

  it('is broken where a sample moves the wrong way, in steps that no draw takes', () => {
    expect(Math.min(...watched([begun, [0.5, 1.5]], [0], 1 / 2).slacks)).toBeCloseTo(-1, 12);
  });

  it('has a bound on the time, past which no other region is left', () => {
    const elsewhere = {
      ...standardParts,
      landscapeRegion: (...given: Parameters<typeof standardParts.landscapeRegion>) => ({
        ...standardParts.landscapeRegion(...given),
        kind: 'partial' as const,
      }),
    };

    expect(watched([begun, [1.5, 0.5]], [0], 1 / 2, elsewhere).slacks.at(-1)).toBe(-1);
    // w_0.x_3 = 1/2 is on the wrong side, by more than half of what the draw of x_1 is known to do, or by less.
    expect(watched([wrong, awake], [0], 1 / 2, elsewhere).slacks).not.toContain(-1);
    expect(watched([wrong, awake], [0], 10, elsewhere).slacks.at(-1)).toBe(-1);
  });

  it('is broken where no sample is active any more', () => {
    const { slacks, result } = watched([wrong, [0, -1]], [0], 1 / 2);

    expect(slacks.at(-1)).toBe(-1);
    expect(result.labels).toEqual([['end', 'silent']]);
  });
});

describe('while no positive was active', () => {
  const [begun, onKink, below] = [
    [-1, -1],
    [-1, 1],
    [0, -1],
  ] as const;

  it('each draw of an active negative lowers the products of all', () => {
    const { slacks, seen, result } = watched([begun, [-0.5, -1]], [2], 1 / 4);

    // A fall by 1/2, and by 1/4 times 1/2 at least.
    expect(slacks).toEqual([expect.closeTo((0.5 - 0.125) / 0.625, 12)]);
    expect(seen[0]![1]).toBeGreaterThan(2 ** -53);
    expect(result.labels).toEqual([['end', 'under-way']]);
  });

  it('other draws tell nothing', () => {
    // The first positive is on its kink, and the negative; and nothing at all is drawn.
    for (const { slacks, result } of [watched([onKink, onKink], [0], 1), watched([below, below], [2], 1), watched([], [], 1)]) {
      expect(slacks).toEqual([]);
      expect(result.conclusion).toMatchObject({ slack: 1, note: 'no draw has moved w' });
    }
    expect(watched([], [], 1).result).toMatchObject({ labels: [['end', 'silent']], conclusion: { step: 0 } });
  });
});
