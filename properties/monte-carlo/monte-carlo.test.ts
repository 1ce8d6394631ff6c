import fc from 'fast-check';
import seedrandom from 'seedrandom';
import { describe, expect, it } from 'vitest';
import { standardParts } from '../../src/claim/parts.js';
import { type Dataset, dataset } from '../../src/data/dataset.js';
import { sgdExpectations } from '../../src/expectation/expectations.js';
import { oneDirectionBounds } from '../../src/expectation/one-direction.js';
import { payForCases } from '../../src/judge/allowance.js';
import { relu } from '../../src/model/neuron.js';
import { alphaLedger, CASE_ALLOWANCE, RUN_ALLOWANCE } from '../../src/monte-carlo/alpha-ledger.js';
import { bettingLimits } from '../../src/monte-carlo/betting.js';
import { ceilings } from '../../src/monte-carlo/ceilings.js';
import { type Replicates, sgdReplicates } from '../../src/monte-carlo/replicates.js';
import { powerSchedule } from '../../src/optimizer/schedule.js';
import { run } from '../../src/trajectory/run.js';
import { claimOf } from '../support/judging.js';

/** Positives in a cone with a start in it, negatives behind. */
const closed = fc
  .record({
    positives: fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 8 })), { minLength: 1, maxLength: 2 }),
    negatives: fc.integer({ min: 1, max: 2 }),
    start: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 8 })),
    exponent: fc.integer({ min: 33, max: 63 }),
  })
  .map(({ positives, negatives, start, exponent }) => ({
    data: dataset({
      x: [...positives.map(([a, b]) => [a / 10, b / 10]), ...Array.from({ length: negatives }, () => [-1, -1])],
      y: [...positives.map(() => 1), ...new Array<number>(negatives).fill(-1)],
    }),
    start: start.map((value) => value / 16),
    alpha: exponent / 64,
  }));

function replicates(data: Dataset, start: readonly number[], alpha: number, at: readonly number[], count: number, seed = 7): Replicates {
  return sgdReplicates({
    data,
    model: relu,
    optimizer: standardParts.stochasticGradientDescent,
    sampler: standardParts.uniformSampler,
    average: standardParts.iterateAverage,
    start,
    stepSize: powerSchedule(alpha),
    weight: powerSchedule(alpha),
    at,
    active: data.positives,
    replicates: count,
    seed,
    drift: true,
  });
}

describe('alpha ledger', () => {
  it('records what is spent and refuses what is not there', () => {
    const ledger = alphaLedger(1e-9);

    ledger.spend('first', 6e-10);

    expect(() => ledger.spend('second', 5e-10)).toThrow(/second asks for 5e-10/);
    expect(ledger.spends).toEqual([{ check: 'first', amount: 6e-10 }]);
    expect(ledger.spent).toBe(6e-10);
    expect(() => ledger.spend('third', 0)).toThrow(RangeError);
  });

  it('pays out equal shares to the last one, whatever their number', () => {
    for (const count of [3, 7, 49, 1000]) {
      const ledger = alphaLedger(1e-14);
      for (let i = 0; i < count; i++) ledger.spend(`check ${i}`, 1e-14 / count);

      expect(() => ledger.spend('one more', 1e-14 / count)).toThrow(RangeError);
    }
  });

  it('keeps a run of statistical claims within 1e-9, and claims that are exact are free', () => {
    const claim = claimOf('prop-1/long@intended');
    const most = Math.round(RUN_ALLOWANCE / CASE_ALLOWANCE);

    expect(payForCases([{ claim, size: most }]).spent).toBeLessThanOrEqual(RUN_ALLOWANCE * (1 + 1e-9));
    expect(() => payForCases([{ claim, size: most + 1 }])).toThrow(/fewer --cases/);
    expect(payForCases([{ claim: claimOf('lem-f2'), size: 10 * most }]).spent).toBe(0);
  });
});

