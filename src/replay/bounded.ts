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

/** Told how far the runs of an evaluation are. */
export interface WorkWatch {
  /** So much was done since it was told last. */
  done(work: number): void;
  /** There is so much to do that the steps of a case do not tell. */
  found(work: number): void;
}

/**
 * The parts as the paper defines them, which throw {@link WorkExceeded} where a run of gradient descent, by steps or beyond them in
 * log time, takes more than `most` steps x units.
 *
 * @param units - samples x neurons of each step.
 * @param watch - told of these runs and of those of SGD, now and then.
 */
export function boundedParts(units: number, most: number, watch?: WorkWatch): Parts {
  const told = watch && ((work: number): void => watch.done(work));
  const budget = (): ((steps: number) => void) => spending(units, most, told);
  const telling = (optimizer: OptimizerUnderTest, account: () => (steps: number) => void): OptimizerUnderTest => ({
    ...optimizer,
    create(options) {
      const state = optimizer.create(options);
      const spend = account();
      return {
        step(params, gradient) {
          spend(1);
          return state.step(params, gradient);
        },
      };
    },
  });
  const bounded: Parts = {
    ...standardParts,
    gradientDescent: telling(standardParts.gradientDescent, budget),
    trajectory: (options) => standardParts.trajectory({ ...options, spend: budget() }),
  };
  if (watch === undefined) return bounded;
  return { ...bounded, ...toldOfSgd(units, watch, telling) };
}

/** SGD by steps, and many runs of it, each told of when it is made. */
function toldOfSgd(
  units: number,
  watch: WorkWatch,
  telling: (optimizer: OptimizerUnderTest, account: () => (steps: number) => void) => OptimizerUnderTest,
): Pick<Parts, 'stochasticGradientDescent' | 'sgdReplicates'> {
  let many = false;
  const spend = spending(units, Number.POSITIVE_INFINITY, watch.done);
  const alone = (steps: number): void => {
    if (!many) spend(steps);
  };
  const own = telling(standardParts.stochasticGradientDescent, () => alone);
  return {
    stochasticGradientDescent: own,
    sgdReplicates(options) {
      const work = units * (options.at.at(-1) ?? 0);
      const onRun = (made: number, all: number): void => {
        if (made === 1) watch.found((all - 1) * work);
        watch.done(work);
      };
      // Runs of the library's own parts are made faster, to the same bits.
      const optimizer = options.optimizer === own ? standardParts.stochasticGradientDescent : options.optimizer;
      many = true;
      try {
        return standardParts.sgdReplicates({ ...options, optimizer, onRun });
      } finally {
        many = false;
      }
    },
  };
}
