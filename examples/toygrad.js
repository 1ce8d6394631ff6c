// The trainers of toygrad: npx claimcheck guard examples/toygrad.js
// A trainer updates what its net hands out, so a net of one layer whose gradients are given drives it.
import { Trainers } from 'toygrad';

/** @param {import('claimcheck').Algorithm} algorithm */
const trainer = (name, Trainer, algorithm, defaults = {}) => ({
  name: `toygrad ${name}`,
  algorithm,
  precision: 'float32', // its layers and its state are Float32Array
  create({ dimension, stepSize, momentum = defaults.momentum, rho, epsilon, beta1, beta2 }) {
    const layer = { params: new Float32Array(dimension), grads: new Float32Array(dimension) };
    const net = { forward() {}, backward: () => 0, getParamsAndGrads: () => [layer] };
    const trainer = new Trainer(net, { momentum, ro: rho, eps: epsilon, beta1, beta2 });
    let k = 0;
    return {
      step(params, gradient) {
        trainer.learningRate = typeof stepSize === 'function' ? stepSize(k++) : stepSize;
        layer.params.set(params);
        layer.grads.set(gradient);
        trainer.train();
        params.set(layer.params);
      },
    };
  },
});

export default [
  trainer('SGD', Trainers.SGD, 'sgd', { momentum: 0 }),
  trainer('SGD (momentum)', Trainers.SGD, 'momentum', { momentum: 0.9 }),
  trainer('Nesterov', Trainers.Nesterov, 'nesterov'),
  trainer('Adagrad', Trainers.Adagrad, 'adagrad'),
  trainer('Adadelta', Trainers.Adadelta, 'adadelta'),
  trainer('Adam', Trainers.Adam, 'adam'),
];
