/**
 * Claims that are false by construction and like the paper's: about a few steps of gradient descent, margins, angles and step
 * sizes. Each comes with a witness.
 */

import type { Hypothesis } from '../../src/claim/claim.js';
import { paper } from '../../src/claim/hypotheses.js';
import type { Case } from '../../src/data/case.js';
import { linear, relu } from '../../src/model/neuron.js';
import { cosine, distance, dot, norm, normalized } from '../../src/numerics/vector.js';
import { growth, type Iterate, iterates, smallStep } from './iterates.js';
import { anyCase, at, eta, type FalseClaim, falseClaims, rowsOf, shape, witness } from './planted.js';

/** Angles say something. */
const nonZero = ({ data: { x }, start }: Case): Hypothesis => ({
  ...paper('non-zero', '|w| and all |x_i| are at least 1/2'),
  slack: Math.min(...[start, ...x].map(norm)) - 0.5,
});
/** The y_i x_i. */
const signed = ({ data: { x, y } }: Case): number[][] => x.map((row, i) => row.map((value) => y[i]! * value));
const least = (points: readonly (readonly number[])[], u: Float64Array): number => Math.min(...points.map((point) => dot(point, u)));
/** The unit vector of the plane whose least product with the points is largest: it is along a point or balances two. */
function maxMarginDirection(points: readonly (readonly number[])[]): Float64Array {
  const balanced = points.flatMap(([a, b]) => points.map(([c, d]) => [d! - b!, a! - c!]));
  const directions = [[1, 0], ...points, ...balanced].filter((v) => norm(v) > 0).map(normalized);
  return directions.reduce((best, u) => (least(points, u) > least(points, best) ? u : best));
}
/** How much the loss rises, relative to the larger of the two. */
const rise = ({ loss: before }: Iterate, { loss: after }: Iterate): number => growth(before, after);

const paperLikeClaim = falseClaims('paper-like');

