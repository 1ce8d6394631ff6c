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
  | 'adamw'
  | 'amsgrad'
  | 'adamax'
  | 'nadam'
  | 'radam'
  | 'lion'
  | 'signsgd'
  | 'signum'
  | 'rprop'
  | 'lars'
  | 'lamb'
  | 'adafactor'
  | 'muon'
  | 'ftrl'
  | 'asgd'
  | 'other';

/** Number formats that an optimizer may compute in. */
export type Precision = 'float64' | 'float32' | 'float16' | 'bfloat16';

/** What `create` may understand beside the step size and the algorithm's own hyperparameters. */
export type OptimizerOption =
  /** `weightDecay`, added to the gradient as lambda w. */
  | 'weightDecay'
  /** `weightDecay`, taken off the parameters beside the step. */
  | 'decoupledWeightDecay'
  /** `dampening` of the gradient that enters the momentum buffer. */
  | 'dampening'
  /** `momentum` on top of the step. */
  | 'momentum'
  /** `learningRateDecay` d: step k takes eta / (1 + k d). */
  | 'learningRateDecay'
  /** `maximize`: true ascends. */
  | 'maximize'
  /** `clipValue`: the largest entry of a gradient. */
  | 'clipValue'
  /** `clipNorm`: the largest Euclidean norm of each part of a gradient. */
  | 'clipNorm'
  /** `clipGlobalNorm`: the largest Euclidean norm of the whole gradient. */
  | 'clipGlobalNorm'
  /** `shapes`: number[][], the shapes of the parts that parameters are made of, in order. */
  | 'shapes'
  /** `groups`: what some parts are stepped with in place of what `create` gets; needs `shapes`. */
  | 'groups'
  /** A group's `stepSize` may be a list eta_0, eta_1, ... of which the last goes on; needs `groups`. */
  | 'groupSchedules'
  /** `frozen`: boolean[], which parts are never moved; needs `shapes`. */
  | 'frozen'
  /** A step may be told in its context which parts have a gradient; needs `shapes`. */
  | 'missingGradients'
  /** A step evaluates the loss itself, by what it is told in its context. */
  | 'closure'
  /** `radius` of SAM around the algorithm; needs `closure`. */
  | 'sharpness'
  /** `schedule` of one kind: step sizes that `create`'s is multiplied by, step by step. */
  | 'stepSchedule'
  | 'exponentialSchedule'
  | 'linearSchedule'
  | 'polynomialSchedule'
  | 'cosineSchedule'
  | 'oneCycleSchedule'
  /** Steps may draw from the `seed` that `create` gets. */
  | 'noise';

/** A step size: a constant, or eta_k by step number k = 0, 1, ... */
export type StepSize = number | ((k: number) => number);

/** A schedule of the optimizer's own: step k = 0, 1, ... takes eta times the factor of the kind. */
export type Schedule =
  /** factor^floor(k / every). */
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  /** factor^k. */
  | { readonly kind: 'exponential'; readonly factor: number }
  /** From `start` to `end` along a line within so many steps, and `end` from there on. */
  | { readonly kind: 'linear'; readonly start: number; readonly end: number; readonly steps: number }
  /** (1 - k / steps)^power, and 0 from there on. */
  | { readonly kind: 'polynomial'; readonly steps: number; readonly power: number }
  /** From 1 to `end` along half a cosine, which step k = `steps` has reached. */
  | { readonly kind: 'cosine'; readonly steps: number; readonly end: number }
  /** From `start` to 1 along half a cosine, reached at step `warmup` steps - 1, and on to `end`, which the last of `steps` steps has. */
  | { readonly kind: 'oneCycle'; readonly steps: number; readonly warmup: number; readonly start: number; readonly end: number };

/** Parts of the parameters with a step size and hyperparameters of their own. Each part is in one group. */
export interface ParameterGroup {
  /** Numbers of the parts in `shapes`, from 0. */
  readonly parts: readonly number[];
  /** In place of the step size that `create` gets; a list eta_0, eta_1, ..., of which the last goes on, where `groupSchedules` is declared. */
  readonly stepSize?: number | readonly number[];
  /** In place of the weight decay that `create` gets. */
  readonly weightDecay?: number;
}

/** What a step is told besides, where the optimizer declares an option that needs it. */
export interface StepContext {
  /** Whether each part has a gradient in this step; entries of those without are 0. Not given where all have one. */
  readonly present?: readonly boolean[];
  /** The loss at `params`, whose gradient is written to `gradient`; given to optimizers with the option `closure`. */
  readonly evaluate?: (params: Float64Array, gradient: Float64Array) => number;
}

/** One optimizer at work: updates `params` in place from the gradient at `params`. */
export interface OptimizerState {
  step(params: Float64Array, gradient: Float64Array, context?: StepContext): void | Promise<void>;
  /** The state as a value that JSON can hold. */
  save?(): unknown;
  /** Goes on from a saved state. */
  load?(state: unknown): void;
}

/** An optimizer as a factory of independent states. All vectors are Float64Array of one length. */
export interface OptimizerUnderTest {
  readonly name: string;
  readonly algorithm: Algorithm;
  readonly precision?: Precision;
  /** What `create` understands besides; each is judged with and without. */
  readonly options?: readonly OptimizerOption[];
  /** Checks that are known to be broken by their ids, each with a reason; one that passes is told. */
  readonly expectedBroken?: Readonly<Record<string, string>>;
  create(options: { dimension: number; stepSize: StepSize; [hyperparameter: string]: unknown }): OptimizerState;
}
