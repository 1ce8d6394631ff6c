/** Runs whose chatter on kinks decides where they go; the first four are of one ReLU neuron. */

import type { Case } from '../../src/data/case.js';

const relu = (x: number[][], y: (1 | -1)[], start: number[]): Case => ({
  claim: 'thm-3.2/classification@repaired',
  data: { x, y },
  start,
  steps: { kind: 'constant', eta: 0.5, count: 0 },
});

/** A strike of x4 lifts the positive x2 over its kink; x2 wakes x3, whose strike throws x2 back, again and again. */
export const lock = relu(
  [
    [-0.9375, 0.5625, -0.0625, 0.03125],
    [-0.25, -0.9375, 0.25, 0],
    [-1.8125, -2, 0, 0],
    [-0.6875, 1.125, 0, 0],
  ],
  [1, 1, -1, -1],
  [2.4375, -0.640625, 0, 320],
);

/** Data in quarters that lock soon: x4, then x2 and x3 at once, at a start in the cycle. */
export const quickLock = relu(
  [
    [-0.25, 0.5, -1.25, 0.5],
    [-2, -0.5, 1, 0],
    [-1.75, -1.5, 0, 0],
    [0.75, 2.25, 0, 0],
  ],
  [1, 1, -1, -1],
  [0.13671875, -0.08203125, 0.09765625, 16.39453125],
);

/** w^+ is strictly inside the separable region, and x3 is struck for ever. */
export const slidesInside = relu(
  [
    [1, 1],
    [-0.5, -4],
    [0, 1],
  ],
  [1, 1, -1],
  [4, -0.125],
);

/** Two negatives at an obtuse angle are struck in turn. */
export const obtuse = relu(
  [
    [1, 1, 1],
    [-0.25, 1.5, -0.5],
    [-0.25, -0.5, 1.25],
  ],
  [1, -1, -1],
  [4, -2, -1.5],
);

const network = (x: number[][], y: (1 | -1)[], start: number[], eta: number, outputWeights: number[]): Case => ({
  claim: 'thm-4.1/direction@intended',
  data: { x, y },
  start,
  steps: { kind: 'constant', eta, count: 0 },
  outputWeights,
});

/** Neuron 1 slides into the origin, where all its kinks meet; the phase of the chatter decides on which side it leaves. */
export const apex = network(
  [
    [-0.40625, 0.53125],
    [-1, 0.96875],
    [1.25, 0.5],
    [0.1875, -0.15625],
    [1.59375, -1.09375],
  ],
  [-1, -1, -1, 1, 1],
  [-0.625, 1.59375, 0.1875, 2.78125, -0.125, 0.71875, 1.625, 1.59375],
  0.125,
  [0.625, -1.25, -1.5, 0.5],
);

/** A force like t^(-3/2) lifts neuron 1 to a kink whose strike is like 1/t: its pattern flips some sqrt(t) times. */
export const flipsForEver = network(
  [
    [1, 0, 0, 0],
    [1.5, 1, 0, 0],
    [0, 1, 0, 0],
    [-1, 0, 0, -0.5],
    [0, 0, 1, 0],
  ],
  [1, 1, -1, -1, -1],
  [1, -0.26, -1, 0, -1, 1, -1, 0, -1, -1, 100, 10, -1, -1, 101, 10],
  0.5,
  [1, -1, 1, -1],
);

/**
 * Neuron 1 acts on x1 alone and neuron 2 on x2 alone, with the signs that these ask for. Neuron 3 acts on x2 too, with the other sign: it
 * loses w_3.x2 at a rate of `weight`, dies when that is used up, and never comes to x1.
 */
export const dies = (weight: number, height: number): Case =>
  network(
    [
      [1, 2],
      [2, -1.625],
    ],
    [1, -1],
    [0.5, 1, 1, -0.8125, 0, -height],
    0.25,
    [1, -1, weight],
  );

/** Those whose neuron 3 dies at ln t from 29 to 212: log time leaves it right on its kink, and rounding gives w_3.x2 either sign. */
export const diesLate: readonly Case[] = [1 / 16, 1 / 64].flatMap((weight) =>
  [1, 1.25, 1.5, 1.75, 2].map((height) => dies(weight, height)),
);

/** The partitions in the end. */
export const WHERE_IT_DIED = [
  { members: [0], neurons: [0] },
  { members: [1], neurons: [1] },
];