describe('betting limits', () => {
  const laws: readonly { name: string; mean: number; draw: (random: () => number) => number }[] = [
    { name: 'uniform', mean: 0.5, draw: (random) => random() },
    { name: 'rare ones', mean: 0.02, draw: (random) => (random() < 0.02 ? 1 : 0) },
    { name: 'frequent ones', mean: 0.97, draw: (random) => (random() < 0.97 ? 1 : 0) },
    { name: 'narrow', mean: 0.4, draw: (random) => 0.4 + 0.01 * (random() - 0.5) },
  ];

  it.each(laws)('at level 0.1 miss the mean of a law ($name) in at most one of ten runs', ({ name, mean, draw }) => {
    const random = seedrandom(`limits/${name}`);
    let missed = 0;
    for (let trial = 0; trial < 400; trial++) {
      const { low, high } = bettingLimits(
        Float64Array.from({ length: 200 }, () => draw(random)),
        [0, 1],
        0.1,
      );
      if (!(low <= mean && mean <= high)) missed++;
    }

    expect(missed).toBeLessThanOrEqual(40);
  });

  it('at level 1e-16 are closer than those of Maurer and Pontil', () => {
    const random = seedrandom('close');
    const values = Float64Array.from({ length: 1000 }, () => 0.4 + 0.2 * random());
    const mean = values.reduce((sum, value) => sum + value, 0) / 1000;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 999;
    const empiricalBernstein = Math.sqrt((2 * variance * Math.log(4e16)) / 1000) + (7 * Math.log(4e16)) / (3 * 999);

    const { low, high } = bettingLimits(values, [0, 1], 1e-16);

    expect(high - low).toBeLessThan(2 * empiricalBernstein);
    expect(high - low).toBeGreaterThan(0.01);
  });

  it('refuse a value outside the range', () => {
    expect(() => bettingLimits(Float64Array.of(0.5, 1.5), [0, 1], 0.1)).toThrow(/1.5 lies outside/);
  });
});