/** The claims, in about the order of difficulty for independent draws. */
export const paperLike: readonly FalseClaim[] = [
  paperLikeClaim({
    id: 'arrives',
    statement:
      'Linear, eta B^2 L(w_0) <= 8, separable in 2 dimensions: from cosine 4/5 or less w comes no nearer than sine 1/2 to w^+ in 10 steps.',
    cases: anyCase(2, 5, 2),
    hypotheses: (input) => [...shape(input, 2, 2), nonZero(input), smallStep(input, 8, linear)],
    conclusion: (input) => {
      const points = signed(input);
      const direction = maxMarginDirection(points);
      const reached = cosine(iterates(input, linear, 10)[10]!.w, direction);
      const sine = Math.sqrt(1 - Math.min(1, reached ** 2));
      return at(Math.max(-least(points, direction), cosine(input.start, direction) - 0.8, reached > 0 ? sine - 0.5 : 1.5 - sine));
    },
    broken: witness([3, 1]),
  }),
  paperLikeClaim({
    id: 'descent',
    statement: 'ReLU, eta B^2 L(w_0) <= 8: the loss rises by less than 1/100 at each of 20 steps.',
    cases: anyCase(2, 4, 2),
    hypotheses: (input) => [smallStep(input, 8, relu)],
    conclusion: (input) => {
      const path = iterates(input, relu, 20);
      return at(0.01 - Math.max(...path.slice(1).map((after, k) => rise(path[k]!, after))));
    },
    broken: witness([1, 0], { x: rowsOf(2, [1, 2, 0, 1]), step: 2 }),
  }),
  paperLikeClaim({
    id: 'order',
    statement:
      'Linear, eta B^2 L(w_0) <= 8: where w_0.x_1 > w_0.x_3 their order does not change at both of two steps (each difference above 1/4).',
    cases: anyCase(3, 5, 2),
    hypotheses: (input) => [...shape(input, 3), smallStep(input, 8, linear)],
    conclusion: (input) => {
      const [d0, d1, d2] = iterates(input, linear, 2).map(({ heights }) => heights[0]! - heights[2]!);
      return at(Math.max(0.25 - d0!, 0.25 + d1!, 0.25 - d2!));
    },
    broken: witness([0, 2], { x: rowsOf(2, [-2, 0, -2, -1, 2, -1]), step: 0.25 }),
  }),
  paperLikeClaim({
    id: 'jump',
    statement: 'ReLU, eta B^2 L(w_0) <= 8: the third step is not more than twice as long as the second.',
    cases: anyCase(2, 4, 2),
    hypotheses: (input) => [
      smallStep(input, 8, relu),
      { ...paper('gradient', 'the gradient at w_1 is not 0'), slack: norm(iterates(input, relu, 1)[1]!.gradient) > 0 ? 1 : -1 },
    ],
    conclusion: (input) => {
      const [, second, third] = iterates(input, relu, 2).map(({ gradient }) => norm(gradient));
      return at((2 * second! - third!) / (2 * second! + third!));
    },
    broken: witness([-1, 3], { x: rowsOf(2, [-1, 0, -2, -1]), step: 2 }),
  }),
  paperLikeClaim({
    id: 'late-rise',
    statement: 'ReLU: where the loss falls by more than 1/100 at each of three steps it does not rise by as much at the fourth.',
    cases: anyCase(2, 5, 3),
    conclusion: (input) => {
      const [w0, w1, w2, w3, w4] = iterates(input, relu, 4);
      return at(Math.max(rise(w0!, w1!), rise(w1!, w2!), rise(w2!, w3!), -rise(w3!, w4!)) + 0.01);
    },
    broken: witness([0, 0.5], { x: rowsOf(2, [-1, 3.5, -2, 3.5]), step: 0.03125 }),
  }),
  paperLikeClaim({
    id: 'kink-at-step-3',
    statement: 'ReLU, eta B^2 L(w_0) <= 8: where w_0.x_2 is below -1/8, x_2 is not first active (by more than 1/64) at step 3.',
    cases: anyCase(2, 4, 3),
    hypotheses: (input) => [...shape(input, 2), smallStep(input, 8, relu)],
    conclusion: (input) => {
      const [h0, h1, h2, h3] = iterates(input, relu, 3).map(({ heights }) => heights[1]!);
      return at(Math.max(h0! + 0.125, h1!, h2!, 0.015625 - h3!));
    },
    broken: witness([-0.5, 3], { x: rowsOf(2, [2, 0.5, 1.5, 0]), step: 0.5 }),
  }),
  paperLikeClaim({
    id: 'wide-margin',
    statement: 'In 2 dimensions the max margin of 7 or more samples is below 2.25.',
    cases: anyCase(2, 8, 2),
    hypotheses: (input) => shape(input, 7, 2),
    conclusion: (input) => {
      const points = signed(input);
      return at(2.25 - least(points, maxMarginDirection(points)));
    },
    broken: witness([1, 0], { x: Array.from({ length: 7 }, (_, i) => [i % 2 === 0 ? 3 : -3, 0]) }),
  }),
  paperLikeClaim({
    id: 'support',
    statement: 'In 2 dimensions, with a max margin above 1/2, the fourth margin in direction w^+ is at least 1/50 above the least.',
    cases: anyCase(4, 8, 2),
    hypotheses: (input) => shape(input, 4, 2),
    conclusion: (input) => {
      const points = signed(input);
      const direction = maxMarginDirection(points);
      const margins = points.map((point) => dot(point, direction)).sort((a, b) => a - b);
      return at(Math.max(0.5 - margins[0]!, margins[3]! - margins[0]! - 0.02));
    },
    broken: witness([1, 0], { x: rowsOf(2, [1, 0, -1, 0, 1, 1, -1, 1]) }),
  }),
  paperLikeClaim({
    id: 'longer-step',
    statement: 'ReLU: where a step of eta raises the loss by more than 1/20, a step of 2 eta does not lower it by as much.',
    cases: anyCase(2, 6, 3),
    conclusion: (input) => {
      const [start, once] = iterates(input, relu, 1);
      const twice = iterates(input, relu, 1, 2 * eta(input))[1]!;
      return at(Math.max(-rise(start!, once!), rise(start!, twice)) + 0.05);
    },
    broken: witness([-3.5, 2], { x: rowsOf(2, [0, 2.5, 1, 2, 1, -4]), step: 2 }),
  }),
  paperLikeClaim({
    id: 'returns',
    statement: 'ReLU: after a first step longer than 1/2 the second does not lead back to within 1/32 of the start.',
    cases: anyCase(2, 4, 2),
    conclusion: (input) => {
      const [w0, w1, w2] = iterates(input, relu, 2).map(({ w }) => w);
      return at(Math.max(distance(w0!, w2!) - 0.03125, 0.5 - distance(w0!, w1!)));
    },
    broken: witness([0, 1], { x: rowsOf(2, [1, 0.015625, 0.6875, 0]), step: 2 }),
  }),
  paperLikeClaim({
    id: 'orthogonal-start',
    statement: 'In 3 dimensions the cosines of three samples or more with the start are not all within 1/100 of 0.',
    cases: anyCase(3, 5, 3),
    hypotheses: (input) => [...shape(input, 3, 3), nonZero(input)],
    conclusion: ({ start, data: { x } }) => at(Math.max(...x.map((row) => Math.abs(cosine(row, start)))) - 0.01),
    broken: witness([1, 0, 0], { x: rowsOf(3, [0, 1, 0, 0, 0, 1, 0, 1, 1]) }),
  }),
  paperLikeClaim({
    id: 'double',
    statement: 'In 3 dimensions, where all entries of x_1 - 2 x_3 are within 1/8 of 0, w.x_1 is at most 1.',
    cases: anyCase(3, 5, 3),
    hypotheses: (input) => shape(input, 3, 3),
    conclusion: ({ start, data: { x } }) =>
      at(Math.max(...x[0]!.map((value, j) => Math.abs(value - 2 * x[2]![j]!) - 0.125), 1 - dot(x[0]!, start))),
    broken: witness([1, 0, 0], { x: rowsOf(3, [2, 0, 0, 0, 1, 0, 1, 0, 0]) }),
  }),
  paperLikeClaim({
    id: 'thresholds',
    statement: 'The products eta |x_i|^2 of three samples or more are not all within 1/25 of 2.',
    cases: anyCase(3, 5, 2),
    hypotheses: (input) => shape(input, 3, 2),
    conclusion: (input) => at(Math.max(...input.data.x.map((row) => Math.abs(eta(input) * dot(row, row) - 2))) - 0.04),
    broken: witness([1, 0], { x: rowsOf(2, [2, 0, 0, 2, -2, 0]), step: 0.5 }),
  }),
  paperLikeClaim({
    id: 'outnumbered',
    statement:
      'ReLU, 5 samples or more, one positive: one step does not lead from all active to the positive alone (each |w.x_i| above 1/4).',
    cases: anyCase(2, 8, 2),
    hypotheses: (input) => shape(input, 5),
    conclusion: (input) => {
      const { y } = input.data;
      const [before, after] = iterates(input, relu, 1).map(({ heights }) => heights);
      const positives = y.filter((label) => label > 0).length;
      return at(Math.abs(positives - 1) + Math.max(-0.25, 0.25 - Math.min(...before!), ...y.map((label, i) => 0.25 - label * after![i]!)));
    },
    broken: witness([1, 1], { x: rowsOf(2, [0, 1, 1, 0, 1, 0, 1, 0, 1, 0]), y: [1, -1, -1, -1, -1] }),
  }),
];
