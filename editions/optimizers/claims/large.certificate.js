/** Certificate of how long the unstable phase of gradient descent lasts: the run, enclosed by intervals. */

import * as cc from 'claimcheck/claims';
import { runScaled } from '../optimizers.js';
import { gradientDescent } from '../steepest-descent.js';

/** @typedef {import('claimcheck/claims').Interval} Interval */

/** Steps that are followed. */
const MOST_STEPS = 4000;

/**
 * Shows the last step s at which the loss rises that can be shown, from w_0 = 0 in a plane, and encloses (s + 1) (gamma / B) / n.
 *
 * @param {import('claimcheck/claims').Setting} at
 * @returns {import('claimcheck/claims').Finding}
 */
export function enclosedPhase(at) {
  const { arithmetic: a, data, input } = at;
  const rows = cc.signedRows(data).map((row) => Array.from(row, (x) => a.double(x)));
  const eta = cc.eta(input);
  const isFromZero = input.start.every((w) => w === 0);
  cc.mustHold(data.d === 2 && eta > 0 && isFromZero, 'the claim is about a positive step from 0, the quantity about a plane');
  const { hypothesis } = cc.separatorOf(at);
  const last = lastRise(at, rows);
  const square = rows.reduce((most, row) => largerOf(most, a.inner(row, row)), a.zero);
  const share = a.multiply(marginOf(at, rows), a.reciprocal(cc.enclosedRoot(a.precision, square)));
  const phase = a.divide(a.multiply(a.integer(BigInt(last + 1)), share), BigInt(data.n));
  const bounds = a.bounds(phase);
  return {
    hypotheses: [hypothesis, { name: '0 < eta', how: `${eta}` }, { name: 'w_0 = 0', how: 'exactly' }],
    step: last,
    slack: bounds,
    argument: [
      `Each iterate up to w_${last + 1} is enclosed. The product of all 1 + e^-margin, which is e^(n L), is larger at w_${last + 1} than at w_${last}: the loss rises.`,
      `The margin gamma is enclosed by a direction and by weights on the samples: ${last + 1} (gamma / B) / n lies between ${bounds.low} and ${bounds.high}.`,
    ],
  };
}

/**
 * The last step, of those that are followed while intervals stay narrow, at which the loss rises for sure.
 *
 * @param {import('claimcheck/claims').Setting} at
 * @param {readonly (readonly Interval[])[]} rows
 */
function lastRise({ arithmetic: a, data, input }, rows) {
  const step = a.divide(a.double(cc.eta(input)), BigInt(data.n));
  let [w, before, last] = [[a.zero, a.zero], a.zero, -1];
  const most = Math.min(MOST_STEPS, cc.stepCount(input), lastRiseInFloat64(input) + 2);
  for (let k = 0; k < most; k++) {
    const factors = rows.map((row) => a.add(a.one, cc.enclosedExp(a, a.negate(a.inner(row, w)))));
    const whole = factors.reduce((product, factor) => a.multiply(product, factor), a.one);
    if (k > 0 && whole.low > before.high) last = k - 1;
    before = whole;
    const forces = factors.map((factor) => a.multiply(step, a.subtract(a.one, a.reciprocal(factor))));
    w = w.map((value, j) =>
      a.add(
        value,
        a.inner(
          forces,
          rows.map((row) => row[j]),
        ),
      ),
    );
  }
  cc.mustHold(last >= 0, 'the loss is not shown to rise');
  return last;
}

/**
 * Where to look: the last step at which the loss rises as float64 has it.
 *
 * @param {import('claimcheck/claims').Case} input
 */
function lastRiseInFloat64(input) {
  const state = gradientDescent({ dimension: 2, rate: () => cc.eta(input) });
  const rows = cc.signedRows(cc.dataset(input.data));
  let [last, before] = [-1, Number.POSITIVE_INFINITY];
  runScaled({ rows, loss: 'logistic', start: input.start, state, steps: Math.min(MOST_STEPS, cc.stepCount(input)) }, (k, _, at) => {
    if (at.logLoss > before) last = k - 1;
    before = at.logLoss;
  });
  return last;
}

/**
 * An enclosure of the largest margin: any direction bounds it from below, any weights on the rows from above.
 *
 * @param {import('claimcheck/claims').Setting} at
 * @param {readonly (readonly Interval[])[]} rows
 * @returns {Interval}
 */
function marginOf({ arithmetic: a, data }, rows) {
  const best = cc.maxMargin({ dimension: data.d, atLeastOne: cc.signedRows(data) });
  cc.mustHold(best.feasible, 'there is no margin');
  const direction = Array.from(best.direction, (x) => a.double(x));
  const weights = Array.from(best.weights, (q) => a.double(q));
  const least = rows.map((row) => a.inner(row, direction)).reduce((smallest, product) => (product.low < smallest.low ? product : smallest));
  const mixed = rows[0].map((_, j) =>
    a.inner(
      weights,
      rows.map((row) => row[j]),
    ),
  );
  const below = a.multiply(least, a.reciprocal(cc.enclosedRoot(a.precision, a.inner(direction, direction))));
  const above = a.multiply(cc.enclosedRoot(a.precision, a.inner(mixed, mixed)), a.reciprocal(a.sum(weights)));
  return { low: below.low, high: above.high };
}

/** The larger of two exact numbers. @param {Interval} first @param {Interval} second */
function largerOf(first, second) {
  return second.low > first.low ? second : first;
}
