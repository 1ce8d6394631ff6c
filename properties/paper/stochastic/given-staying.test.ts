/** Given that SGD stays: exact sums, weighted runs, and samples that no staying run has drawn. */

import { describe, expect, it } from 'vitest';
import { standardParts } from '../../../src/claim/parts.js';
import { dataset, sample } from '../../../src/data/dataset.js';
import { sgdStaying } from '../../../src/expectation/staying.js';
import { bettingLimits } from '../../../src/monte-carlo/betting.js';
import { stayingRuns } from '../../../src/monte-carlo/staying-runs.js';
import { power } from '../../../src/numerics/elementary.js';
import { dot } from '../../../src/numerics/vector.js';
import { uniformSampler } from '../../../src/optimizer/sampler.js';
import { certifyCase, kindOf } from '../../support/literal.js';

const ALPHA = 0.75;
const eta = (k: number): number => power(k + 1, -ALPHA);

/** Obtuse positives, of which either's draws may throw the other out. */
const OBTUSE = {
  data: {
    x: [
      [1, 0.25],
      [-0.75, 0.5],
      [0.25, -1],
    ],
    y: [1, 1, -1],
  },
  start: [0.25, 0.75],
} as const;

/** A positive whose every draw carries the negative over its kink, at a right angle to the other positive. */
const HELD = {
  data: {
    x: [
      [0.5, 0, 0],
      [0, 0.5, 0],
      [0.5, 0, -1],
    ],
    y: [1, 1, -1],
  },
  start: [2 ** -10, 2 ** -10, 2 ** -11 + 2 ** -22],
} as const;

function exactSteps({ data: rows, start }: typeof OBTUSE | typeof HELD, steps: number): ReturnType<typeof sgdStaying> {
  const data = dataset(rows);
  const active = [0, 1];
  const isInside = (w: Float64Array): boolean => [0, 1, 2].every((i) => dot(w, sample(data, i)) > 0 === active.includes(i));
  return sgdStaying({ data, model: standardParts.relu, start, stepSize: eta, steps, active, isInside });
}

describe('weighted runs', () => {
  const steps = 4;
  const exact = exactSteps(OBTUSE, steps)[steps];
  const runs = stayingRuns({
    data: dataset(OBTUSE.data),
    model: standardParts.relu,
    sampler: uniformSampler,
    start: OBTUSE.start,
    stepSize: eta,
    weight: eta,
    at: [steps],
    active: [0, 1],
    replicates: 20_000,
    seed: 7,
  });
  const [row] = runs.rows;

  it('are put to data of which some draws lead out', () => {
    expect(exact?.probability).toBeLessThan(0.9);
    expect(exact?.probability).toBeGreaterThan(0.1);
    expect(runs.nearKink).toBe(false);
  });

  it.each([
    ['the probability of staying', () => 1, 1],
    ['the squares', (r: number) => row?.squareSum[r] ?? 0, 8],
    ['the loss of the average', (r: number) => row?.averageLoss[r] ?? 0, 1],
    ['the first entry of the average', (r: number) => (row?.average[0]?.[r] ?? 0) + 4, 8],
  ])('have the exact sums over the paths that stay within their limits: %s', (what, f, most) => {
    const values = Float64Array.from(row?.weight ?? [], (weight, r) => weight * f(r));
    const { low, high } = bettingLimits(values, [0, most], 1e-6);
    const known: Record<string, number> = {
      'the probability of staying': 1,
      'the squares': exact?.squareSum ?? Number.NaN,
      'the loss of the average': exact?.averageLoss ?? Number.NaN,
      'the first entry of the average': (exact?.average[0] ?? Number.NaN) + 4,
    };
    const truth = (exact?.probability ?? Number.NaN) * (known[what] ?? Number.NaN);

    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
    expect(high - low).toBeLessThan(0.05 * most);
  });

  it('would be found out without their weights', () => {
    const unweighted = row?.averageLoss.reduce((sum, value) => sum + value / runs.replicates, 0);

    expect(Math.abs((unweighted ?? 0) - (exact?.averageLoss ?? 0))).toBeGreaterThan(1e-3);
  });
});

describe('a sample whose draws all lead out', () => {
  const steps = 6;
  const all = exactSteps(HELD, steps);

  it('is never drawn by a run that stays', () => {
    for (const [t, { probability, average }] of all.entries()) {
      expect(probability).toBeCloseTo((2 / 3) ** t, 12);
      expect(average[0]).toBeCloseTo(HELD.start[0], 15);
      expect(average[2]).toBeCloseTo(HELD.start[2], 15);
    }
  });

  it('leaves the mean along the other where Jensen says, or further', () => {
    const square = 0.25;
    let sum = 0;
    let means = 0;
    for (const [t, { average }] of all.entries()) {
      if (t > 0) expect((average[1]! - HELD.start[1]) / 0.5).toBeGreaterThanOrEqual(means / t - 1e-12);
      means += Math.log(1 + square * 0.5 * Math.exp(-0.5 * HELD.start[1]) * sum) / square;
      sum += eta(t);
    }
  });

  it('breaks the bounds of theorems 3.3 and 3.4 far out, with a certificate, and keeps the repaired ones', () => {
    const far = { ...HELD, steps: { kind: 'power', alpha: 0.515625, count: 1e9 } } as const;
    const long = { ...far, data: { ...HELD.data, x: HELD.data.x.map((row, i) => (i < 2 ? row.map((entry) => 2.5 * entry) : row)) } };

    expect(kindOf('thm-3.4/staying@intended', far).kind).toBe('violated');
    expect(certifyCase('thm-3.4/staying@intended', far)?.slack.high).toBeLessThan(0);
    expect(kindOf('thm-3.3/staying@intended', long).kind).toBe('violated');
    expect(certifyCase('thm-3.3/staying@intended', long)?.slack.high).toBeLessThan(0);
    for (const id of ['thm-3.3/staying@repaired', 'thm-3.4/staying@repaired']) {
      expect(kindOf(id, { ...HELD, steps: { kind: 'power', alpha: 0.515625, count: 6 } }).kind).toBe('satisfied');
    }
  });

  it('is told from one whose draws stop leading out before t', () => {
    const soon = {
      ...HELD,
      start: [2 ** -10, 2 ** -10, 2 ** -11 + 2 ** -8],
      steps: { kind: 'power', alpha: 0.515625, count: 1e9 },
    } as const;

    expect(kindOf('thm-3.4/staying@intended', soon).kind).toBe('discarded');
    expect(certifyCase('thm-3.4/staying@intended', soon)).toBeUndefined();
  });
});
