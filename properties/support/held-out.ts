/** Claims that are false by construction, written without a look at the search and run when it was done. Each comes with a witness. */

import fc, { type Arbitrary } from 'fast-check';
import type { Hypothesis } from '../../src/claim/claim.js';
import { paper } from '../../src/claim/hypotheses.js';
import type { Case } from '../../src/data/case.js';
import { dataset } from '../../src/data/dataset.js';
import { leakyRelu, linear, relu } from '../../src/model/neuron.js';
import { extendBasis, removeSpan } from '../../src/numerics/span.js';
import { cosine, distance, dot, norm, normalized } from '../../src/numerics/vector.js';
import { stochasticGradientDescent } from '../../src/optimizer/gradient-descent.js';
import { run } from '../../src/trajectory/run.js';
import { growth, iterates, smallStep } from './iterates.js';
import { anyCase, at, eta, type FalseClaim, falseClaims, rowsOf, shape, witness } from './planted.js';

/** Cases of anyCase with labels that are drawn. */
const labelledCase = (least: number, most: number, d: number): Arbitrary<Case> =>
  fc.tuple(anyCase(least, most, d), fc.array(fc.constantFrom(1, -1), { minLength: most, maxLength: most })).map(([input, labels]) => ({
    ...input,
    data: { x: input.data.x, y: labels.slice(0, input.data.x.length) },
  }));

/** Every |x_i| is at least this. */
const long = ({ data: { x } }: Case, length: number): Hypothesis => ({
  ...paper('length', `all |x_i| are at least ${length}`),
  slack: Math.min(...x.map(norm)) - length,
});
const largest = ({ data: { x } }: Case): number => Math.max(...x.map(norm));
/** The least y_i w.x_i / |w|. */
const normalizedMargin = ({ data: { x, y } }: Case, w: ArrayLike<number>): number => {
  const direction = normalized(w);
  return Math.min(...x.map((row, i) => y[i]! * dot(row, direction)));
};
const growths = (amounts: readonly number[]): number[] => amounts.slice(1).map((after, k) => growth(amounts[k]!, after));
const sumOf = (rows: readonly (readonly number[])[], d: number): number[] =>
  Array.from({ length: d }, (_, j) => rows.reduce((sum, row) => sum + row[j]!, 0));

/** The least barycentric coordinate of a point of the plane in a triangle: 1/3 at the centroid, 0 on the edges; -1 without area. */
function depth(point: readonly number[], triangle: readonly (readonly number[])[]): number {
  const corners = triangle.map((corner) => corner.map((value, j) => value - point[j]!));
  const areas = corners.map((_, i) => {
    const [[a, b], [c, d]] = [corners[(i + 1) % 3]!, corners[(i + 2) % 3]!] as [number[], number[]];
    return a! * d! - b! * c!;
  });
  const whole = areas.reduce((sum, area) => sum + area, 0);
  return whole === 0 ? -1 : Math.min(...areas.map((area) => area / whole));
}

/** The loss of the linear neuron after one step of SGD for each sample, in a given order. */
function lossAfterPass(input: Case, order: readonly number[]): number {
  let k = 0;
  const { w } = run({
    data: dataset(input.data),
    model: linear,
    start: input.start,
    optimizer: stochasticGradientDescent,
    stepSize: eta(input),
    steps: order.length,
    sampler: () => order[k++]!,
  });
  return iterates({ ...input, start: Array.from(w) }, linear, 0)[0]!.loss;
}

const heldOutClaim = falseClaims('held-out');

