/** TensorFlow.js optimizers as subjects of the guard; users hand over their namespace: `import * as tf from '@tensorflow/tfjs'`. */

import type { Algorithm, OptimizerOption, OptimizerUnderTest, StepSize } from '../optimizer/optimizer.js';
import { createState, type Tfjs, type TfjsFactory, type TfjsState } from './tfjs-state.js';

export type { Tfjs, TfjsFactory, TfjsOptimizer, TfjsState, TfjsTensor, TfjsVariable } from './tfjs-state.js';

/** A tfjs optimizer as a subject; its states can be disposed of. */
export interface TfjsSubject extends OptimizerUnderTest {
  create(options: { dimension: number; stepSize: StepSize; [hyperparameter: string]: unknown }): TfjsState;
}

/**
 * Any tfjs optimizer as a subject, `tf.train.*` or a subclass of `tf.Optimizer`.
 *
 * @param tf - the namespace, with a backend that can answer at once (cpu, wasm or webgl)
 * @param factory - makes one instance from the first learning rate and the hyperparameters given to `create`
 * @param options - what the factory understands besides; each is judged with and without
 */
export function tfjsOptimizer(
  tf: Tfjs,
  name: string,
  algorithm: Algorithm,
  factory: TfjsFactory,
  options: readonly OptimizerOption[] = [],
): TfjsSubject {
  return {
    name,
    algorithm,
    precision: 'float32',
    ...(options.length === 0 ? {} : { options }),
    create: ({ dimension, stepSize, ...given }) => createState(tf, factory, dimension, stepSize, given),
  };
}

/**
 * All optimizers of `tf.train`. Hyperparameters given to `create` (momentum, rho, epsilon, beta1, beta2,
 * initialAccumulator) take the place of tfjs's defaults; momentum is 0.9 where tfjs has no default. RMSProp is judged with
 * and without momentum, which tfjs keeps with the learning rate in its buffer.
 */
export function tfjsOptimizers(tf: Tfjs): TfjsSubject[] {
  const { train } = tf;
  const number = (value: unknown, otherwise?: number): number => (typeof value === 'number' ? value : (otherwise as number));
  return [
    tfjsOptimizer(tf, 'tf.train.sgd', 'sgd', (rate) => train.sgd(rate)),
    tfjsOptimizer(tf, 'tf.train.momentum', 'momentum', (rate, o) => train.momentum(rate, number(o.momentum, 0.9))),
    tfjsOptimizer(tf, 'tf.train.momentum (Nesterov)', 'nesterov', (rate, o) => train.momentum(rate, number(o.momentum, 0.9), true)),
    tfjsOptimizer(tf, 'tf.train.adagrad', 'adagrad', (rate, o) => train.adagrad(rate, number(o.initialAccumulator))),
    tfjsOptimizer(tf, 'tf.train.adadelta', 'adadelta', (rate, o) => train.adadelta(rate, number(o.rho), number(o.epsilon))),
    tfjsOptimizer(
      tf,
      'tf.train.rmsprop',
      'rmsprop',
      (rate, o) => train.rmsprop(rate, number(o.rho), number(o.momentum, 0), number(o.epsilon)),
      ['momentum'],
    ),
    tfjsOptimizer(tf, 'tf.train.rmsprop (centered)', 'rmsprop', (rate, o) =>
      train.rmsprop(rate, number(o.rho), 0, number(o.epsilon), true),
    ),
    tfjsOptimizer(tf, 'tf.train.adam', 'adam', (rate, o) => train.adam(rate, number(o.beta1), number(o.beta2), number(o.epsilon))),
    tfjsOptimizer(tf, 'tf.train.adamax', 'adamax', (rate, o) => train.adamax(rate, number(o.beta1), number(o.beta2), number(o.epsilon))),
  ];
}
