// The training step of brain.js: npx claimcheck guard examples/brain.js
//
// A net of one linear unit for each parameter (leaky ReLU of slope 1) with input 1 has the outputs weight + bias. One of
// the two is the parameter and the other its negative, so that the output is 0 and the target -g gives the gradient g.
import brain from 'brain.js';

/** @param {import('claimcheck').Algorithm} algorithm @param {'weights' | 'biases'} trained */
const subject = (name, algorithm, trained, defaults) => ({
  name: `brain.js ${name}, ${trained}`,
  algorithm,
  precision: 'float32', // its weights and its state are Float32Array
  create({ dimension, stepSize, ...options }) {
    const units = Array.from({ length: dimension }, () => ({ bias: 0, weights: { 0: 0 } }));
    const net = new brain.NeuralNetwork({ ...defaults, ...options });
    net.fromJSON({ sizes: [1, dimension], layers: [{ 0: {} }, { ...units }], activation: 'leaky-relu', leakyReluAlpha: 1 });
    const biases = net.biases[1];
    const weights = net.weights[1];
    let k = 0;
    return {
      step(params, gradient) {
        // Set and stepped on the net itself, since train() refuses learning rates of 1 and more.
        net.trainOpts.learningRate = typeof stepSize === 'function' ? stepSize(k++) : stepSize;
        for (let j = 0; j < dimension; j++) {
          weights[j][0] = trained === 'weights' ? params[j] : -params[j];
          biases[j] = trained === 'weights' ? -params[j] : params[j];
        }
        net.trainPattern({ input: [1], output: gradient.map((g) => -g) });
        for (let j = 0; j < dimension; j++) params[j] = trained === 'weights' ? weights[j][0] : biases[j];
      },
    };
  },
});

export default [
  subject('momentum', 'momentum', 'weights', { momentum: 0.1 }),
  subject('momentum', 'momentum', 'biases', { momentum: 0.1 }),
  subject('Adam', 'adam', 'weights', { praxis: 'adam' }),
  subject('Adam', 'adam', 'biases', { praxis: 'adam' }),
];
