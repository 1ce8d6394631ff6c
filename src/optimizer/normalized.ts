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
        let square = 0;
        for (let j = 0; j < dimension; j++) square += gradient[j]! ** 2;
        const scale = square > 0 ? rate(k) / Math.sqrt(square) : 0;
        k++;
        for (let j = 0; j < dimension; j++) params[j]! -= scale * gradient[j]!;
      },
    };
  },
};
