/** A batch a step: Signum still goes to the l-infinity margin, Adam on structured data to the Euclidean one. */

import * as cc from 'claimcheck/claims';
import { adam } from '../adam.js';
import { batchError, batchesOf, runBatches } from '../batches.js';
import { decaying, rateOf, setting } from '../cases.js';
import * as geometries from '../geometry.js';
import { objective } from '../objective.js';
import { momentumDescent } from '../steepest-descent.js';

const SOURCE = 'Baek, Song, Yun 2025 (arXiv 2510.26303; known here from its abstract)';
const STEPS = 1500;

/** Rows +-c_i in every entry, which all batches scale alike. */
const evenData = cc
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
const sampled = (source) =>
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
    cc.holds(cc.paper('beta', '0 <= beta1 < 1'), beta1 >= 0 && beta1 < 1),
    cc.holds(cc.paper('batch', 'batches have 1 to n samples'), Number.isInteger(batch) && batch >= 1 && batch <= n),
  ];
}

/**
 * A claim about the margin in one norm.
 *
 * @param {object} about
 * @param {Pick<import('claimcheck/claims').ClaimDefinition, 'id' | 'source' | 'statement' | 'reason' | 'cases' | 'casesOn'>} about.words
 * @param {import('../geometry.js').Geometry} about.geometry
 * @param {(input: import('claimcheck/claims').Case, rows: readonly Float64Array[]) => readonly import('claimcheck/claims').Hypothesis[]} about.further
 * @param {(input: import('claimcheck/claims').Case, dimension: number) => import('../optimizers.js').State} about.stateOf
 */
function sampledMargin({ words, geometry: { norm, dual, largestMargin }, further, stateOf }) {
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
      const B = Math.max(...rows.map((row) => dual(row)));
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

const BOUND = 'min_i y_i w_t.x_i >= sum_{k<t} p_k max(gamma - 2 B d_k, -B) - sum_{k<t} (B p_k)^2 e^(B p_k) / 2 - ln(n L(w_0)) at every t';
const LEGEND =
  'Here p_k is the length of step k, and d_k = n max_i |c_i - 1/n| + (n / b) (the weighted mean of e^(B (p_{k-1} + ...)) - 1) with c_i the weight of sample i in the average of the gradients, whatever the order of the batches of b samples. In cyclic order d_k tends to something of the order of n (1 - b1).';
const REASON =
  'The average m^ of the gradients of batches differs from the gradient g by at most B L d in the dual norm: by its weights on samples, whose losses are at most n L, and by how old they are. A step of length p in the steepest direction of m^ has g.Delta >= |m^|_* p - B L d p >= (|g|_* - 2 B L d) p, where |g|_* >= gamma L.';

/** @param {import('../steepest-descent.js').SteepestDescent} [optimizer] */
export const sampledSignum = (optimizer = momentumDescent(geometries.largest)) =>
  sampledMargin({
    words: {
      id: 'sampled/signum@repaired',
      source: `After ${SOURCE}: Signum goes to the l-infinity margin for any batch size, with beta near 1; the bound and its constants are derived here`,
      statement: `Linear model, exponential loss, Signum on batches: ${BOUND}, with lengths in l-infinity, gamma the largest margin over the l-infinity ball and B the largest l1 norm of a sample. ${LEGEND} So for beta near 1 and decaying steps the margin comes as near to gamma as one likes.`,
      reason: REASON,
      ...cc.onAnyData(cc.separable({ samples: [2, 4], dimension: [1, 3] }), sampled),
    },
    geometry: geometries.largest,
    further: () => [],
    stateOf: (input, dimension) => optimizer({ dimension, rate: rateOf(input), beta1: setting(input, 'beta1') }),
  });

/** @param {import('../adam.js').Adam} [optimizer] */
export const sampledAdam = (optimizer = adam) =>
  sampledMargin({
    words: {
      id: 'sampled/adam-l2@repaired',
      source: `After ${SOURCE}: there are data on which Adam, one sample a step, goes to the l2 margin; the structure, the bound and its constants are derived here`,
      statement: `Linear model, exponential loss, data with |x_i,j| = c_i in all entries j, Adam with epsilon = 0 on batches of one sample: ${BOUND}, with Euclidean lengths, gamma the largest l2 margin and B the largest length of a sample. ${LEGEND} So for b1 near 1 the l2 margin comes near to gamma, where full-batch Adam on the same data maximises the l-infinity margin (adam/l-infinity@repaired).`,
      reason: `All entries of a sample's gradient have one size, so all entries of v are equal, and the update is along m^. ${REASON}`,
      cases: sampled(evenData).map((drawn) => ({ ...drawn, vectors: { ...drawn.vectors, batch: [1] } })),
    },
    geometry: geometries.euclidean,
    further: (input, rows) => [
      cc.holds(
        cc.paper('even', '|x_i,j| = c_i for all j, one sample a step'),
        setting(input, 'batch') === 1 && rows.every((row) => row.every((value) => Math.abs(value) === Math.abs(row[0]))),
      ),
      cc.holds(cc.paper('beta2', '0 < beta2 < 1'), setting(input, 'beta2') > 0 && setting(input, 'beta2') < 1),
    ],
    stateOf: (input, dimension) =>
      optimizer({ dimension, rate: rateOf(input), epsilon: 0, beta1: setting(input, 'beta1'), beta2: setting(input, 'beta2') }),
  });
