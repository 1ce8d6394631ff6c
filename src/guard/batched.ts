/** Optimizers that take many steps in one call, which is what makes steps over a process cheap. */

import type { OptimizerState, OptimizerUnderTest } from '../optimizer/optimizer.js';

/** The method that takes many steps: a symbol, since a subject's own method of any name may mean something else. */
export const RUN: unique symbol = Symbol('run');

/** A state that may take a step from each of several gradients in turn. */
export interface BatchedState extends OptimizerState {
  /** The parameters after each step; `start` is left as it is. */
  [RUN]?(start: Float64Array, gradients: readonly ArrayLike<number>[]): Float64Array[];
}

/** An optimizer in another process. */
export interface ApartOptimizer extends OptimizerUnderTest {
  readonly [APART]: true;
}

/** Marks optimizers in another process. */
export const APART: unique symbol = Symbol('apart');
