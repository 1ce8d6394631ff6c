/** Data of several classes that a matrix separates, and runs on them. */

import * as cc from 'claimcheck/claims';

/** Rows of separating matrices, before each entry is moved by 1/2 at most. */
const DIRECTIONS = [
  [2, 0, 1],
  [-1, 2, -1],
  [-1, -2, 0],
  [-2, 0, 2],
];

/** What of data and start is drawn for every shape. */
const drawn = cc.together({
  features: cc.oneOf(2, 3, 2),
  classes: cc.oneOf(3, 2, 4, 3),
  moved: cc.together({
    a: cc.latticeVector(3, 1, 8),
    b: cc.latticeVector(3, 1, 8),
    c: cc.latticeVector(3, 1, 8),
    d: cc.latticeVector(3, 1, 8),
  }),
  points: cc.latticeVector(24, 2, 8),
  samples: cc.oneOf(4, 3, 5, 6, 8, 2),
  wide: cc.oneOf(0, 1, 0, 0.5),
  begun: cc.latticeVector(12, 1, 8),
  start: cc.oneOf('zero', 'separator', 'anywhere', 'zero', 'separator', 'anywhere', 'far'),
});

/**
 * The class whose row has the largest product with a point, and by how much.
 *
 * @param {readonly (readonly number[])[]} rows
 * @param {readonly number[]} point
 */
function classOf(rows, point) {
  const scores = rows.map((row) => cc.dot(row, point));
  const best = scores.indexOf(cc.largest(scores));
  return { best, gap: scores[best] - cc.largest(scores.filter((_, c) => c !== best)) };
}

/**
 * Samples by a drawn matrix: the class of a point is the row with the largest product. A point on an edge is put on the row itself.
 * A wide margin moves points along the row of their class.
 */
const separated = drawn.map(({ features, classes, moved: { a, b, c, d }, points, samples, wide, begun, start }) => {
  const rows = [a, b, c, d].slice(0, classes).map((by, k) => by.slice(0, features).map((value, j) => DIRECTIONS[k][j] + value / 2));
  const found = Array.from({ length: samples }, (_, i) => {
    const point = points.slice(i * features, (i + 1) * features);
    const { best, gap } = classOf(rows, point);
    const x = gap > 0 ? point.map((value, j) => value + wide * rows[best][j]) : rows[i % classes];
    return { x, own: classOf(rows, x).best };
  });
  const scale = start === 'far' ? 2 ** 6 : 1;
  const parameters = rows.flatMap((row, k) =>
    row.map((value, j) => (start === 'zero' ? 0 : start === 'anywhere' ? begun[k * features + j] : scale * value)),
  );
  return {
    data: { x: found.map(({ x }) => x), y: found.map(() => 1) },
    classes: found.map(({ own }) => own),
    parameters,
  };
});

/**
 * Given data as samples of two classes, from W_0 = 0.
 *
 * @param {import('claimcheck/claims').Dataset} data
 */
function twoClasses(data) {
  const rows = cc.signedRows(data);
  return cc.oneOf({
    data: { x: rows.map((row, i) => Array.from(row, (value) => data.y[i] * value + 0)), y: rows.map(() => 1) },
    classes: Array.from(data.y, (label) => (label > 0 ? 0 : 1)),
    parameters: new Array(2 * data.d).fill(0),
  });
}

/**
 * Runs of a number of steps on such data. The step size is a share of 1/B with B the largest |x_ij|.
 *
 * @param {typeof separated} source
 * @param {number} count steps
 * @param {readonly [number, ...number[]]} halvings
 */
function runs(source, count, halvings) {
  return cc
    .together({
      problem: source,
      halvings: cc.oneOf(...halvings),
      decay: cc.oneOf(0.5, 0, 1, 0.25, 0.75),
      beta1: cc.oneOf(0.5, 0.875, 0, 0.75, 0.9375),
    })
    .map(({ problem: { data, classes, parameters }, halvings: by, decay, beta1 }) => {
      const largest = data.x.flat().reduce((size, value) => Math.max(size, Math.abs(value)), 2 ** -20);
      let eta = 2 ** 20;
      while (eta * largest > 2 ** -by) eta /= 2;
      return {
        data,
        start: [],
        steps: cc.constantSteps(eta, count),
        vectors: { classes, parameters, decay: [decay], beta1: [beta1] },
      };
    });
}

/**
 * Runs on drawn data.
 *
 * @param {number} count steps
 * @param {readonly [number, ...number[]]} halvings of the step size, to draw from
 */
export const multiclassRuns = (count, halvings) => runs(separated, count, halvings);

/**
 * Runs on data that are given, as two classes.
 *
 * @param {number} count steps
 * @param {readonly [number, ...number[]]} halvings of the step size, to draw from
 * @returns {(data: import('claimcheck/claims').Dataset) => ReturnType<typeof multiclassRuns>}
 */
export const twoClassRuns = (count, halvings) => (data) => runs(twoClasses(data), count, halvings);
