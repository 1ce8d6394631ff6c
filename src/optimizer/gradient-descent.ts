/** Gradient descent and SGD: w_{k+1} = w_k - eta_k g_k. They differ in the gradient they are given, not in the update. */

import type { Algorithm, OptimizerUnderTest, StepSize } from './optimizer.js';

/** The update rule w <- w - eta_k g, with k counted from 0. */
function steepestDescent(name: string, algorithm: Algorithm): OptimizerUnderTest {
  return {
    name,
    algorithm,
    create({ dimension, stepSize }) {
      const rate = stepSizeAt(stepSize);
      let k = 0;
      return {
        step(params, gradient) {
          const eta = rate(k++);
          let j = 0;
          // Four at a time: V8 re-checks the arrays on every turn of a loop, which would cost more than the arithmetic.
          for (; j <= dimension - 4; j = (j + 4) | 0) {
            params[j]! -= eta * gradient[j]!;
            params[(j + 1) | 0]! -= eta * gradient[(j + 1) | 0]!;
            params[(j + 2) | 0]! -= eta * gradient[(j + 2) | 0]!;
            params[(j + 3) | 0]! -= eta * gradient[(j + 3) | 0]!;
          }
          for (; j < dimension; j++) params[j]! -= eta * gradient[j]!;
        },
      };
    },
  };
}

/** eta_k as a function of k, whichever way the step size was given. */
export function stepSizeAt(stepSize: StepSize): (k: number) => number {
  return typeof stepSize === 'number' ? () => stepSize : stepSize;
}

/** Gradient descent, (GD) of the paper: give it the full gradient. */
export const gradientDescent = steepestDescent('gradient descent', 'gradient-descent');

/** Stochastic gradient descent, (SGD) of the paper: give it the gradient of one sampled loss. */
export const stochasticGradientDescent = steepestDescent('stochastic gradient descent', 'sgd');
