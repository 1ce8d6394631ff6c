/** Data on which gradient descent has cycles: samples whose loss is nearly quadratic, and far ones whose loss is nearly a kink. */

import * as cc from 'claimcheck/claims';
import { hessianAt, largestEigenvalue, minimiserOf, problemOf } from './weighted-logistic.js';
import { logOf } from './weights.js';

/** @typedef {import('claimcheck/claims').CaseContent} CaseContent */

/** Steps after which a run is taken to have settled. */
const STEPS = 400;

/** @param {number} value a number of few digits near this one */
const short = (value) => Math.round(value * 1024) / 1024;

/**
 * Cases on a line that have a cycle of period 2, for any product u = eta lambda between 1 and 2: samples +-s whose loss is nearly
 * quadratic around w* > 0, and one far sample whose loss is nearly a kink at 0, which throws w from below 0 back to the far side.
 */
export const oneKink = cc
  .together({
    u: cc.oneOf(1.75, 1.5, 1.875, 1.25, 1.625),
    s: cc.oneOf(0.25, 0.125, 0.5, 1),
    sharp: cc.oneOf(16, 8, 32, 64),
    skew: cc.oneOf(0.5, 0.25, 0.75),
  })
  .map(({ u, s, sharp, skew }) => {
    const lambda = (s * s) / 2;
    const minimiser = (skew * (u - 1)) / u;
    const far = sharp / minimiser;
    const weights = [1 + s * minimiser, 1, ((2 - u) * lambda) / (u * far)];
    return {
      data: { x: [[s], [s], [far]].map((row) => row.map(short)), y: [1, -1, 1] },
      start: [short(minimiser + 1 / u)],
      steps: cc.constantSteps(u / lambda, STEPS),
      vectors: { weights: weights.map((weight) => short(logOf(weight))) },
    };
  });

/**
 * A case in a plane with eta lambda near r^2 and a cycle of period 2, for any r from 0 to 1. Around w* the loss is nearly
 * r^2 |w - w*|^2 / 2, and eta = 1. The kinks are at x = 0 and at x = t y with t = r / 2: beyond them steps are longer by (1, 0) and by
 * (-1, t). On a cycle these two add up to (0, t), which balances the pull towards w* where y - y* is near t / (2 r^2) = 1 / (4 r), and
 * the cycle's two x lie near x* +- 1/2, of which the larger is above t y = 1/4.
 *
 * @param {number} r
 * @param {number} sharp
 * @returns {CaseContent}
 */
export function twoKinks(r, sharp) {
  const [s, t] = [r / 32, r / 2];
  const weight = (2 * r * r) / (s * s);
  const [x, y] = [1 / 16, 1 / (8 * t)];
  return {
    data: {
      x: [
        [s, 0],
        [s, 0],
        [0, s],
        [0, s],
        [sharp, 0],
        [sharp, -sharp * t],
      ],
      y: [1, -1, 1, -1, 1, -1],
    },
    start: [x + 0.5, y + 1 / (4 * r)],
    steps: cc.constantSteps(1, STEPS),
    vectors: { weights: [weight * (1 + s * x), weight, weight * (1 + s * y), weight, 1 / sharp, 1 / sharp].map(logOf) },
  };
}

/** Such cases for some r, from eta lambda near 1/4 down to 1/64. */
export const kinks = cc
  .together({ r: cc.oneOf(0.5, 0.25, 0.75, 0.125), sharp: cc.oneOf(128, 256, 1024) })
  .map(({ r, sharp }) => twoKinks(r, sharp));

/** Cases on a line, in a plane: the far sample is turned, and a sample is added across. */
export const turned = cc
  .together({ line: oneKink, turn: cc.latticeVector(2, 1, 16), across: cc.latticeVector(2, 1, 16), weight: cc.oneOf(-2, 0, -4, 2) })
  .map(({ line, turn, across, weight }) => {
    const [first = [], second = [], far = []] = line.data.x;
    return {
      data: {
        x: [[...first, 0], [...second, 0], [far[0], far[0] * turn[0]], across, across],
        y: [...line.data.y, 1, -1],
      },
      start: [...line.start, turn[1]],
      steps: line.steps,
      vectors: { weights: [...line.vectors.weights, weight, weight + turn[1] / 4] },
    };
  });

/** Any samples with any weights, in a plane. */
export const anywhere = cc
  .together({
    rows: cc.together({
      a: cc.latticeVector(2, 1, 16),
      b: cc.latticeVector(2, 1, 16),
      c: cc.latticeVector(2, 1, 16),
      d: cc.latticeVector(2, 4, 4),
      e: cc.latticeVector(2, 8, 2),
    }),
    logs: cc.latticeVector(5, 4, 2),
    start: cc.latticeVector(2, 4, 4),
    u: cc.oneOf(1.5, 1.75, 1.25, 1, 1.9375),
  })
  .map(({ rows: { a, b, c, d, e }, logs, start, u }) => {
    const x = [a, b, c, d, e];
    const content = { data: { x, y: [1, -1, 1, -1, 1] }, start, steps: cc.constantSteps(1, STEPS), vectors: { weights: logs } };
    return { ...content, steps: cc.constantSteps(stepSize(content, u), STEPS) };
  });

/**
 * The step size with eta lambda = u, near enough.
 *
 * @param {CaseContent} content
 * @param {number} u
 */
function stepSize(content, u) {
  const problem = problemOf({ claim: '', ...content });
  const minimiser = minimiserOf(problem);
  const lambda = minimiser === undefined ? 1 : largestEigenvalue(hessianAt(problem, minimiser), 2);
  return lambda > 0 ? u / lambda : 1;
}
