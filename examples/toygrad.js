// The trainers of toygrad: npx claimcheck guard examples/toygrad.js
// A trainer updates what its net hands out, so a net of one layer whose gradients are given drives it.
import { Trainers } from 'toygrad';

/** @param {import('claimcheck').Algorithm} algorithm */
const subject = (name, algorithm, Trainer, defaults = {}) => ({
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
  subject('SGD', 'sgd', Trainers.SGD, { momentum: 0 }),
  subject('SGD (momentum)', 'momentum', Trainers.SGD, { momentum: 0.9 }),
  subject('Nesterov', 'nesterov', Trainers.Nesterov),
  subject('Adagrad', 'adagrad', Trainers.Adagrad),
  subject('Adadelta', 'adadelta', Trainers.Adadelta),
  subject('Adam', 'adam', Trainers.Adam),
];
