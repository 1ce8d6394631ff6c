/** Keeps the calls that reach an optimizer, so that a failing one can be shown in the optimizer alone. */

import type { OptimizerUnderTest } from '../optimizer/optimizer.js';
import type { StepsWitness, SubjectOptions } from './check.js';

/** Steps kept of one instance; beyond it there is no witness. */
const MOST = 1000;

/** Values of a schedule that a witness shows. */
const SCHEDULE_VALUES = 16;

/** Options as a witness holds them: a schedule as its first values. */
function shownOptions({ stepSize, ...options }: SubjectOptions, steps: number): Record<string, unknown> {
  const values = (rate: (k: number) => number): number[] => Array.from({ length: Math.max(steps, SCHEDULE_VALUES) }, (_, k) => rate(k));
  return { ...options, stepSize: typeof stepSize === 'function' ? values(stepSize) : stepSize };
}

/** An optimizer whose calls are recorded. */
export interface Recording {
  readonly optimizer: OptimizerUnderTest;
  /**
   * The steps of the instance called last; undefined when its parameters were changed between steps or there were too
   * many steps, since then start and gradients alone do not reproduce them.
   */
  witness(): StepsWitness | undefined;
}

/** Records the calls of an optimizer. */
export function recordSteps(optimizer: OptimizerUnderTest): Recording {
  let last: { options: SubjectOptions; start?: number[]; gradients: number[][]; after?: number[]; faithful: boolean } | undefined;
  const recorded: OptimizerUnderTest = {
    ...optimizer,
    create(options) {
      const record: NonNullable<typeof last> = { options, gradients: [], faithful: true };
      last = record;
      const state = optimizer.create(options);
      return {
        step(params, gradient) {
          last = record;
          const before = Array.from(params);
          record.start ??= before;
          if (record.after?.some((x, j) => !Object.is(x, before[j])) || record.gradients.length >= MOST) record.faithful = false;
          if (record.faithful) record.gradients.push(Array.from(gradient));
          const returned = state.step(params, gradient);
          record.after = Array.from(params);
          return returned;
        },
      };
    },
  };
  return {
    optimizer: recorded,
    witness() {
      if (last === undefined || !last.faithful) return undefined;
      const { options, start = [], gradients } = last;
      return { kind: 'steps', options: shownOptions(options, gradients.length), start, gradients, expected: [], got: [] };
    },
  };
}
