/** The interface that every optimizer meets, ours and other people's. */

/** Algorithms that the suite has claims about. */
export type Algorithm =
  | 'gradient-descent'
  | 'sgd'
  | 'normalized-gradient-descent'
  | 'momentum'
  | 'nesterov'
  | 'adagrad'
  | 'rmsprop'
  | 'adadelta'
  | 'adam'
  | 'other';

/** A step size: a constant, or eta_k by step number k = 0, 1, ... */
export type StepSize = number | ((k: number) => number);

/** One optimizer at work: updates `params` in place from the gradient at `params`. */
export interface OptimizerState {
  step(params: Float64Array, gradient: Float64Array): void | Promise<void>;
}

/** An optimizer as a factory of independent states. All vectors are Float64Array of one length. */
export interface OptimizerUnderTest {
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly precision?: 'float64' | 'float32';
  create(options: { dimension: number; stepSize: StepSize; [hyperparameter: string]: unknown }): OptimizerState;
}
