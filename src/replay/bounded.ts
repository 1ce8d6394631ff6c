/** Parts whose runs may cost so much and no more. */

import { type Parts, standardParts } from '../claim/parts.js';
import type { OptimizerUnderTest } from '../optimizer/optimizer.js';

/** A run that took more than it may. */
export class WorkExceeded extends Error {
  override readonly name = 'WorkExceeded';

  /** @param most - steps x units that were allowed. */
  constructor(readonly most: number) {
    super(`a run of more than ${most} steps x samples x neurons`);
  }
}

/** Steps x units that are told together. */
const PORTION = 2 ** 20;

/** Told of steps, throws {@link WorkExceeded} once they are more than `most` steps x units together. */
export function spending(units: number, most: number, told?: (work: number) => void): (steps: number) => void {
  let work = 0;
  let untold = 0;
  return (steps) => {
    work += steps * units;
    if (work > most) throw new WorkExceeded(most);
    untold += steps * units;
    if (told === undefined || untold < PORTION) return;
    told(untold);
    untold = 0;
  };
}

/**
 * The parts as the paper defines them, which throw {@link WorkExceeded} where a run of gradient descent, by steps or beyond them in
 * log time, takes more than `most` steps x units.
 *
 * @param units - samples x neurons of each step.
 * @param told - hears how much was done since it was told last, now and then.
 */
export function boundedParts(units: number, most: number, told?: (work: number) => void): Parts {
  const budget = (): ((steps: number) => void) => spending(units, most, told);
  const gradientDescent: OptimizerUnderTest = {
    ...standardParts.gradientDescent,
    create(options) {
      const state = standardParts.gradientDescent.create(options);
      const spend = budget();
      return {
        step(params, gradient) {
          spend(1);
          return state.step(params, gradient);
        },
      };
    },
  };
  return { ...standardParts, gradientDescent, trajectory: (options) => standardParts.trajectory({ ...options, spend: budget() }) };
}
