/** From an optimizer to the subject that checks call: failures have a class of their own. */

import type { OptimizerUnderTest } from '../optimizer/optimizer.js';
import { APART, type BatchedState, RUN } from './batched.js';
import type { Subject } from './check.js';
import { AsynchronousStep, describeThrown, GuardLimit, RunFailure, SubjectFailure } from './subject-failure.js';

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

function failure(call: string, thrown: unknown): Error {
  if (thrown instanceof GuardLimit) return thrown;
  return thrown instanceof SubjectFailure
    ? new SubjectFailure(`${call} ${thrown.message}`)
    : new SubjectFailure(`${call} threw ${describeThrown(thrown)}`);
}

/**
 * The subject that stands for an optimizer.
 *
 * Its calls throw SubjectFailure when the optimizer throws or `create` returns no object with a `step`, and
 * AsynchronousStep when `step` returns a promise.
 */
export function subjectOf(optimizer: OptimizerUnderTest): Subject {
  const runOf = (state: BatchedState, start: Float64Array, gradients: readonly ArrayLike<number>[]): Float64Array[] => {
    try {
      return state[RUN]?.(start, gradients) ?? [];
    } catch (thrown) {
      if (thrown instanceof GuardLimit) throw thrown;
      throw new RunFailure(failure(`one of ${gradients.length} steps`, thrown).message);
    }
  };
  const create: Subject['create'] = (options) => {
    let state: BatchedState;
    try {
      state = optimizer.create(options);
    } catch (thrown) {
      throw failure('create', thrown);
    }
    if (isThenable(state)) throw new SubjectFailure('create returned a promise; it must return the object itself');
    if (typeof state?.step !== 'function') throw new SubjectFailure('create returned no object with a function step');
    let k = 0;
    return {
      step(params, gradient) {
        const { length } = params;
        let returned: unknown;
        k++;
        try {
          returned = state.step(params, gradient);
        } catch (thrown) {
          throw failure(`step ${k}`, thrown);
        }
        if (params.length !== length || gradient.length !== length) throw new SubjectFailure(`step ${k} detached the arrays it was given`);
        if (isThenable(returned)) {
          returned.then(undefined, () => {});
          throw new AsynchronousStep(`step ${k} returned a promise`);
        }
      },
      ...(state[RUN] === undefined ? {} : { run: (start, gradients) => runOf(state, start, gradients) }),
    };
  };
  const { name, algorithm, precision = 'float64' } = optimizer;
  return { name, algorithm, precision, ...(APART in optimizer ? { apart: true } : {}), create };
}
