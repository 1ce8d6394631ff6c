// The gradient step of ml-logistic-regression: npx claimcheck guard examples/ml-logistic-regression.js
//
// Its public interface trains from zero weights. On the samples 2g (class 0) and 0 (class 1) the gradient of its loss at
// zero is g exactly, so training for one step gives the displacement -eta g, which is added to the parameters.
import LogisticRegression from 'ml-logistic-regression';
import { Matrix } from 'ml-matrix';

/** @type {import('claimcheck').OptimizerUnderTest} */
export default {
  name: 'ml-logistic-regression',
  algorithm: 'gradient-descent',
  create({ dimension, stepSize }) {
    const classes = Matrix.columnVector([0, 1]);
    let k = 0;
    return {
      step(params, gradient) {
        const learningRate = typeof stepSize === 'function' ? stepSize(k++) : stepSize;
        const regression = new LogisticRegression({ numSteps: 1, learningRate });
        regression.train(new Matrix([Array.from(gradient, (g) => 2 * g), new Array(dimension).fill(0)]), classes);
        const { weights } = regression.classifiers[0];
        for (let j = 0; j < dimension; j++) params[j] += weights.get(0, j);
      },
    };
  },
};
