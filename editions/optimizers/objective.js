/** Losses of a linear model in scaled form, so that a gradient of e^-5000 keeps its digits. */

import * as cc from 'claimcheck/claims';

/** @typedef {'exponential' | 'logistic'} Loss */

/**
 * One evaluation, written over by the next. The gradient is `gradient * 2^exponent`; the largest weight is near 1.
 *
 * @typedef {object} Evaluation
 * @property {Float64Array} gradient of the mean loss, as a mantissa
 * @property {number} exponent a whole number
 * @property {boolean} spread whether some entry is so much smaller than the others that its square would underflow
 * @property {Float64Array} margins y_i w.x_i
 * @property {number} least the least margin
 * @property {number} logLoss ln L
 * @property {number} logSlope ln G, where G is the mean of -l'(margin)
 */

/** Entries below this have squares near the end of the range; the largest is near 1. */
export const SMALL = 2 ** -400;

/** Margins beyond which ln ln(1 + e^-m) is -m - e^-m / 2 to the last bit. */
const FAR = 30;

/**
 * ln of the loss of a sample by its margin.
 *
 * @type {Readonly<Record<Loss, (margin: number) => number>>}
 */
export const LOG_LOSS = {
  exponential: (margin) => -margin,
  logistic: (margin) => (margin > FAR ? -margin - cc.exp(-margin) / 2 : cc.log(cc.logAddExp(0, -margin))),
};

/**
 * ln of minus the derivative of the loss of a sample by its margin.
 *
 * @type {Readonly<Record<Loss, (margin: number) => number>>}
 */
export const LOG_SLOPE = {
  exponential: (margin) => -margin,
  logistic: (margin) => -cc.logAddExp(0, margin),
};

/**
 * ln of the mean of e^values.
 *
 * @param {Float64Array} values
 */
export function logMeanExp(values) {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if (values[i] > largest) largest = values[i];
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += cc.exp(values[i] - largest);
  return largest + cc.log(sum / values.length);
}

/**
 * Evaluates the mean loss (1/n) sum_i l(a_i.w) of rows a_i = y_i x_i.
 *
 * @param {readonly Float64Array[]} rows
 * @param {Loss} loss
 * @returns {(w: Float64Array) => Evaluation}
 */
export function objective(rows, loss) {
  const [n, d] = [rows.length, rows[0].length];
  const logs = new Float64Array(n);
  const slopes = new Float64Array(n);
  const masses = new Float64Array(d);
  const occurs = masses.map((_, j) => (rows.some((row) => row[j] !== 0) ? 1 : 0));
  const out = {
    gradient: new Float64Array(d),
    exponent: 0,
    spread: false,
    margins: new Float64Array(n),
    least: 0,
    logLoss: 0,
    logSlope: 0,
  };
  return (w) => {
    out.least = Number.POSITIVE_INFINITY;
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      const margin = cc.dot(rows[i], w);
      out.margins[i] = margin;
      out.least = Math.min(out.least, margin);
      logs[i] = LOG_LOSS[loss](margin);
      slopes[i] = LOG_SLOPE[loss](margin);
      largest = Math.max(largest, slopes[i]);
    }
    out.logLoss = logMeanExp(logs);
    out.logSlope = logMeanExp(slopes);
    out.exponent = Math.round(largest / Math.LN2);
    const shift = out.exponent * Math.LN2;
    out.gradient.fill(0);
    masses.fill(0);
    for (let i = 0; i < n; i++) {
      const weight = cc.exp(slopes[i] - shift) / n;
      for (let j = 0; j < d; j++) {
        const part = weight * rows[i][j];
        out.gradient[j] -= part;
        masses[j] += Math.abs(part);
      }
    }
    out.spread = false;
    for (let j = 0; j < d; j++) if (occurs[j] === 1 && masses[j] < SMALL) out.spread = true;
    return out;
  };
}
