/** What a model is: a loss on a data set, with its value and gradient by the paper's conventions. */

import type { Dataset } from '../data/dataset.js';
import { log } from '../numerics/elementary.js';

/**
 * Results of one evaluation, allocated once and written over.
 *
 * Loss and gradient are stored divided by e^shift, so that exponents beyond the range of float64 neither overflow nor
 * turn into NaN: L(w) = loss * e^shift, grad L(w) = gradient * e^shift. The shift is 0 as long as all exponents are
 * at most 700.
 */
export interface Workspace {
  /** w_k.x_i at index i*K + k. */
  readonly preactivation: Float64Array;
  /** exp(-y_i f(x_i) - shift) for each sample. */
  readonly weight: Float64Array;
  /** Gradient of the loss (or of one sample's loss) by the parameters, times e^(-shift). */
  readonly gradient: Float64Array;
  /** Loss (or one sample's loss), times e^(-shift). */
  loss: number;
  shift: number;
}

/** A classifier f with the exponential loss L(w) = (1/n) sum_i exp(-y_i f(x_i)). */
export interface Model {
  readonly name: string;
  /** Number of hidden neurons K; parameters are K*d numbers, neuron by neuron. */
  readonly neurons: number;
  /** f(x_i) from the preactivations of sample i. */
  output(preactivation: Float64Array, i: number): number;
  /** Value and gradient of L at w, and all preactivations. */
  evaluate(data: Dataset, w: Float64Array, into: Workspace): void;
  /** Value and gradient of the loss of sample i alone, l(w, z_i), and that sample's preactivations. */
  evaluateSample(data: Dataset, i: number, w: Float64Array, into: Workspace): void;
}

/** Memory for evaluations of a model on a data set. */
export function workspace(model: Model, data: Dataset): Workspace {
  return {
    preactivation: new Float64Array(data.n * model.neurons),
    weight: new Float64Array(data.n),
    gradient: new Float64Array(data.d * model.neurons),
    loss: 0,
    shift: 0,
  };
}

/** ln of the loss last evaluated; right even where the loss itself overflows. */
export function logLoss(evaluation: Workspace): number {
  return log(evaluation.loss) + evaluation.shift;
}

/** Losses and gradients below this may hold subnormal terms, whose relative error is large. */
export const FULL_PRECISION = 2 ** -900;

/** Largest exponent that is not shifted away. */
export const UNSHIFTED = 700;
