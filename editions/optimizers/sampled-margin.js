/** Claims about a batch a step: their cases, and the bound on the margin that they share. */

import * as cc from 'claimcheck/claims';
import { batchError, batchesOf, runBatches } from './batches.js';
import { decaying, isMomentum, setting } from './cases.js';
import { objective } from './objective.js';

const STEPS = 1500;

/** Rows +-c_i in every entry, which all batches scale alike. */
export const evenData = cc
  .together({
    signs: cc.together({ a: cc.latticeVector(3, 1, 1), b: cc.latticeVector(3, 1, 1), c: cc.latticeVector(3, 1, 1) }),
    sizes: cc.oneOf([1, 1, 1], [1, 2, 1], [1, 0.5, 2]),
    samples: cc.oneOf(2, 3, 2),
  })
  .map(({ signs: { a, b, c }, sizes, samples }) => {
    // The first entry makes the data separable.
    const rows = [a, b, c]
      .slice(0, samples)
      .map((row, i) => [sizes[i], ...row.slice(1).map((value) => (value < 0 ? -sizes[i] : sizes[i]))]);
    return {
      data: { x: rows.map((row, i) => row.map((value) => (i === 1 ? -value : value))), y: [1, -1, 1].slice(0, samples) },
      separator: [1, 0, 0],
      labels: [],
    };
  });

/** @param {ReturnType<typeof cc.separable>} source */
export const sampled = (source) =>
  cc
    .together({
      drawn: source,
      decay: cc.oneOf(0.5, 0.25, 0.75, 0.5),
      beta1: cc.oneOf(0.9375, 0.875, 0.96875, 0.75),
      beta2: cc.oneOf(0.9375, 0.96875, 0.984375),
      batch: cc.oneOf(1, 2),
      random: cc.oneOf(0, 0, 1),
      halvings: cc.oneOf(4, 3, 5, 6),
      seed: cc.oneOf(1, 2, 3, 4),
    })
    .map(({ drawn: { data }, decay, beta1, beta2, batch, random, halvings, seed }) => {
      const largest = data.x.flat().reduce((size, value) => Math.max(size, Math.abs(value)), 2 ** -20);
      let eta = 2 ** 20;
      while (eta * largest > 2 ** -halvings) eta /= 2;
      return {
        data,
        start: data.x[0].map(() => 0),
        steps: cc.constantSteps(eta, STEPS),
        seed,
        vectors: { decay: [decay], beta1: [beta1], beta2: [beta2], batch: [batch], random: [random] },
      };
    });

/**
 * @param {import('claimcheck/claims').Case} input
 * @param {number} n
 */
function hypothesesOn(input, n) {
  const [beta1, batch] = [setting(input, 'beta1'), setting(input, 'batch')];
  return [
    decaying(input),
    isMomentum(beta1),
    cc.holds(cc.paper('batch', 'batches have 1 to n samples'), Number.isInteger(batch) && batch >= 1 && batch <= n),
  ];
}

/**
 * A claim about the margin in one norm.
 *
 * @param {object} about
 * @param {Pick<import('claimcheck/claims').ClaimDefinition, 'id' | 'source' | 'statement' | 'reason' | 'cases' | 'casesOn'>} about.words
 * @param {import('./geometry.js').Geometry} about.geometry
 * @param {(input: import('claimcheck/claims').Case, rows: readonly Float64Array[]) => readonly import('claimcheck/claims').Hypothesis[]} about.further
 * @param {(input: import('claimcheck/claims').Case, dimension: number) => import('./optimizers.js').State} about.stateOf
 */
export function sampledMargin({ words, geometry: { norm, dual, largestMargin }, further, stateOf }) {
  return cc.defineClaim({
    ...words,
    reading: 'repaired',
    chapter: 'batches',
    defaultCases: 150,
    slack: '(min_i y_i w_t.x_i - its lower bound) / (the sum of the sizes of the terms of the bound), smallest over the steps',
    required: { 'bound:positive': 0.02, 'order:random': 0.1 },
    evaluate(input, parts) {
      const data = cc.dataset(input.data);
      const rows = cc.signedRows(data);
      const hypotheses = [cc.isSeparable(data, parts), ...hypothesesOn(input, data.n), ...further(input, rows)];
      if (!cc.allMet(hypotheses)) return { hypotheses, labels: [] };
      const gamma = largestMargin(rows, parts);
      if (gamma === undefined) return { hypotheses, undecided: 'no largest margin was found', labels: [] };
      const B = cc.largest(rows.map((row) => dual(row)));
      const beta1 = setting(input, 'beta1');
      const batches = batchesOf(input, data.n);
      const average = batchError(beta1, data.n, batches.size);
      const slack = cc.slackRecord();
      const before = Float64Array.from(input.start);
      const moved = new Float64Array(data.d);
      const initial = cc.log(data.n) + objective(rows, 'exponential')(before).logLoss;
      let [length, gained, lost, share, positive] = [0, 0, 0, 0, false];
      const run = { rows, start: input.start, state: stateOf(input, data.d), steps: cc.stepCount(input), batches };
      runBatches(run, (k, w, begin) => {
        if (k > 0) {
          for (let j = 0; j < data.d; j++) moved[j] = w[j] - before[j];
          const p = norm(moved);
          length += p;
          gained += p * share;
          lost += (B * p) ** 2 * cc.exp(B * p) * 0.5;
          average.step(B * p);
          const lower = gained - lost - initial;
          positive ||= lower > 0;
          const scale = B * length + lost + Math.abs(initial);
          let least = Number.POSITIVE_INFINITY;
          for (const row of rows) least = Math.min(least, cc.dot(row, w));
          const reach = B * (norm(input.start) + length);
          const rounding =
            (cc.gamma(8 * (data.n + data.d + k) + 64) * (1 + reach) * (reach + k * B * norm(w)) * data.d) / (scale * (1 - beta1));
          slack.record((least - lower) / scale, rounding, k, () => `the least margin is ${least}, its lower bound ${lower}`);
        }
        before.set(w);
        average.add(begin);
        share = Math.max(gamma - 2 * B * average.error, -B);
      });
      return cc.conclude(hypotheses, slack, {
        undecided: 'every step is lost in rounding',
        labels: [
          ['bound', positive ? 'positive' : 'negative'],
          ['order', setting(input, 'random') === 0 ? 'cyclic' : 'random'],
        ],
      });
    },
  });
}
