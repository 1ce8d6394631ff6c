/** How far runs of SGD really stray from their mean flow: many runs from one w_T against `meanFlow`. */

import { standardParts } from '../../src/claim/parts.js';
import { dataset } from '../../src/data/dataset.js';
import { meanFlow } from '../../src/expectation/mean-flow.js';
import { linear } from '../../src/model/neuron.js';
import { sgdReplicates } from '../../src/monte-carlo/replicates.js';
import { log, power } from '../../src/numerics/elementary.js';
import { iterateAverage } from '../../src/optimizer/average.js';
import { stochasticGradientDescent } from '../../src/optimizer/gradient-descent.js';
import { uniformSampler } from '../../src/optimizer/sampler.js';
import { maxMargin } from '../../src/oracle/max-margin.js';
import { firstSteps } from '../../src/paper/setting/first-steps.js';

/** Rows with pairwise inner products >= 0, an exponent, a start inside, and T. */
export interface StrayProblem {
  readonly name: string;
  readonly rows: readonly number[][];
  readonly alpha: number;
  readonly start: readonly number[];
  readonly from: number;
}

export const strayProblems: readonly StrayProblem[] = [
  {
    name: 'two rows at right angles',
    rows: [
      [1, 0],
      [0, 1],
    ],
    alpha: 0.75,
    start: [0.5, 0.25],
    from: 2000,
  },
  {
    name: 'a support vector with zero dual',
    rows: [
      [1, 0],
      [1, 0.5],
    ],
    alpha: 0.625,
    start: [0.25, 0],
    from: 4000,
  },
  {
    name: 'three rows, d = 3, alpha near 1',
    rows: [
      [1, 0.5, 0],
      [0.75, 0, 0.5],
      [0.5, 0.5, 1],
    ],
    alpha: 0.9,
    start: [0.5, 0.5, 0.25],
    from: 2000,
  },
];

/** Strays at one step: what was measured and what `meanFlow` promises. */
export interface Stray {
  readonly t: number;
  /** Square root of the mean of |w_t - W|^2 over the runs. */
  readonly root: number;
  /** |mean of w_t - W| and |mean of wbar_t - its flow|, and the standard error of the former. */
  readonly mean: number;
  readonly average: number;
  readonly standardError: number;
  readonly bound: number;
}

/** Follows one w_T with `replicates` runs and with the flow. */
export function strays({ rows, alpha, start, from }: StrayProblem, at: readonly number[], replicates: number, seed: number): Stray[] {
  const data = dataset({ x: rows, y: rows.map(() => 1) });
  const best = maxMargin({ dimension: data.d, atLeastOne: rows.map((row) => Float64Array.from(row)) });
  if (!best.feasible) throw new Error('rows without a margin');
  const { w, average } = firstSteps({ data, model: linear, start, alpha, steps: from, seed, isInside: () => true }, standardParts);
  const flow = meanFlow({ rows, n: data.n, gamma: best.margin, alpha, from, start: w, average, at: at.map(log) });
  if (flow.kind === 'unknown') throw new Error(flow.reason);
  const later = (k: number): number => power(from + k + 1, -alpha);
  const runs = sgdReplicates({
    data,
    model: linear,
    optimizer: stochasticGradientDescent,
    sampler: uniformSampler,
    average: iterateAverage,
    start: w,
    stepSize: later,
    weight: later,
    at: at.map((t) => t - from),
    active: Array.from({ length: data.n }, (_, i) => i),
    replicates,
    seed: seed + 1,
    drift: false,
  });
  return at.map((t, place) => {
    const here = flow.checkpoints[place]!;
    let square = 0;
    let mean = 0;
    let averaged = 0;
    for (let j = 0; j < data.d; j++) {
      const values = runs.values(place, runs.columns.iterate + j);
      square += values.reduce((sum, value) => sum + (value - here.w[j]!) ** 2, 0) / replicates;
      mean += (values.reduce((sum, value) => sum + value, 0) / replicates - here.w[j]!) ** 2;
      const means = runs.values(place, runs.columns.average + j);
      const since = means.reduce((sum, value) => sum + value, 0) / replicates;
      averaged += ((from * average[j]! + (t - from) * since) / t - here.average[j]!) ** 2;
    }
    return {
      t,
      root: Math.sqrt(square),
      mean: Math.sqrt(mean),
      average: Math.sqrt(averaged),
      standardError: Math.sqrt(square / replicates),
      bound: flow.distance,
    };
  });
}
