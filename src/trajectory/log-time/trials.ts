/** Trial steps of the flow from where a trajectory stands, and how far each unit is from its kink at their ends. */

import { norm } from '../../numerics/vector.js';
import { type Motion, Undecided } from './motion.js';
import type { Levels, Watch } from './watch.js';

/** Tries one step of length h into `next`; its error in units of the tolerance, Infinity when it cannot be taken. */
type Attempt = (h: number) => number;

/** Levels and their rates at the start of a step and at the ends of trials. */
export class Trials {
  readonly start: Levels;
  readonly startRates: Float64Array;
  /** Rounding error of a level. */
  readonly rounding: number;
  private readonly velocity: Float64Array;

  /**
   * @param next - receives the ends of trials.
   * @param startRate - dW/dr at the start.
   */
  constructor(
    readonly motion: Motion,
    private readonly watch: Watch,
    private readonly attempt: Attempt,
    readonly next: Float64Array,
    startRate: Float64Array,
  ) {
    this.start = watch.levels(motion.r, motion.w);
    this.startRates = watch.rates(startRate);
    this.rounding = 1e-15 * (1 + norm(motion.w));
    this.velocity = new Float64Array(next.length);
  }

  /** Tries a step to the local reading r and returns the levels there. */
  levelsAt(r: number): Levels {
    if (this.attempt(r - this.motion.r) === Number.POSITIVE_INFINITY) throw new Undecided('the integrator failed next to a kink');
    return this.watch.levels(r, this.next);
  }

  /** Levels at the end of the last trial, which went to r. */
  levelsAfter(r: number): Levels {
    return this.watch.levels(r, this.next);
  }

  /** Rates of the units' levels at the end of the last trial, which went to r. */
  ratesAfter(r: number): Float64Array {
    this.motion.piece.rate(r, this.next, this.velocity);
    return this.watch.rates(this.velocity);
  }

  /** Levels that are clearly negative at the start: stopping at a whole step for one kink can carry a unit past another. */
  passed(): readonly number[] {
    return below(this.start, -100 * this.rounding);
  }

  /** Levels that are zero at the local reading r and w, up to the error `level` with which the moment is known. */
  near(r: number, w: Float64Array, level: number): readonly number[] {
    return below(this.watch.levels(r, w), Math.max(20 * this.rounding, 4 * level));
  }
}

function below(levels: Levels, bound: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < levels.length; at++) if (levels[at]! <= bound) found.push(at);
  return found;
}
