/** One tfjs optimizer at work on a vector. Nothing of tfjs is imported here, not even types, so that it stays an optional peer. */

import type { OptimizerState, StepSize } from '../optimizer/optimizer.js';

// Tensors that go in are of type `never`, which fits whatever tensor type the users' namespace has.

/** A tensor, as far as it is used here. */
export interface TfjsTensor {
  dispose(): void;
}

/** A variable, as far as it is used here. */
export interface TfjsVariable extends TfjsTensor {
  readonly name: string;
  assign(value: never): void;
  dataSync(): ArrayLike<number>;
}

/** An optimizer of tfjs, or one written for it (a subclass of `tf.Optimizer`), as far as it is used here. */
export interface TfjsOptimizer {
  applyGradients(gradients: never): void;
  setLearningRate?(rate: number): void;
  getConfig(): Readonly<Record<string, unknown>>;
  dispose(): void;
}

/** What is used of the namespace of tfjs 4; `@tensorflow/tfjs-core` with a backend will do. */
export interface Tfjs {
  tensor1d(values: Float32Array, dtype: 'float32'): TfjsTensor;
  variable(initial: never): TfjsVariable;
  train: {
    sgd(rate: number): TfjsOptimizer;
    momentum(rate: number, momentum: number, useNesterov?: boolean): TfjsOptimizer;
    adagrad(rate: number, initialAccumulator?: number): TfjsOptimizer;
    adadelta(rate?: number, rho?: number, epsilon?: number): TfjsOptimizer;
    rmsprop(rate: number, decay?: number, momentum?: number, epsilon?: number, centered?: boolean): TfjsOptimizer;
    adam(rate?: number, beta1?: number, beta2?: number, epsilon?: number): TfjsOptimizer;
    adamax(rate?: number, beta1?: number, beta2?: number, epsilon?: number, decay?: number): TfjsOptimizer;
  };
}

/** A state that holds tensors. Whoever runs many may free them early; otherwise they go when the state is collected. */
export interface TfjsState extends OptimizerState {
  step(params: Float64Array, gradient: Float64Array): void;
  dispose(): void;
}

/** Makes one instance; `options` are the hyperparameters given to `create`. */
export type TfjsFactory = (rate: number, options: Readonly<Record<string, unknown>>) => TfjsOptimizer;

const collected = new FinalizationRegistry((held: readonly TfjsTensor[]) => {
  for (const each of held) each.dispose();
});

/**
 * Sets the rate by `setLearningRate` where the optimizer has it (sgd, momentum). The others read their field
 * `learningRate` at every step and offer no other way, so it is set, and their public `getConfig` must confirm it.
 */
function setRate(optimizer: TfjsOptimizer, rate: number): void {
  if (optimizer.setLearningRate !== undefined) {
    optimizer.setLearningRate(rate);
    return;
  }
  Object.assign(optimizer, { learningRate: rate });
  if (!Object.is(optimizer.getConfig().learningRate, rate)) throw new Error(`the optimizer did not take the learning rate ${rate}`);
}

/**
 * One instance on a vector of `dimension` parameters, with a variable of its own.
 *
 * Steps are float32: parameters and gradients are rounded on their way in.
 */
export function createState(
  tf: Tfjs,
  factory: TfjsFactory,
  dimension: number,
  stepSize: StepSize,
  options: Readonly<Record<string, unknown>>,
): TfjsState {
  const rate = typeof stepSize === 'function' ? stepSize : () => stepSize;
  let current = rate(0);
  const optimizer = factory(current, options);
  const initial = tf.tensor1d(new Float32Array(dimension), 'float32');
  const variable = tf.variable(initial as never);
  initial.dispose();
  const held = [optimizer, variable];
  const float32 = new Float32Array(dimension);
  let k = 0;
  const state: TfjsState = {
    step(params, gradient) {
      const due = rate(k++);
      if (due !== current) setRate(optimizer, due);
      current = due;
      float32.set(params);
      const start = tf.tensor1d(float32.slice(), 'float32');
      const tensor = tf.tensor1d(Float32Array.from(gradient), 'float32');
      variable.assign(start as never);
      optimizer.applyGradients([{ name: variable.name, tensor }] as never);
      params.set(variable.dataSync());
      start.dispose();
      tensor.dispose();
    },
    dispose() {
      collected.unregister(state);
      for (const each of held.splice(0)) each.dispose();
    },
  };
  collected.register(state, held, state);
  return state;
}
