import { describe, expect, it } from 'vitest';
import { dataset } from '../../../src/data/dataset.js';
import { exp } from '../../../src/numerics/elementary.js';
import { allowance, settling } from '../../../src/paper/linear-model/settling.js';
import { isUnderWay, type SettlingRun } from '../../../src/paper/linear-model/settling-runs.js';

/** A run on positives whose first is the only support vector, of which no more is told than its settling needs. */
function runOf(given: {
  readonly x: readonly (readonly number[])[];
  readonly p: readonly number[];
  readonly rho: readonly number[];
  readonly slowest?: number;
  readonly rate?: number;
  readonly at: readonly (readonly [s: number, w: readonly number[]])[];
}): SettlingRun {
  const { x, p, rho, slowest = 1, rate = 1, at } = given;
  return {
    data: dataset({ x, y: x.map(() => 1) }),
    start: p,
    rate,
    best: { support: [0] },
    limit: { p: Float64Array.from(p), rho: Float64Array.from(rho), basis: [Float64Array.from(p, (_, j) => (j === 0 ? 1 : 0))], slowest },
    checkpoints: at.map(([s, w]) => ({ s, w: Float64Array.from(w) })),
  } as unknown as SettlingRun;
}

describe('what is left of w - p ln t - rho', () => {
  it('is told at each checkpoint but the first, within the span of the support vectors', () => {
    const run = runOf({
      x: [[1, 0]],
      p: [1, 0],
      rho: [3, 0],
      at: [
        [800, [803, 9]],
        [900, [903.5, 8]],
        [1000, [1002.75, 7]],
      ],
    });

    expect(settling(run).map(({ s, delta }) => [s, delta])).toEqual([
      [900, 1 / 2],
      [1000, 1 / 4],
    ]);
    expect(settling(run)[0]!.w).toEqual(Float64Array.of(903.5, 8));
  });

  it('falls like exp(-kappa slowest ln t), kappa = (1 - e^-U) / U with U = B |delta|, where nothing else pulls', () => {
    // exp(-800) is 0.
    const boundOf = (delta: number, slowest: number) =>
      settling(
        runOf({
          x: [[2]],
          p: [1],
          rho: [0],
          slowest,
          at: [
            [800, [800 + delta]],
            [804, [804]],
          ],
        }),
      )[0]!.bound;

    expect(boundOf(1 / 2, 1)).toBeCloseTo(exp(-4 * (1 - exp(-1))) / 2, 14);
    expect(boundOf(1 / 4, 3)).toBeCloseTo(exp((-4 * 3 * (1 - exp(-1 / 2))) / (1 / 2)) / 4, 14);
    expect(boundOf(0, 3)).toBe(0);
  });

  it('counts as linear up to U = 1e-9, where 1 - e^-U is lost in rounding', () => {
    const [{ bound } = { bound: 0 }] = settling(
      runOf({
        x: [[1]],
        p: [0],
        rho: [0],
        slowest: 64,
        at: [
          [800, [1e-9]],
          [801, [0]],
        ],
      }),
    );

    expect(bound / (1e-9 * exp(-64))).toBeCloseTo(1, 12);
  });

  it('is driven by what is left of the finite steps, e^-s (B |p|)^2 |p|', () => {
    // At s = 10 from a distance of 0: U = B integral.
    const finite = exp(-10) * (2 * 3) ** 2 * 3;
    const run = runOf({
      x: [[2]],
      p: [3],
      rho: [0],
      at: [
        [10, [30]],
        [12, [36]],
      ],
    });

    expect(settling(run)[0]!.bound / finite).toBeCloseTo(1, 12);
  });

  /**
   * Beside x1 = (1, 0), which spans, x2 = (0, 1) has p.x2 - 1 = 1. At s = 60 its force is the rate where w.x2 is 61 or, with |delta| = 1/4,
   * 61 + 1/2; the way of w in between is at most 1 + 2 |delta|. What is left of the finite steps is below 1e-25.
   */
  const pulled = (rate: number, delta: number, slowest: number, later = 62) =>
    settling(
      runOf({
        x: [
          [1, 0],
          [0, 1],
        ],
        p: [0, 2],
        rho: [0, 0],
        slowest,
        rate,
        at: [
          [60, [delta, 61 + 2 * delta]],
          [later, [0, 0]],
        ],
      }),
    )[0]!.bound;

  it('is driven by other samples, whose force falls like exp(-(p.x - 1) s)', () => {
    const decay = (U: number) => (1 - exp(-U)) / U;

    // The gap, 1, is less than the decay, and then more.
    expect(pulled(1 / 8, 0, 4)).toBeCloseTo((2 * exp(-2)) / 8, 13);
    expect(pulled(1 / 8, 0, 1 / 2)).toBeCloseTo((2 * exp(-2 * (decay(1 / 8) / 2))) / 8, 13);
    expect(pulled(1 / 8, 1 / 4, 1 / 2, 63)).toBeCloseTo(
      (1 / 4) * exp((-3 * decay(3 / 8)) / 2) + (3 * exp((-3 * decay(3 / 8)) / 2)) / 8,
      13,
    );
  });

  it('is bounded while thrice the integral of those forces, times B, is at most 1', () => {
    expect(pulled(1 / 3, 0, 4)).toBeCloseTo((2 * exp(-2)) / 3, 13);
    expect(pulled(1 / 3 + 2 ** -50, 0, 4)).toBe(Number.POSITIVE_INFINITY);
  });

  it('counts forces by their lengths and gaps', () => {
    // x2 = (0, 1/2) has length 1/2 and gap 1/2: its force is rate / 2, and its integral rate. B is 1, w.x2 = 60 + (1/2) 1.
    const run = runOf({
      x: [
        [1, 0],
        [0, 1 / 2],
      ],
      p: [0, 3],
      rho: [0, 0],
      slowest: 4,
      rate: 1 / 8,
      at: [
        [60, [0, 121]],
        [62, [0, 0]],
      ],
    });

    expect(settling(run)[0]!.bound).toBeCloseTo((2 * exp(-2 * (1 / 2))) / 16, 13);
    const edge = { ...run, rate: 1 / 3 + 2 ** -50 };
    expect(settling(edge)[0]!.bound).toBe(Number.POSITIVE_INFINITY);
    expect(settling({ ...run, rate: 1 / 3 })[0]!.bound).toBeLessThan(1);
  });

  it('counts forces by B and by how far they are from their limit', () => {
    // B is 2, x2 = (0, 1/2) has gap 1, and its force is rate exp(60 - 61.25 + 1/4) / 2.
    const boundOf = (rate: number) =>
      settling(
        runOf({
          x: [
            [2, 0],
            [0, 1 / 2],
          ],
          p: [0, 4],
          rho: [0, 0],
          slowest: 4,
          rate,
          at: [
            [60, [0, 122.5]],
            [62, [0, 0]],
          ],
        }),
      )[0]!.bound;

    expect(boundOf(1 / 8)).toBeCloseTo((2 * exp(-1) * exp(-2)) / 16, 13);
    // 3 B integral is 3 rate / e.
    expect(boundOf(0.99 * (exp(1) / 3))).toBeLessThan(1);
    expect(boundOf(1.01 * (exp(1) / 3))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the part of the integrator', () => {
  it('is 1e-6 (1 + |p|)', () => {
    expect(allowance(runOf({ x: [[1, 0]], p: [3, 4], rho: [0, 0], at: [] }))).toBe(6e-6);
  });
});

describe('a mode', () => {
  it('is under way at ln t = 10^6 where exp(-slowest ln t) is above exp(-200)', () => {
    expect([1.99e-4, 2e-4, 2.01e-4].map((slowest) => isUnderWay({ slowest }))).toEqual([true, false, false]);
  });
});
