/** From an optimizer to the subject that checks call: failures have a class of their own, and a watcher sees each call. */

import type { OptimizerState, OptimizerUnderTest } from '../optimizer/optimizer.js';
import type { Subject, SubjectState } from './check.js';
import { neutralOptions } from './neutral-options.js';
import type { SubjectEntry } from './result.js';
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

/** Saving and loading with their failures as findings, where an optimizer has both. */
function stored(state: OptimizerState): Pick<SubjectState, 'save' | 'load'> {
  if (typeof state.save !== 'function' || typeof state.load !== 'function') return {};
  return {
    save() {
      try {
        return state.save?.();
      } catch (thrown) {
        throw failure('save', thrown);
      }
    },
    load(saved) {
      try {
        state.load?.(saved);
      } catch (thrown) {
        throw failure('load', thrown);
      }
    },
  };
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
      state = optimizer.create({ ...neutralOptions(optimizer, options.dimension), ...options });
    } catch (thrown) {
      throw failure('create', thrown);
    } finally {
      watch.leave();
    }
    if (isThenable(state)) throw new SubjectFailure('create returned a promise; it must return the object itself');
    if (typeof state?.step !== 'function') throw new SubjectFailure('create returned no object with a function step');
    let k = 0;
    return {
      ...stored(state),
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
  const { name, algorithm, precision = 'float64', options = [] } = optimizer;
  return { name, algorithm, precision, options, create };
}

/** What an optimizer says of itself, as plain data. */
export function entryOf({ name, algorithm, precision = 'float64', options, expectedBroken }: OptimizerUnderTest): SubjectEntry {
  return {
    name,
    algorithm,
    precision,
    ...(options === undefined ? {} : { options: [...options] }),
    ...(expectedBroken === undefined ? {} : { expectedBroken: { ...expectedBroken } }),
  };
}
