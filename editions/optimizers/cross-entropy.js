/** Multiclass cross-entropy of a linear model, whose parameters are a matrix, in scaled form. */

import * as cc from 'claimcheck/claims';
import { LOG_LOSS, LOG_SLOPE, logMeanExp, SMALL } from './objective.js';

/**
 * Samples with their classes 0, 1, ..., and the number of features and of classes. Parameters are a matrix W with one row a class, row by
 * row in one vector.
 *
 * @typedef {object} Multiclass
 * @property {readonly Float64Array[]} samples
 * @property {readonly number[]} classes
 * @property {number} count of classes
 */

/**
 * The problem of a case: its samples are the y_i x_i, and `vectors` has their classes and W_0, whose length tells how many classes there
 * are.
 *
 * @param {import('claimcheck/claims').Case} input
 * @returns {Multiclass & { readonly start: readonly number[] }}
 */
export function multiclassOf(input) {
  const data = cc.dataset(input.data);
  const [start, named] = [cc.vectorOf(input, 'parameters'), cc.vectorOf(input, 'classes')];
  const count = start.length / data.d;
  if (!Number.isInteger(count) || count < 2)
    throw new cc.NotACase(`vectors.parameters must have ${data.d} numbers for each of two classes or more`);
  const classes = Array.from({ length: data.n }, (_, i) => named[i] ?? 0);
  if (!classes.every((own) => Number.isInteger(own) && own >= 0 && own < count))
    throw new cc.NotACase(`vectors.classes must be whole numbers from 0 to ${count - 1}`);
  return { samples: cc.signedRows(data), classes, count, start };
}

/**
 * The matrices A_i,c = (e_y - e_c) x_i' for the class y of sample i and each other class c, row by row: <A_i,c, W> is the margin of the
 * sample against that class. The loss is the mean of ln(1 + sum_c e^-<A_i,c, W>).
 *
 * @param {Multiclass} problem
 */
export function pairsOf({ samples, classes, count }) {
  return samples.flatMap((sample, i) =>
    Array.from({ length: count }, (_, c) => c)
      .filter((c) => c !== classes[i])
      .map((c) => {
        const pair = new Float64Array(count * sample.length);
        pair.set(sample, classes[i] * sample.length);
        pair.set(
          sample.map((x) => 0 - x),
          c * sample.length,
        );
        return pair;
      }),
  );
}

/**
 * Evaluates the mean loss as {@link objective} does for two classes: `margins` are those of the pairs, `logSlope` is ln G with G the mean
 * of 1 - p_i, where p_i is the probability of sample i's own class.
 *
 * @param {Multiclass} problem
 * @returns {(w: Float64Array) => import('./objective.js').Evaluation}
 */
export function crossEntropy({ samples, classes, count }) {
  const [n, d] = [samples.length, samples[0].length];
  const logs = new Float64Array(n);
  const slopes = new Float64Array(n);
  // The probability of class c is e^score / whole; that of the own class is not kept.
  const scores = new Float64Array(n * count);
  const wholes = new Float64Array(n);
  const masses = new Float64Array(count * d);
  const occurs = masses.map((_, j) => (samples.some((sample) => sample[j % d] !== 0) ? 1 : 0));
  const out = {
    gradient: new Float64Array(count * d),
    exponent: 0,
    spread: false,
    margins: new Float64Array(n * (count - 1)),
    least: 0,
    logLoss: 0,
    logSlope: 0,
  };
  let largest = 0;
  /** Fills in what belongs to sample i. @param {number} i @param {Float64Array} w */
  const score = (i, w) => {
    const [own, at] = [classes[i] * d, i * count];
    let [most, sum, pair] = [Number.NEGATIVE_INFINITY, 0, i * (count - 1)];
    for (let c = 0; c < count; c++) {
      if (c === classes[i]) continue;
      let margin = 0;
      for (let j = 0; j < d; j++) margin += (w[own + j] - w[c * d + j]) * samples[i][j];
      out.margins[pair++] = margin;
      out.least = Math.min(out.least, margin);
      scores[at + c] = -margin;
      most = Math.max(most, -margin);
    }
    for (let c = 0; c < count; c++) if (c !== classes[i]) sum += cc.exp(scores[at + c] - most);
    const log = most + cc.log(sum);
    logs[i] = LOG_LOSS.logistic(-log);
    slopes[i] = LOG_SLOPE.logistic(-log);
    // Margins keep their digits where they are positive.
    const top = Math.max(0, most);
    wholes[i] = cc.exp(-top) + sum * cc.exp(most - top);
    for (let c = 0; c < count; c++) {
      scores[at + c] -= top;
      if (c !== classes[i]) largest = Math.max(largest, scores[at + c]);
    }
  };
  return (w) => {
    out.least = Number.POSITIVE_INFINITY;
    largest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < n; i++) score(i, w);
    out.logLoss = logMeanExp(logs);
    out.logSlope = logMeanExp(slopes);
    out.exponent = Math.round(largest / Math.LN2);
    out.gradient.fill(0);
    masses.fill(0);
    for (let i = 0; i < n; i++) {
      const own = classes[i] * d;
      for (let c = 0; c < count; c++) {
        if (c === classes[i]) continue;
        const weight = cc.expOver(scores[i * count + c], out.exponent) / wholes[i] / n;
        for (let j = 0; j < d; j++) {
          const part = weight * samples[i][j];
          out.gradient[c * d + j] += part;
          out.gradient[own + j] -= part;
          masses[c * d + j] += Math.abs(part);
          masses[own + j] += Math.abs(part);
        }
      }
    }
    out.spread = false;
    for (let j = 0; j < masses.length; j++) if (occurs[j] === 1 && masses[j] < SMALL) out.spread = true;
    return out;
  };
}
