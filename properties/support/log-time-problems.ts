/** The problems on which the log-time engine is compared with step-by-step runs, in its tests and in its table. */

import type { LabelledData } from '../../src/data/dataset.js';
import type { Model } from '../../src/model/model.js';
import { network } from '../../src/model/network.js';
import { leakyRelu, linear, relu } from '../../src/model/neuron.js';

/** A run of gradient descent. */
export interface Problem {
  readonly model: Model;
  readonly data: LabelledData;
  readonly start: readonly number[];
  readonly eta: number;
}

/** Two samples of either class; no kink attracts for long. */
export const conflict: LabelledData = {
  x: [
    [1, 0.5],
    [0.3, 1],
    [-1, -0.2],
    [-0.5, -1],
  ],
  y: [1, 1, -1, -1],
};

/** Samples (1,1), (1,-3) of the linear model; both are support vectors. */
export const unequalPair: Problem = {
  model: linear,
  data: {
    x: [
      [1, 1],
      [1, -3],
    ],
    y: [1, 1],
  },
  start: [0, 0],
  eta: 0.2,
};

/** The second sample is a support vector with zero dual. */
export const zeroDual: Problem = {
  model: linear,
  data: {
    x: [
      [1, 0],
      [1, 1],
    ],
    y: [1, 1],
  },
  start: [0, 0],
  eta: 0.1,
};

export const linearConflict: Problem = { model: linear, data: conflict, start: [0, 0], eta: 0.5 };
export const reluConflict: Problem = { model: relu, data: conflict, start: [0.1, 0.1], eta: 0.5 };
export const leakyConflict: Problem = { model: leakyRelu(0.2), data: conflict, start: [0.1, -0.1], eta: 0.5 };
export const networkConflict: Problem = { model: network([1, -1]), data: conflict, start: [1, 0.3, -0.5, -1], eta: 0.3 };

/** Under ReLU the positive sample drives w to the kink of the negative one, for ever. */
export const oneKink: Problem = {
  model: relu,
  data: {
    x: [
      [1, 0.5],
      [0.5, 1.5],
    ],
    y: [1, -1],
  },
  start: [1, -1],
  eta: 0.1,
};

/** Under ReLU the kinks of both negative samples are struck in turns. */
export const twoKinks: Problem = {
  model: relu,
  data: {
    x: [
      [1, 0.5, 0.7],
      [0.5, 1.5, -0.2],
      [0.2, -0.3, 1.2],
    ],
    y: [1, -1, -1],
  },
  start: [2, -1, -0.5],
  eta: 0.1,
};

/** Kinks of several neurons at once, whose pulls fall like 1/t. */
export const threeKinks: Problem = {
  model: network([1, -1, 0.5]),
  data: {
    x: [
      [1, 0.5],
      [0.3, 1],
      [-1, 0.2],
      [-0.5, -1],
    ],
    y: [1, -1, 1, -1],
  },
  start: [0.3, 0.1, -0.2, 0.4, 0.5, 0.6],
  eta: 0.3,
};

/** The positive x1 drifts into the kink of the negative x3 until the positive x2, silent at first, draws it away again. */
export const leaving: Problem = {
  model: relu,
  data: {
    x: [
      [1, 0.2, 0],
      [0.6, -1, 1],
      [0, 1, 0],
    ],
    y: [1, 1, -1],
  },
  start: [1, -0.1, 4.5],
  eta: 0.1,
};

/** One positive, and as many negatives as are struck: it drifts into all their kinks. */
function struck(x: number[][], eta: number): Problem {
  return { model: relu, data: { x, y: x.map((_, i) => (i === 0 ? 1 : -1)) }, start: x.map((_, j) => (j === 0 ? 1 : 0)), eta };
}

/** Three kinks of one neuron, at obtuse angles and at acute ones; four. */
export const threeObtuse = struck(
  [
    [1, 2, 2, 2],
    [-0.25, 1.5, -0.5, -0.5],
    [-0.25, -0.5, 1.25, -0.5],
    [-0.25, -0.5, -0.5, 1.4],
  ],
  1 / 4,
);
export const threeAcute = struck(
  [
    [1, 1, 1, 1],
    [-0.25, 1.5, 0.5, 0.25],
    [-0.25, 0.5, 1.25, 0.5],
    [-0.25, 0.25, 0.5, 1.5],
  ],
  1 / 4,
);
export const fourKinks = struck(
  [
    [1, 2, 2, 2, 2],
    [-0.25, 1.5, -0.25, -0.5, -0.25],
    [-0.25, -0.5, 1.25, -0.25, -0.25],
    [-0.25, -0.25, -0.5, 1.5, -0.25],
    [-0.25, 0.25, -0.25, -0.25, 1],
  ],
  1 / 8,
);