/** The claims, in about the order of difficulty for independent draws. */
export const heldOut: readonly FalseClaim[] = [
  heldOutClaim({
    id: 'isotropic',
    statement: 'In 2 dimensions, all |x_i| at least 1/2: the eigenvalues of sum_i x_i x_i^T differ by at least 1/25 of their sum.',
    cases: anyCase(3, 8, 2),
    hypotheses: (input) => [...shape(input, 3, 2), long(input, 0.5)],
    conclusion: ({ data: { x } }) => {
      const products = x.map(([p, q]) => [p! * p!, p! * q!, q! * q!]);
      const [a, b, c] = sumOf(products, 3);
      return at(norm([a! - c!, 2 * b!]) / (a! + c!) - 0.04);
    },
    broken: witness([1, 0], { x: rowsOf(2, [2, 0, 0, 2, 1, 1, -1, 1]) }),
  }),
  heldOutClaim({
    id: 'middle-slope',
    statement: 'After 5 steps the leaky ReLU of slope 1/2 has at least half the smaller of the losses of the ReLU and the linear neuron.',
    cases: anyCase(2, 5, 3),
    conclusion: (input) => {
      const [none, half, full] = [relu, leakyRelu(0.5), linear].map((model) => iterates(input, model, 5)[5]!.loss);
      return at(growth(Math.min(none!, full!) / 2, half!));
    },
    broken: witness([-1, -3.5], { x: rowsOf(2, [-2.5, 1.5, -1, -1]), step: 0.25 }),
  }),
  heldOutClaim({
    id: 'there-and-back',
    statement:
      'Leaky ReLU of slope 1/8: in two steps that each lower the loss by more than 1/20 no w.x_i goes from above 1/4 to below -1/4 and back.',
    cases: anyCase(2, 5, 2),
    conclusion: (input) => {
      const path = iterates(input, leakyRelu(0.125), 2);
      const [h0, h1, h2] = path.map(({ heights }) => heights);
      const turns = input.data.x.map((_, i) => Math.max(0.25 - h0![i]!, h1![i]! + 0.25, 0.25 - h2![i]!));
      return at(Math.max(Math.min(...turns), ...growths(path.map(({ loss }) => loss)).map((rise) => rise + 0.05)));
    },
    broken: witness([0.5, -3.5], { x: rowsOf(2, [3, -3.5, -1, -1]), step: 4 }),
  }),
  heldOutClaim({
    id: 'order-of-samples',
    statement:
      'Linear, 3 samples or more, eta B^2 L(w_0) <= 1, normalised margin of w_0 at least 1/2: the losses after one pass of SGD ' +
      'in the order of the samples and after one in reverse differ by at most 1/10 of the larger.',
    cases: anyCase(2, 5, 3),
    hypotheses: (input) => [
      ...shape(input, 3),
      smallStep(input, 1, linear),
      { ...paper('start-margin', 'the normalised margin of w_0 is at least 1/2'), slack: normalizedMargin(input, input.start) - 0.5 },
    ],
    conclusion: (input) => {
      const order = input.data.x.map((_, i) => i);
      return at(0.1 - Math.abs(growth(lossAfterPass(input, order), lossAfterPass(input, order.toReversed()))));
    },
    broken: witness([-1, 1.5], { x: rowsOf(2, [-3.5, -1.5, 0.5, -3, 1.5, 2.5]), step: 0.5 }),
  }),
  heldOutClaim({
    id: 'margin-falls',
    statement: 'Linear, 4 samples or more: where the normalised margin of w_0 is above 1/4, that of w_5 is not more than 1/4 below it.',
    cases: anyCase(3, 6, 2),
    hypotheses: (input) => shape(input, 4),
    conclusion: (input) => {
      const [before, after] = [input.start, iterates(input, linear, 5)[5]!.w].map((w) => normalizedMargin(input, w));
      return at(Math.max(0.25 - before!, after! - before! + 0.25));
    },
    broken: witness([-1, -0.5], { x: rowsOf(2, [-2.5, 2.5, 0, 3, -3.5, 0.5, 1.5, -1]), step: 4 }),
  }),
  heldOutClaim({
    id: 'opposite-means',
    statement: 'In 2 dimensions, of 8 samples exactly the first three positive: the sum of the two class means is of length 1/2 or more.',
    cases: labelledCase(2, 9, 2),
    hypotheses: (input) => shape(input, 1, 2),
    conclusion: ({ data: { x, y } }) => {
      const unlike = y.filter((label, i) => label > 0 !== i < 3).length;
      const means = [1, -1].map((sign) => {
        const rows = x.filter((_, i) => y[i] === sign);
        return sumOf(rows, 2).map((sum) => sum / Math.max(1, rows.length));
      });
      return at(Math.abs(x.length - 8) + unlike + norm(sumOf(means, 2)) - 0.5);
    },
    broken: witness([1, 0], { x: Array.from({ length: 8 }, (_, i) => [i < 3 ? 1 : -1, 0]), y: [1, 1, 1, -1, -1, -1, -1, -1] }),
  }),
  heldOutClaim({
    id: 'stationary',
    statement:
      'Linear: with 3 features or more and at least twice as many samples, |grad L(w_0)| is at least B L(w_0) / 32, with B the largest |x_i|.',
    cases: fc.integer({ min: 1, max: 4 }).chain((d) => anyCase(2, 8, d)),
    conclusion: (input) => {
      const [start] = iterates(input, linear, 0);
      const d = input.start.length;
      const missing = Math.max(0, 3 - d) + Math.max(0, 2 * d - input.data.x.length);
      return at(missing + norm(start!.gradient) / (largest(input) * start!.loss) - 1 / 32);
    },
    broken: witness([0, 0, 0], { x: rowsOf(3, [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1]) }),
  }),
  heldOutClaim({
    id: 'turned-away',
    statement:
      'Leaky ReLU of slope 1/4, 3 samples or more, eta B^2 L(w_0) <= 4, the cosine of x_1 and x_2 at most -0.98: ' +
      'the cosine of w and x_1 does not drop to more than 1/2 below its first value within 5 steps.',
    cases: anyCase(2, 5, 2),
    hypotheses: (input) => {
      const [a, b = a!] = input.data.x;
      return [
        ...shape(input, 3),
        long(input, 0.5),
        smallStep(input, 4, leakyRelu(0.25)),
        { ...paper('cosine', 'the cosine of x_1 and x_2 is at most -0.98'), slack: -0.98 - cosine(a!, b) },
      ];
    },
    conclusion: (input) => {
      const cosines = iterates(input, leakyRelu(0.25), 5).map(({ w }) => cosine(w, input.data.x[0]!));
      return at(0.5 + Math.min(...cosines) - cosines[0]!);
    },
    broken: witness([0.5, 0], { x: rowsOf(2, [2.5, -0.5, -2.5, 0.5, -0.5, 0, 3.5, -1.5]), step: 0.125 }),
  }),
  heldOutClaim({
    id: 'zigzag',
    statement:
      'Leaky ReLU of slope 1/2: over three steps that each lower the loss the gradient norm does not rise, fall and rise again, ' +
      'by more than 1/20 of the larger each time.',
    cases: anyCase(2, 4, 2),
    conclusion: (input) => {
      const path = iterates(input, leakyRelu(0.5), 3);
      const [up, down, again] = growths(path.map(({ gradient }) => norm(gradient)));
      return at(Math.max(...growths(path.map(({ loss }) => loss)), 0.05 - up!, 0.05 + down!, 0.05 - again!));
    },
    broken: witness([-0.5, 0.25], { x: rowsOf(2, [-2, -4, -0.75, -0.25, 0, -1.75]), step: 0.125 }),
  }),
  heldOutClaim({
    id: 'two-triangles',
    statement: 'In 2 dimensions the barycentric coordinates of w in the triangles x_1 x_3 x_5 and x_2 x_4 x_6 are not all above 3/10.',
    cases: anyCase(4, 8, 2),
    hypotheses: (input) => shape(input, 6, 2),
    conclusion: ({ start, data: { x } }) => at(0.3 - Math.min(depth(start, [x[0]!, x[2]!, x[4]!]), depth(start, [x[1]!, x[3]!, x[5]!]))),
    broken: witness([0, 0], { x: rowsOf(2, [2, 0, -2, 0, -1, 1, 1, 1, -1, -1, 1, -1]) }),
  }),
  heldOutClaim({
    id: 'near-plane',
    statement: 'In 4 dimensions, all |x_i| at least 1: the sines of x_3 and x_4 to the span of x_1 and x_2 are not both below 1/32.',
    cases: anyCase(2, 5, 4),
    hypotheses: (input) => [...shape(input, 4, 4), long(input, 1)],
    conclusion: ({ data: { x } }) => {
      const [a, b, ...others] = x.slice(0, 4).map((row) => Float64Array.from(row));
      const plane: Float64Array[] = [];
      for (const row of [a!, b!]) extendBasis(plane, row);
      const sines = others.map((row) => {
        const length = norm(row);
        removeSpan(plane, row);
        return norm(row) / length;
      });
      return at(Math.max(...sines) - 1 / 32);
    },
    broken: witness([1, 0, 0, 0], { x: rowsOf(4, [2, 0, 0, 0, 0, 2, 0, 0, 1, 1, 0, 0, 1, -1, 0, 0]) }),
  }),
  heldOutClaim({
    id: 'sphere',
    statement: 'In 3 dimensions, 4 samples or more: their distances to w are not all below 4 and within less than 1/16 of each other.',
    cases: anyCase(3, 6, 3),
    hypotheses: (input) => shape(input, 4, 3),
    conclusion: ({ start, data: { x } }) => {
      const distances = x.map((row) => distance(row, start));
      const farthest = Math.max(...distances);
      return at(Math.max(farthest - 4, farthest - Math.min(...distances) - 1 / 16));
    },
    broken: witness([0, 0, 0], { x: rowsOf(3, [2, 0, 0, 0, 2, 0, 0, 0, 2, -2, 0, 0]) }),
  }),
];
