import { norm } from '../numerics/vector.js';
import { stepSizeAt } from './gradient-descent.js';
import type { OptimizerUnderTest } from './optimizer.js';

/** Normalised gradient descent on the exponential loss, w <- w - eta_k g / |g| (Nacson et al. 2018a). */
export const normalizedGradientDescent: OptimizerUnderTest = {
  name: 'normalised gradient descent',
  algorithm: 'normalized-gradient-descent',
  create({ dimension, stepSize }) {
    const rate = stepSizeAt(stepSize);
    let k = 0;
    return {
      step(params, gradient) {
        const eta = rate(k++);
        const length = norm(gradient);
        if (length === 0) return;
        for (let j = 0; j < dimension; j++) params[j]! -= eta * (gradient[j]! / length);
      },
    };
  },
};
