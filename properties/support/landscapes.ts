/** More claims that are false by construction: basins, valleys, plateaus, coincidences, combinations. Each comes with a witness. */

import { paper } from '../../src/claim/hypotheses.js';
import { slackRecord } from '../../src/claim/slack.js';
import { distance, dot, norm } from '../../src/numerics/vector.js';
import { anyCase, at, eta, type FalseClaim, falseClaims, witness } from './planted.js';

const sumOf = (v: readonly number[]): number => v.reduce((sum, value) => sum + Math.abs(value), 0);
const minus = (a: readonly number[], b: readonly number[]): number[] => a.map((value, j) => value - b[j]!);
const landscape = falseClaims('landscape');

/** The claims. */
export const landscapes: readonly FalseClaim[] = [
  landscape({
    id: 'corner',
    statement: 'In 2 dimensions w_1 - w_2 stays below 6.5.',
    cases: anyCase(2, 4, 2),
    conclusion: ({ start: [a, b] }) => at(6.5 - a! + b!),
    broken: witness([3.5, -3.5]),
  }),
  landscape({
    id: 'ellipsoid',
    statement: 'In 3 dimensions w stays out of an ellipsoid about a point with axes 1, 1/5 and 1/20 in general position.',
    cases: anyCase(2, 4, 3),
    conclusion: ({ start }) => {
      const [a, b, c] = minus(start, [-2.2, 1.3, 0.7]) as [number, number, number];
      return at(norm([(2 * a + b + 2 * c) / 3, (5 * (a + 2 * b - 2 * c)) / 3, (20 * (2 * a - 2 * b - c)) / 3]) - 1);
    },
    broken: witness([-2.2, 1.3, 0.7]),
  }),
  landscape({
    id: 'kinked-sums',
    statement: 'In 4 dimensions the sum of |w_j + w_j+1 - c_j| stays above 1/4.',
    cases: anyCase(2, 4, 4),
    conclusion: ({ start: [a, b, c, d] }) => at(sumOf([a! + b! - 1.1, b! + c! + 2.3, c! + d! - 0.7, d! - 1.9]) - 0.25),
    broken: witness([2.2, -1.1, -1.2, 1.9]),
  }),
  landscape({
    id: 'valley',
    statement: 'In 3 dimensions w stays out of the end of a curved valley 1/10 wide.',
    cases: anyCase(2, 4, 3),
    conclusion: ({ start: [a, b, c] }) => at(norm([10 * (b! - (a! * a!) / 2), 10 * (c! - (a! * b!) / 2), a! - 1.8]) - 0.5),
    broken: witness([1.8, 1.62, 1.458]),
  }),
  landscape({
    id: 'wedge-4',
    statement: 'In 4 dimensions, in a wedge 1/400 wide about w = c (2, -1, 3, 1), w_3 stays below 5.',
    cases: anyCase(2, 4, 4),
    conclusion: ({ start: [a, b, c, d] }) =>
      at(Math.max(Math.abs(a! + 2 * b!), Math.abs(c! + 3 * b!), Math.abs(d! + b!)) * 80 - 0.2 + Math.max(0, 5 - c!)),
    broken: witness([4, -2, 6, 2]),
  }),
  landscape({
    id: 'two-basins',
    statement: 'In 3 dimensions w stays 1/8 away from a point; a wide basin elsewhere ends just above 0.',
    cases: anyCase(2, 4, 3),
    conclusion: ({ start }) => at(Math.min(distance(start, [2.4, 2.4, -2.7]) * 4 - 0.5, distance(start, [-1.2, -0.9, 1.6]) / 2 + 0.05)),
    broken: witness([2.4, 2.4, -2.7]),
  }),
  landscape({
    id: 'plateaus',
    statement: 'In 3 dimensions the distance to a point, rounded down to eighths, is never 0.',
    cases: anyCase(2, 4, 3),
    conclusion: ({ start }) => at(Math.floor(distance(start, [1.3, -0.6, 2.2]) * 8) / 8 - 0.05),
    broken: witness([1.3, -0.6, 2.2]),
  }),
  landscape({
    id: 'labels',
    statement: 'With 6 samples, two of them negative, and a step of at least 8, the mean of the first features stays 1/50 away from 1.3.',
    cases: anyCase(2, 8, 2),
    conclusion: ({ data: { x, y }, ...rest }) => {
      const shape = Math.abs(x.length - 6) + Math.abs(y.filter((label) => label < 0).length - 2);
      const step = Math.max(0, 3 - Math.log2(eta({ data: { x, y }, ...rest })));
      return at(shape + step + Math.abs(x.reduce((sum, row) => sum + row[0]!, 0) / x.length - 1.3) - 0.02);
    },
    broken: witness([0, 0], { x: new Array(6).fill([1.3, 0]), y: [1, 1, 1, 1, -1, -1], step: 8 }),
  }),
  landscape({
    id: 'many-samples',
    statement: 'With 14 samples or more, half of them negative, |w| stays above 1/4.',
    cases: anyCase(2, 6, 2),
    conclusion: ({ start, data: { x, y } }) =>
      at(Math.max(0, 14 - x.length) + Math.abs(y.reduce((sum, label) => sum + label, 0)) / 2 + norm(start) - 0.25),
    broken: witness([0, 0], { x: new Array(14).fill([1, 0]) }),
  }),
  landscape({
    id: 'equal-and-opposite',
    statement: 'x_1 = x_2 = -x_3 with w.x_1 between 2 and 3 does not occur where x_1 is not 0.',
    cases: anyCase(3, 5, 2),
    conclusion: ({ start, data: { x } }) => {
      const [a, b, c] = x;
      if (c === undefined || norm(a!) < 0.5) return at(50);
      const apart = sumOf(minus(a!, b!)) + sumOf(a!.map((value, j) => value + c[j]!));
      const height = Math.max(0, Math.abs(dot(a!, start) - 2.5) - 0.5);
      return at(apart + height === 0 ? -1 : apart + height);
    },
    broken: witness([2.5, 0], {
      x: [
        [1, 0],
        [1, 0],
        [-1, 0],
      ],
    }),
  }),
  landscape({
    id: 'kink-of-sum',
    statement: 'w.(x_1 + x_2) and w.x_3 are not both exactly 0 where w.x_1 is above 1.',
    cases: anyCase(3, 4, 3),
    conclusion: ({ start, data: { x } }) => {
      const [a, b, c] = x;
      if (c === undefined || norm(c) < 0.5) return at(50);
      const height = Math.abs(dot(a!, start) + dot(b!, start)) + Math.abs(dot(c, start)) + Math.max(0, 1 - dot(a!, start));
      return at(height === 0 ? -1 : height);
    },
    broken: witness([2, 0, 0], {
      x: [
        [1, 0, 0],
        [-1, 0, 0],
        [0, 1, 0],
      ],
    }),
  }),
  landscape({
    id: 'huge-step',
    statement: 'For steps above 2^12, w_1 stays 1/8 away from -2.7.',
    cases: anyCase(2, 4, 2),
    conclusion: (input) => at(Math.max(12 - Math.log2(eta(input)), Math.abs(input.start[0]! + 2.7) - 0.125)),
    broken: witness([-2.7, 0], { step: 2 ** 13 }),
  }),
  landscape({
    id: 'tiny-start',
    statement: 'w is 0 or longer than 2^-12.',
    cases: anyCase(2, 4, 3),
    conclusion: ({ start }) => at(norm(start) === 0 ? 20 : Math.log2(norm(start)) + 12),
    broken: witness([2 ** -13, 0, 0]),
  }),
  landscape({
    id: 'step-and-data',
    statement: 'Where eta |x_1|^2 is within 1/100 of 2, w.x_1 stays 1/20 away from 1.',
    cases: anyCase(2, 4, 2),
    conclusion: (input) => {
      const [x] = input.data.x;
      return at(Math.max(100 * Math.abs(eta(input) * dot(x!, x!) - 2) - 1, 20 * Math.abs(dot(x!, input.start) - 1) - 1));
    },
    broken: witness([1, 0], {
      x: [
        [1, 0],
        [0, 1],
      ],
      step: 2,
    }),
  }),
  landscape({
    id: 'two-hypotheses',
    statement: 'Where |w| is within 1/50 of 3 and |x_1| within 1/50 of 2, w.x_1 stays below 5.6.',
    cases: anyCase(2, 4, 2),
    hypotheses: ({ start, data: { x } }) => [
      { ...paper('start-length', '|w| is 3'), slack: 0.02 - Math.abs(norm(start) - 3) },
      { ...paper('sample-length', '|x_1| is 2'), slack: 0.02 - Math.abs(norm(x[0]!) - 2) },
    ],
    conclusion: ({ start, data: { x } }) => at(5.6 - dot(x[0]!, start)),
    broken: witness([3, 0], {
      x: [
        [2, 0],
        [0, 1],
      ],
    }),
  }),
  landscape({
    id: 'three-parts',
    statement: 'Of three parts of scales 1/1000, 1 and 10,000 the last is violated near a point of 4 dimensions; the others never are.',
    cases: anyCase(2, 4, 4),
    conclusion: ({ start }) => {
      const slack = slackRecord();
      slack.record(Math.abs(start[1]!) / 1000, 0, 0, undefined, 'thousandths');
      slack.record(Math.abs(start[2]! - 1), 0, 0, undefined, 'ones');
      slack.record(10_000 * (distance(start, [0.8, 1.9, -2.4, -1.1]) - 0.25), 0, 0, undefined, 'ten thousands');
      return slack.conclusion()!;
    },
    broken: witness([0.8, 1.9, -2.4, -1.1]),
  }),
];
