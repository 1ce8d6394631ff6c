/** Trials of the confidence limits on means of SGD that enumeration gives exactly. */

import fc from 'fast-check';
import { standardParts } from '../../src/claim/parts.js';
import { type Dataset, dataset } from '../../src/data/dataset.js';
import type { StepExpectations } from '../../src/expectation/quantities.js';
import { relu } from '../../src/model/neuron.js';
import { bettingLimits } from '../../src/monte-carlo/betting.js';
import { type Ceilings, ceilings, type Range } from '../../src/monte-carlo/ceilings.js';
import type { ReplicateColumns } from '../../src/monte-carlo/replicate-columns.js';
import { powerSchedule } from '../../src/optimizer/schedule.js';

/** A quantity with its exact mean. */
interface Quantity {
  readonly name: string;
  column(columns: ReplicateColumns): number;
  range(reached: Ceilings): Range;
  exact(steps: readonly StepExpectations[], eta: (k: number) => number, t: number): number;
}

const summed = (t: number, term: (k: number) => number): number => Array.from({ length: t }, (_, k) => term(k)).reduce((a, b) => a + b, 0);

/** What the claims take means of. */
export const quantities: readonly Quantity[] = [
  { name: 'L(w_t)', column: ({ loss }) => loss, range: ({ loss }) => loss, exact: (at, _, t) => at[t]!.loss.excess },
  {
    name: 'L(wbar_t)',
    column: ({ averageLoss }) => averageLoss,
    range: ({ loss }) => loss,
    exact: (at, _, t) => at[t]!.averageLoss.excess,
  },
  {
    name: '|w_t|^2',
    column: ({ normSquare }) => normSquare,
    range: (reached) => reached.squaredDistance([0, 0]),
    exact: (at, _, t) => at[t]!.normSquare,
  },
  { name: 'w_t', column: ({ iterate }) => iterate, range: (reached) => reached.along([1, 0]), exact: (at, _, t) => at[t]!.iterate[0]! },
  { name: 'wbar_t', column: ({ average }) => average, range: (reached) => reached.along([1, 0]), exact: (at, _, t) => at[t]!.average[0]! },
  {
    name: 'sum eta_k L(w_k)',
    column: ({ lossSum }) => lossSum,
    range: ({ lossSum }) => lossSum,
    exact: (at, eta, t) => summed(t, (k) => eta(k) * at[k]!.loss.excess),
  },
  {
    name: 'sum eta_k^2 |grad l|^2',
    column: ({ squareSum }) => squareSum,
    range: ({ squareSum }) => squareSum,
    exact: (at, eta, t) => summed(t, (k) => eta(k) ** 2 * at[k]!.gradientSquare),
  },
];

interface Drawn {
  readonly data: Dataset;
  readonly start: readonly number[];
  readonly alpha: number;
  readonly t: number;
  readonly seed: number;
}

/** Small data that no step leads out of the region of, some with rare positives. */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    positives: fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 8 })), { minLength: 1, maxLength: 2 }),
    negatives: fc.constantFrom(1, 2, 8),
    start: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 8 })),
    exponent: fc.integer({ min: 33, max: 63 }),
    t: fc.integer({ min: 1, max: 5 }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  })
  .map(({ positives, negatives, start, exponent, t, seed }) => ({
    data: dataset({
      x: [...positives.map(([a, b]) => [a / 10, b / 10]), ...Array.from({ length: negatives }, () => [-1, -1])],
      y: [...positives.map(() => 1), ...new Array<number>(negatives).fill(-1)],
    }),
    start: start.map((value) => value / 16),
    alpha: exponent / 64,
    t,
    seed,
  }));

/** What one trial came to. */
export interface Trial {
  readonly quantity: string;
  /** The exact mean lies below, or above, both limits: a check of a true inequality that it meets with equality calls it violated. */
  readonly falseAlarm: boolean;
  /** Whether the inequality was called when its right side lay below (above) the exact mean by twice the distance of mean and limit. */
  readonly foundBelow: boolean;
  readonly foundAbove: boolean;
}

/** Makes trials, the quantities in turn. `level` is that of both limits together. */
export function calibrationTrials(
  count: number,
  { level, replicates, seed }: { level: number; replicates: number; seed: number },
): Trial[] {
  return fc
    .sample(drawn, { seed, numRuns: count })
    .map((one, index) => trial(one, quantities[index % quantities.length]!, level, replicates));
}

function trial({ data, start, alpha, t, seed }: Drawn, quantity: Quantity, level: number, replicates: number): Trial {
  const eta = powerSchedule(alpha);
  const active = data.positives;
  const { at } = standardParts.sgdExpectations({ data, model: relu, start, stepSize: eta, steps: t + 1, active });
  const runs = standardParts.sgdReplicates({
    data,
    model: relu,
    optimizer: standardParts.stochasticGradientDescent,
    sampler: standardParts.uniformSampler,
    average: standardParts.iterateAverage,
    start,
    stepSize: eta,
    weight: eta,
    at: [t],
    active,
    replicates,
    seed,
    drift: false,
  });
  const exact = quantity.exact(at, eta, t);
  const range = quantity.range(ceilings(data, active, start, eta, [t])[0]!);
  const { mean, low, high } = bettingLimits(runs.values(0, quantity.column(runs.columns)), range, level);
  // Not random at all (wbar_1 = w_0): the limits are the value itself, to rounding.
  const slop = 1e-9 * Math.abs(exact);
  return {
    quantity: quantity.name,
    falseAlarm: low > exact + slop || high < exact - slop,
    foundBelow: low > exact - 2 * (mean - low) - slop,
    foundAbove: high < exact + 2 * (high - mean) + slop,
  };
}

/** P(X >= k) for X binomial, by adding the terms from the largest on. */
function upperTail(k: number, n: number, p: number): number {
  let logTerm = 0;
  for (let i = 1; i <= k; i++) logTerm += Math.log((n - k + i) / i);
  logTerm += k * Math.log(p) + (n - k) * Math.log1p(-p);
  let sum = 0;
  for (let i = k; i <= n; i++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(((n - i) / (i + 1)) * (p / (1 - p)));
  }
  return sum;
}

/** Clopper-Pearson interval for k successes of n, at confidence 1 - level. */
export function clopperPearson(k: number, n: number, level: number): readonly [number, number] {
  const root = (isBelow: (p: number) => boolean): number => {
    let [low, high] = [0, 1];
    for (let turn = 0; turn < 60; turn++) {
      const middle = (low + high) / 2;
      if (isBelow(middle)) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return [k === 0 ? 0 : root((p) => upperTail(k, n, p) < level / 2), k === n ? 1 : root((p) => 1 - upperTail(k + 1, n, p) > level / 2)];
}
