/** From an optimizer to the subject that checks call: failures have a class of their own, and a watcher sees each call. */

import type { OptimizerState, OptimizerUnderTest } from '../optimizer/optimizer.js';
import type { Subject } from './check.js';
import { AsynchronousStep, describeThrown, GuardLimit, SubjectFailure } from './subject-failure.js';

/** Told of the calls that reach the subject. */
export interface CallWatch {
  /** A call begins: step k = 1, 2, ... of an instance, or its creation (0). */
  enter(step: number): void;
  /** The call has returned or thrown. */
  leave(): void;
  /** A step returned a promise. */
  asynchronous(): void;
}

const UNWATCHED: CallWatch = { enter() {}, leave() {}, asynchronous() {} };

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
export function subjectOf(optimizer: OptimizerUnderTest, watch: CallWatch = UNWATCHED): Subject {
  const create: Subject['create'] = (options) => {
    let state: OptimizerState;
    watch.enter(0);
    try {
      state = optimizer.create(options);
    } catch (thrown) {
      throw failure('create', thrown);
    } finally {
      watch.leave();
    }
    if (isThenable(state)) throw new SubjectFailure('create returned a promise; it must return the object itself');
    if (typeof state?.step !== 'function') throw new SubjectFailure('create returned no object with a function step');
    let k = 0;
    return {
      step(params, gradient) {
        const { length } = params;
        let returned: unknown;
        watch.enter(++k);
        try {
          returned = state.step(params, gradient);
        } catch (thrown) {
          throw failure(`step ${k}`, thrown);
        } finally {
          watch.leave();
        }
        if (params.length !== length || gradient.length !== length) throw new SubjectFailure(`step ${k} detached the arrays it was given`);
        if (isThenable(returned)) {
          returned.then(undefined, () => {});
          watch.asynchronous();
          throw new AsynchronousStep(`step ${k} returned a promise`);
        }
      },
    };
  };
  return { name: optimizer.name, algorithm: optimizer.algorithm, precision: optimizer.precision ?? 'float64', create };
}
