// The methods of ConvNetJS's Trainer: npx claimcheck guard examples/convnetjs.js
// A Trainer updates what its net hands out, so a net of one layer whose gradients are given drives it.
import convnetjs from 'convnetjs';

/** @param {import('claimcheck').Algorithm} algorithm */
const subject = (name, algorithm, method, defaults = {}) => ({
  name: `convnetjs ${name}`,
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
  subject('sgd', 'sgd', 'sgd', { momentum: 0 }),
  subject('sgd (momentum)', 'momentum', 'sgd', { momentum: 0.9 }),
  subject('adagrad', 'adagrad', 'adagrad'),
  subject('windowgrad', 'rmsprop', 'windowgrad'),
  subject('adadelta', 'adadelta', 'adadelta'),
];
