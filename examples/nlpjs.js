// The training step of @nlpjs/neural: npx claimcheck guard examples/nlpjs.js
//
// A perceptron of one input is a parameter. Its weight and its bias cancel, so that the output is 0, where the slope is alpha,
// and the target -g / alpha gives the gradient g.
import neural from '@nlpjs/neural';

/** @param {'weights' | 'biases'} trained */
const subject = (trained) => ({
  name: `@nlpjs/neural, ${trained}`,
  algorithm: 'momentum',
  precision: 'float32', // its weights and their changes are Float32Array
  create({ dimension, stepSize, momentum = 0.5 }) {
    const net = new neural.NeuralNetwork({ momentum, alpha: 1 });
    net.initialize(
      1,
      Array.from({ length: dimension }, (_, j) => `${j}`),
    );
    const input = { keys: [0], data: { 0: 1 } };
    let k = 0;
    return {
      step(params, gradient) {
        // Set on the net itself, since train() lets it decay by epochs.
        net.decayLearningRate = typeof stepSize === 'function' ? stepSize(k++) : stepSize;
        net.perceptrons.forEach((perceptron, j) => {
          const w = trained === 'weights' ? params[j] : -params[j];
          perceptron.weights[0] = w;
          perceptron.bias = -w;
          net.trainPerceptron(perceptron, [{ input, output: { data: { [perceptron.id]: -gradient[j] } } }]);
          params[j] = trained === 'weights' ? perceptron.weights[0] : Math.fround(perceptron.bias);
        });
      },
    };
  },
});

export default [subject('weights'), subject('biases')];
