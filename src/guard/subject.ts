/** From an optimizer to the subject that checks call: failures have a class of their own. */

import type { OptimizerState, OptimizerUnderTest } from '../optimizer/optimizer.js';
import { APART, type BatchedState, RUN } from './batched.js';
import type { Subject, SubjectState } from './check.js';
import { linearLoss } from './linear-loss.js';
import { neutralOptions } from './neutral-options.js';
import type { SubjectEntry } from './result.js';
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

const subjects = new WeakMap<OptimizerUnderTest, Subject>();

/**
 * The subject that stands for an optimizer, the same one each time.
 *
 * Its calls throw SubjectFailure when the optimizer throws or `create` returns no object with a `step`, and
 * AsynchronousStep when `step` returns a promise.
 */
export function subjectOf(optimizer: OptimizerUnderTest): Subject {
  let subject = subjects.get(optimizer);
  if (subject === undefined) {
    subject = madeSubject(optimizer);
    subjects.set(optimizer, subject);
  }
  return subject;
}

function madeSubject(optimizer: OptimizerUnderTest): Subject {
  const runOf = (state: BatchedState, start: Float64Array, gradients: readonly ArrayLike<number>[]): Float64Array[] => {
    try {
      return state[RUN]?.(start, gradients) ?? [];
    } catch (thrown) {
      if (thrown instanceof GuardLimit) throw thrown;
      throw new RunFailure(failure(`one of ${gradients.length} steps`, thrown).message);
    }
  };
  // An optimizer in another process makes its own of it there.
  const evaluates = !(APART in optimizer) && (optimizer.options?.includes('closure') ?? false);
  const create: Subject['create'] = (options) => {
    let state: BatchedState;
    try {
      state = optimizer.create({ ...neutralOptions(optimizer, options.dimension), ...options });
    } catch (thrown) {
      throw failure('create', thrown);
    }
    if (isThenable(state)) throw new SubjectFailure('create returned a promise; it must return the object itself');
    if (typeof state?.step !== 'function') throw new SubjectFailure('create returned no object with a function step');
    let k = 0;
    return {
      ...stored(state),
      step(params, gradient, told) {
        const context = evaluates && told?.evaluate === undefined ? { ...told, evaluate: linearLoss(gradient) } : told;
        const { length } = params;
        let returned: unknown;
        k++;
        try {
          returned = context === undefined ? state.step(params, gradient) : state.step(params, gradient, context);
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
  const { name, algorithm, precision = 'float64', options = [] } = optimizer;
  return { name, algorithm, precision, options, ...(APART in optimizer ? { apart: true } : {}), create };
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
