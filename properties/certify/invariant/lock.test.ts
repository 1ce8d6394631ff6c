/** Locks are proved where they are, hold plain steps, and are not proved where there is none. */

import { describe, expect, it } from 'vitest';
import { settingOf } from '../../../src/certify/enclosure/setting.js';
import { isKept, type Lock, lockFrom } from '../../../src/certify/invariant/lock.js';
import { rangeOf } from '../../../src/certify/invariant/lock-cycle.js';
import type { Case } from '../../../src/data/case.js';
import { nth } from '../../../src/numerics/lists.js';
import { dot } from '../../../src/numerics/vector.js';
import { guessLock, withHeight } from '../../../src/oracle/strike-cycle.js';
import { certify } from '../../support/certify.js';
import { lock, quickLock } from '../../support/limit-cases.js';

const { x } = quickLock.data;
const ETA = 1 / 2;

/** The case with some entries of its samples changed, and another start. */
function altered({
  entries = [],
  start = quickLock.start,
  eta = ETA,
}: {
  readonly entries?: readonly (readonly [i: number, j: number, value: number])[];
  readonly start?: readonly number[];
  readonly eta?: number;
} = {}): Case {
  const rows = x.map((row, i) => row.map((entry, j) => entries.find(([a, b]) => a === i && b === j)?.[2] ?? entry));
  return {
    ...quickLock,
    claim: 'thm-3.2/cases@repaired',
    data: { ...quickLock.data, x: rows },
    start,
    steps: { kind: 'constant', eta, count: 0 },
  };
}

function lockOf(input: Case): Lock {
  const at = settingOf(input, 200);
  return lockFrom(at, guessLock(at.data, at.input.start, ETA)!);
}

describe('a lock', () => {
  it('is proved of the case itself, with its cycle: x4, then x2 and x3 at once', () => {
    const { bursts, recurrent, slow, gain, radius } = lockOf(altered());

    expect({ bursts, recurrent, slow }).toEqual({ bursts: [[[3], [1, 2]]], recurrent: [1, 2, 3], slow: 0 });
    expect(gain.low > 0n).toBe(true);
    expect(radius.low > 0n).toBe(true);
  });

  it('refutes the repaired list of cases, with a certificate that no other start takes part in', () => {
    const certificate = certify(altered());

    expect(certificate?.restart).toBeUndefined();
    expect(certificate?.slack.high).toBeLessThan(0);
    expect(certificate?.argument.join(' ')).toContain('w.x2 >= ');
  });

  it('has floors that plain steps keep to for many cycles, and gains what they gain', () => {
    const input = altered();
    const { arithmetic } = settingOf(input, 200);
    const { floors, gain } = lockOf(input);
    const least = floors.map((floor) => arithmetic.bounds(floor).low);
    const w = Float64Array.from(input.start);
    const lowest = x.map(() => Number.POSITIVE_INFINITY);
    const gained: number[] = [];
    let before: number | undefined;
    for (let k = 0; k < 1_000_000; k++) {
      const heights = x.map((row) => dot(w, Float64Array.from(row)));
      heights.forEach((height, i) => {
        lowest[i] = Math.min(nth(lowest, i), height);
      });
      // A cycle begins where x4 alone becomes active.
      if (heights[3]! > 0 && heights[1]! <= 0 && heights[2]! <= 0) {
        if (before !== undefined) gained.push(heights[0]! - before);
        before = heights[0]!;
      }
      heights.forEach((height, i) => {
        if (height <= 0) return;
        const y = input.data.y[i]!;
        const by = (y * ETA * Math.exp(-y * height)) / 4;
        nth(x, i).forEach((entry, j) => {
          w[j]! += by * entry;
        });
      });
    }

    expect(gained.length).toBeGreaterThan(40);
    expect(Math.min(...gained)).toBeGreaterThanOrEqual(arithmetic.bounds(gain).low);
    lowest.forEach((height, i) => {
      expect(height).toBeGreaterThanOrEqual(nth(least, i) - 1e-9);
    });
    // The floor of x2 is no idle bound.
    expect(lowest[1]!).toBeLessThan(nth(least, 1) + 0.05);
  });
});

describe('heights that depend on nothing', () => {
  it('are where their centers are, to the unit', () => {
    const at = settingOf(altered(), 200);
    const center = [3n, -5n, 0n, 7n].map((low) => ({ low, high: low + 2n }));
    const heights = { center, slopes: center.map(() => []), radius: at.arithmetic.one };

    expect(center.map((_, i) => rangeOf(at, heights, i))).toEqual(center);
  });
});

describe('a cycle is kept', () => {
  const [radius, dip] = [
    { low: 8n, high: 8n },
    { low: 4n, high: 4n },
  ];
  const ended = {
    along: [
      { low: -8n, high: 8n },
      { low: 0n, high: 1n },
    ],
    gain: 1n,
    fall: 4n,
  };
  const kept = (change: Partial<typeof ended>): boolean => isKept({ ...ended, ...change }, radius, dip);

  it('where it ends in its box along every axis, higher than before, and dips no lower than it may', () => {
    expect(kept({})).toBe(true);
  });

  it.each<[string, Partial<typeof ended>]>([
    [
      'leaves the box along one axis, upwards',
      {
        along: [
          { low: 0n, high: 1n },
          { low: 0n, high: 9n },
        ],
      },
    ],
    [
      'leaves the box along one axis, downwards',
      {
        along: [
          { low: -9n, high: 1n },
          { low: 0n, high: 1n },
        ],
      },
    ],
    ['gains nothing', { gain: 0n }],
    ['dips lower', { fall: 5n }],
  ])('but not where it %s', (_, change) => {
    expect(kept(change)).toBe(false);
  });
});

describe('no lock is proved', () => {
  it('where another sample may be active before the one that is drifted into', () => {
    const { data, start } = settingOf(lock, 200).input;
    const guess = guessLock(settingOf(lock, 200).data, start, ETA)!;
    // x3 just below its kink, and x4 far below.
    const near = settingOf({ ...lock, data, start: [1.171875, -1.061, -4, 320] }, 200);

    expect(guess.first).toBe(3);
    expect(() => lockFrom(near, guess)).toThrow('another sample may be active first');
  });

  it('where the sample that is said to pull ever more slowly is a negative', () => {
    const { data, start } = settingOf(altered(), 200).input;
    const guess = guessLock(settingOf(altered(), 200).data, start, ETA)!;
    const turned = settingOf({ ...altered(), data: { ...data, y: data.y.map((y, i) => (i === guess.slow ? -1 : y)) } }, 200);

    expect(() => lockFrom(turned, guess)).toThrow('pulled by a negative');
  });

  it('where drifts are too long to be called small', () => {
    const at = settingOf(altered(), 200);
    const guess = guessLock(at.data, at.input.start, ETA)!;
    const from = (height: number): Case => altered({ start: Array.from(withHeight(at.data, guess, height)!) });

    expect(() => lockOf(from(4))).toThrow('no box of heights');
    expect(lockOf(from(9)).slow).toBe(0);
  });

  it.each([
    ['strikes on x4 do not lift x2', altered({ entries: [[1, 1, 0.5]] })],
    ['x3 does not throw x2 back', altered({ entries: [[2, 0, -0.25]] })],
    ['the step is not small in the sense of the claim', altered({ eta: 0.75 })],
    ['the claimed limit does not keep x2 inactive', altered({ entries: [[0, 2, 0.25]] })],
    ['the claimed limit has x2 on its kink', altered({ entries: [[0, 2, -0.25]] })],
  ])('where %s', (_, input) => {
    expect(certify(input)).toBeUndefined();
  });
});
