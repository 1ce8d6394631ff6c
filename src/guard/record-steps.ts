/** Keeps the calls that reach an optimizer, so that a failing one can be shown in the optimizer alone. */

import type { OptimizerUnderTest } from '../optimizer/optimizer.js';
import type { StepsWitness, SubjectOptions } from './check.js';

/** A call of an optimizer, made before it is known how it ends. */
export type Call =
  | { readonly instance: number; readonly options: Readonly<Record<string, unknown>> }
  | {
      readonly instance: number;
      readonly params: readonly number[];
      readonly gradient: readonly number[];
      /** True when the parameters are not those that the instance's last step left. */
      readonly moved: boolean;
      /** Which parts had a gradient, where the step was told. */
      readonly present?: readonly boolean[];
    };

/** Steps of a witness; an instance with more has none. */
const MOST = 1000;

/** Values of a schedule that a witness shows. */
const SCHEDULE_VALUES = 16;

/** Options as a witness holds them: a schedule as its first values. */
function shownOptions({ stepSize, ...options }: SubjectOptions): Record<string, unknown> {
  const values = (rate: (k: number) => number): number[] => Array.from({ length: SCHEDULE_VALUES }, (_, k) => rate(k));
  return { ...options, stepSize: typeof stepSize === 'function' ? values(stepSize) : stepSize };
}

/** The same optimizer, with each call told to `keep` before it is made. */
export function recordSteps(optimizer: OptimizerUnderTest, keep: (call: Call) => void): OptimizerUnderTest {
  let instances = 0;
  return {
    ...optimizer,
    create(options) {
      const instance = instances++;
      let after: readonly number[] | undefined;
      keep({ instance, options: shownOptions(options) });
      const state = optimizer.create(options);
      return {
        step(params, gradient, context) {
          const before = Array.from(params);
          const moved = after?.some((x, j) => !Object.is(x, before[j])) ?? false;
          const { present } = context ?? {};
          keep({ instance, params: before, gradient: Array.from(gradient), moved, ...(present === undefined ? {} : { present }) });
          const returned = state.step(params, gradient, context);
          after = Array.from(params);
          return returned;
        },
      };
    },
  };
}

/**
 * The steps of the instance called last; undefined when its parameters were moved between steps or when it took more
 * steps than a witness or its schedule shows, since then they do not reproduce.
 */
export function lastSteps(calls: readonly Call[]): StepsWitness | undefined {
  const last = calls.at(-1)?.instance;
  let options: Readonly<Record<string, unknown>> | undefined;
  let start: readonly number[] | undefined;
  let gradients: (readonly number[])[] = [];
  let present: (readonly boolean[] | undefined)[] = [];
  for (const call of calls) {
    if (call.instance !== last) continue;
    if ('options' in call) {
      // A check that is begun again counts its instances anew.
      ({ options } = call);
      start = undefined;
      gradients = [];
      present = [];
    } else {
      if (call.moved) return undefined;
      start ??= call.params;
      gradients.push(call.gradient);
      present.push(call.present);
    }
  }
  if (options === undefined || gradients.length > (Array.isArray(options.stepSize) ? SCHEDULE_VALUES : MOST)) return undefined;
  const told = present.filter((one) => one !== undefined);
  // A step that is told nothing has a gradient for every part.
  if (told.length > 0 && told.length < present.length) return undefined;
  return { kind: 'steps', options, start: start ?? [], gradients, ...(told.length === 0 ? {} : { present: told }), expected: [], got: [] };
}
