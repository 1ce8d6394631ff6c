// The methods of ConvNetJS's Trainer: npx claimcheck guard examples/convnetjs.js
// A Trainer updates what its net hands out, so a net of one layer whose gradients are given drives it.
import convnetjs from 'convnetjs';

/** @param {string} method @param {import('claimcheck').Algorithm} algorithm @param {object} defaults */
const method = (method, algorithm, defaults = {}) => ({
  name: `convnetjs ${method}${algorithm === 'momentum' ? ' (momentum)' : ''}`,
  algorithm,
  create({ dimension, stepSize, momentum = defaults.momentum, rho, epsilon }) {
    const layer = { params: new Float64Array(dimension), grads: new Float64Array(dimension) };
    const net = { forward() {}, backward: () => 0, getParamsAndGrads: () => [layer] };
    const trainer = new convnetjs.Trainer(net, { method, momentum, ro: rho, eps: epsilon });
    let k = 0;
    return {
      step(params, gradient) {
        trainer.learning_rate = typeof stepSize === 'function' ? stepSize(k++) : stepSize;
        layer.params.set(params);
        layer.grads.set(gradient);
        trainer.train();
        params.set(layer.params);
      },
    };
  },
});

export default [
  method('sgd', 'sgd', { momentum: 0 }),
  method('sgd', 'momentum', { momentum: 0.9 }),
  method('adagrad', 'adagrad'),
  method('windowgrad', 'rmsprop'),
  method('adadelta', 'adadelta'),
];