describe('replicates', () => {
  it('are the runs of the step-by-step engine from the same seeds', () => {
    fc.assert(
      fc.property(closed, ({ data, start, alpha }) => {
        const runs = replicates(data, start, alpha, [1, 17], 3, 5);

        for (let r = 0; r < 3; r++) {
          const alone = run({
            data,
            model: relu,
            start,
            optimizer: standardParts.stochasticGradientDescent,
            stepSize: powerSchedule(alpha),
            steps: 17,
            sampler: standardParts.uniformSampler(5 + 2 ** 32 * r, data.n),
          });
          for (let j = 0; j < data.d; j++) expect(runs.values(1, runs.columns.iterate + j)[r]).toBe(alone.w[j]);
        }
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it('have the means that enumeration gives, within limits at level 1e-6', () => {
    fc.assert(
      fc.property(closed, ({ data, start, alpha }) => {
        const t = 5;
        const runs = replicates(data, start, alpha, [t], 1500);
        const exact = sgdExpectations({
          data,
          model: relu,
          start,
          stepSize: powerSchedule(alpha),
          steps: t + 1,
          active: data.positives,
        }).at;
        const bounds = ceilings(data, data.positives, start, powerSchedule(alpha), [t])[0]!;
        const { columns } = runs;
        const eta = powerSchedule(alpha);
        const sum = (term: (k: number) => number): number => [0, 1, 2, 3, 4].reduce((total, k) => total + term(k), 0);
        const means: [number, readonly [number, number], number][] = [
          [columns.loss, bounds.loss, exact[t]!.loss.excess],
          [columns.averageLoss, bounds.loss, exact[t]!.averageLoss.excess],
          [columns.normSquare, bounds.squaredDistance([0, 0]), exact[t]!.normSquare],
          [columns.iterate, bounds.along([1, 0]), exact[t]!.iterate[0]!],
          [columns.average + 1, bounds.along([0, 1]), exact[t]!.average[1]!],
          [columns.lossSum, bounds.lossSum, sum((k) => eta(k) * exact[k]!.loss.excess)],
          [columns.squareSum, bounds.squareSum, sum((k) => eta(k) ** 2 * exact[k]!.gradientSquare)],
        ];

        for (const [column, range, expected] of means) {
          const { low, high } = bettingLimits(runs.values(0, column), range, 1e-6);
          expect(low).toBeLessThanOrEqual(expected + 1e-12);
          expect(high).toBeGreaterThanOrEqual(expected - 1e-12);
        }
      }),
      { seed: 2, numRuns: 12 },
    );
  });

  it('stay under their ceilings, which are reached where nothing is silent', () => {
    const alone = dataset({ x: [[1.25]], y: [1] });
    const bounds = ceilings(alone, [0], [0.125], powerSchedule(0.75), [200])[0]!;

    const runs = replicates(alone, [0.125], 0.75, [200], 1);

    const [reached] = runs.values(0, runs.columns.iterate);
    expect(reached).toBeLessThanOrEqual(bounds.along([1])[1]);
    expect(reached).toBeGreaterThan(0.8 * bounds.along([1])[1]);
    expect(runs.values(0, runs.columns.pathLength)[0]).toBeLessThanOrEqual(bounds.pathLength[1]);
  });

  it('record martingales: w_t + drift and |w_t|^2 + descent - squares have the means of their starts', () => {
    const data = dataset({
      x: [
        [1, 0.25],
        [0.25, 0.5],
        [-1, -1],
      ],
      y: [1, 1, -1],
    });
    const exact = sgdExpectations({ data, model: relu, start: [0.25, 0.125], stepSize: powerSchedule(0.75), steps: 3, active: [0, 1] }).at;

    const runs = replicates(data, [0.25, 0.125], 0.75, [3], 20_000);

    const mean = (column: number): number => runs.values(0, column).reduce((sum, value) => sum + value, 0) / 20_000;
    const drift = [0, 1, 2].reduce((sum, k) => sum + powerSchedule(0.75)(k) * exact[k]!.gradient[0]!, 0);
    expect(mean(runs.columns.drift)).toBeCloseTo(drift, 2);
    expect(mean(runs.columns.descent)).toBeCloseTo(
      [0, 1, 2].reduce((sum, k) => sum + 2 * powerSchedule(0.75)(k) * exact[k]!.descent, 0),
      2,
    );
  });
});

describe('bounds where all active samples are one', () => {
  it('hold the exact expectations, closely', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 33, max: 63 }),
        fc.integer({ min: 1, max: 16 }),
        (length, silent, exponent, begin) => {
          const x = length / 8;
          const data = dataset({ x: [[x], ...Array.from({ length: silent }, () => [-1])], y: [1, ...new Array<number>(silent).fill(-1)] });
          const eta = powerSchedule(exponent / 64);
          const exact = sgdExpectations({ data, model: relu, start: [begin / 16], stepSize: eta, steps: 10, active: [0] }).at;

          const bounds = oneDirectionBounds(1 / (1 + silent), x * x, (x * begin) / 16, eta, 10);

          exact.forEach(({ loss, iterate, average }, t) => {
            const { low, high } = bounds[t]!.loss;
            expect(loss.reduced).toBeGreaterThanOrEqual(low - 1e-12);
            expect(loss.reduced).toBeLessThanOrEqual(high + 1e-12);
            for (const [value, range] of [
              [iterate, bounds[t]!.moved],
              [average, bounds[t]!.averageMoved],
            ] as const) {
              const moved = (value[0]! - begin / 16) / x;
              expect(moved).toBeGreaterThanOrEqual(range.low - 1e-12);
              expect(moved).toBeLessThanOrEqual(range.high + 1e-12);
            }
          });
          const last = bounds[10]!.moved;
          expect(last.high).toBeLessThanOrEqual(3 * last.low);
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });

  it('refute lemma F.1 as printed for one positive of 128: 0.23 or less against 0.28 or more at t = 300', () => {
    const [t, n, alpha, square] = [300, 128, 33 / 64, 1.999];
    const B = Math.sqrt(square);
    const eta = powerSchedule(alpha);

    const { averageMoved, weightedLosses } = oneDirectionBounds(1 / n, square, 1e-6, eta, t)[t]!;

    // gamma = B for one positive; the terms in |w_0|^2 are left out.
    const u = (Math.log(t) / B) ** 2;
    const bound =
      1 / t +
      u / (2 * t) +
      4 ** (alpha - 1) * t ** (alpha - 1) * (u + (2 * t ** -alpha) / (1 - alpha)) +
      (square / (2 * t)) * weightedLosses.high;
    expect(B * averageMoved.high).toBeLessThan(0.23);
    expect(-Math.log(bound) / B).toBeGreaterThan(0.28);
  });
});
