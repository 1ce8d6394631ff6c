/** The fixed problems whose trajectories a baseline holds. */

import { dataset } from '../../data/dataset.js';
import { type Model, workspace } from '../../model/model.js';
import { linear, relu } from '../../model/neuron.js';
import { exp } from '../../numerics/elementary.js';
import { maxMargin, signedRows } from '../../oracle/max-margin.js';

/** A loss to run down. */
export interface Problem {
  /** Changes whenever the problem does, so that old baselines are not compared with it. */
  readonly id: string;
  readonly start: readonly number[];
  /** Loss at `w`; writes the gradient. */
  evaluate(w: Float64Array, gradient: Float64Array): number;
  /** Max-margin direction, where the problem has one. */
  readonly direction?: Float64Array;
}

/** Rows of a positive definite matrix with condition number about 60. */
const MATRIX = [
  [1, 0.25, 0, 0.125],
  [0.25, 0.5, 0.125, 0],
  [0, 0.125, 0.25, 0.0625],
  [0.125, 0, 0.0625, 0.0625],
];

const quadratic: Problem = {
  id: 'quadratic/1',
  start: [1, -2, 0.5, 3],
  evaluate(w, gradient) {
    let loss = 0;
    for (let i = 0; i < 4; i++) {
      let sum = 0;
      for (let j = 0; j < 4; j++) sum += MATRIX[i]![j]! * w[j]!;
      gradient[i] = sum;
      loss += 0.5 * sum * w[i]!;
    }
    return loss;
  },
};

/** Exponential loss of a model on fixed samples. */
function training(id: string, model: Model, data: ReturnType<typeof dataset>, start: readonly number[]): Omit<Problem, 'direction'> {
  const into = workspace(model, data);
  return {
    id,
    start,
    evaluate(w, gradient) {
      model.evaluate(data, w, into);
      const factor = exp(into.shift);
      for (let j = 0; j < gradient.length; j++) gradient[j] = into.gradient[j]! * factor;
      return into.loss * factor;
    },
  };
}

const SEPARABLE = dataset({
  x: [
    [1, 0.5, 1],
    [2, -0.5, 1],
    [0.75, 2, 1],
    [-1, 0.25, 1],
    [-0.5, -1.5, 1],
    [-2, 1, 1],
  ],
  y: [1, 1, 1, -1, -1, -1],
});

const answer = maxMargin({ dimension: SEPARABLE.d, atLeastOne: signedRows(SEPARABLE) });
if (!answer.feasible) throw new RangeError('the samples of the separable problem are not separable');

/** A quadratic, a linear classifier and a ReLU neuron. */
export const PROBLEMS: readonly Problem[] = [
  quadratic,
  { ...training('linear/1', linear, SEPARABLE, [0.25, 0.5, -0.25]), direction: answer.direction },
  training('relu/1', relu, SEPARABLE, [0.5, 0.5, 0.25]),
];
