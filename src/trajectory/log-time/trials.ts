/** Trial steps of the flow from where a trajectory stands, and how far each unit is from its kink at their ends. */

import type { Rosenbrock } from '../../numerics/rosenbrock.js';
import { distance, norm } from '../../numerics/vector.js';
import { type Motion, Undecided } from './motion.js';
import type { Watch } from './watch.js';

/** Most steps in one continuation. */
const MOST_STEPS = 150_000;

/** A change of mode at the end of the last trial: the local reading, and the levels (see `Watch`) that bring it about. */
export interface Hit {
  readonly r: number;
  readonly levels: readonly number[];
}

/** How exact steps have to be, and what is told of each (see `LogTimeOptions`). */
export interface Limits {
  readonly tolerance: number;
  readonly spend: (steps: number) => void;
}

/** Levels (see `Watch`) and their rates at the start of a step and at the ends of trials. */
export class Trials {
  /** Steps tried. */
  steps = 0;
  readonly start: Float64Array;
  /** Derivatives by r, of the units' levels only. */
  readonly startRates: Float64Array;
  readonly startCurvatures: Float64Array;
  /** End of the last trial, its levels, and their rates. */
  readonly next: Float64Array;
  readonly levels: Float64Array;
  readonly rates: Float64Array;
  /** Rounding error of a level. */
  rounding = 0;
  private readonly endRate: Float64Array;
  private readonly velocity: Float64Array;
  private readonly error: Float64Array;
  /** Length of the last trial and its error in units of the tolerance; NaN before the first. */
  private length = Number.NaN;
  private lastError = 0;
  /** Whether levels and rates are those of the last trial. */
  private known = false;

  constructor(
    readonly motion: Motion,
    private readonly watch: Watch,
    private readonly solver: Rosenbrock,
    private readonly limits: Limits,
  ) {
    const { dimension } = motion.piece;
    [this.start, this.startRates, this.startCurvatures] = [watch.room(), watch.room(), watch.room()];
    [this.levels, this.rates] = [watch.room(), watch.room()];
    const vector = (): Float64Array => new Float64Array(dimension);
    [this.next, this.endRate, this.velocity, this.error] = [vector(), vector(), vector(), vector()];
  }

  /** The levels that are watched, ascending; entries of others are of no use. */
  get watched(): Int32Array {
    return this.watch.watched;
  }

  /** Departs from where the motion stands. */
  depart(): void {
    const { motion, watch, solver } = this;
    motion.piece.survey(motion.w);
    solver.depart(motion.r, motion.w);
    if (watch.covers(motion.w)) this.lookBack();
    else this.gather(0);
    this.rounding = 1e-15 * (1 + norm(motion.w));
    this.length = Number.NaN;
  }

  /** Takes levels and their derivatives at the start. */
  private lookBack(): void {
    const { motion, watch, solver, velocity } = this;
    watch.levels(motion.r, motion.w, this.start);
    watch.distances(solver.startRate, this.startRates);
    solver.curvature(velocity);
    watch.distances(velocity, this.startCurvatures);
  }

  /** Watches the units about the start, for moves as long as given. */
  private gather(longest: number): void {
    this.watch.gather(this.motion.w, longest);
    this.lookBack();
  }

  /**
   * Tries a step to the local reading r, into `next`.
   *
   * @returns its error in units of the tolerance, Infinity when it cannot be taken.
   * @throws Undecided when the budget of steps is spent.
   */
  attempt(r: number): number {
    const h = r - this.motion.r;
    if (h === this.length) return this.lastError;
    if (++this.steps > MOST_STEPS) throw new Undecided(`${MOST_STEPS} steps of the flow did not reach the horizon`);
    const { motion, next, error, endRate } = this;
    const { tolerance, spend } = this.limits;
    spend(1);
    const { w } = motion;
    this.length = h;
    this.known = false;
    let worst = 0;
    if (this.solver.attempt(h, next, error, endRate)) {
      for (let j = 0; j < next.length; j++) {
        const scale = tolerance * (1 + 1e-3 * Math.max(Math.abs(w[j]!), Math.abs(next[j]!)));
        worst = Math.max(worst, Math.abs(error[j]!) / scale);
      }
    } else {
      worst = Number.POSITIVE_INFINITY;
    }
    this.lastError = Number.isNaN(worst) ? Number.POSITIVE_INFINITY : worst;
    return this.lastError;
  }

  /** Tries a step to the local reading r; `levels` and `rates` are then those there. */
  go(r: number): void {
    if (this.attempt(r) === Number.POSITIVE_INFINITY) throw new Undecided('the integrator failed next to a kink');
    if (this.known) return;
    if (!this.watch.covers(this.next)) this.gather(distance(this.motion.w, this.next));
    this.watch.levels(r, this.next, this.levels);
    this.watch.distances(this.endRate, this.rates);
    this.known = true;
  }

  /** Levels that are clearly negative at the start: stopping at a whole step for one kink can carry a unit past another. */
  passed(): readonly number[] {
    return this.below(this.start, -100 * this.rounding);
  }

  /** Levels that are zero at the end of the last trial, up to the error `level` with which the moment is known. */
  near(level: number): readonly number[] {
    return this.below(this.levels, Math.max(20 * this.rounding, 4 * level));
  }

  private below(levels: Float64Array, bound: number): number[] {
    const found: number[] = [];
    for (let k = 0; k < this.watched.length; k++) if (levels[this.watched[k]!]! <= bound) found.push(this.watched[k]!);
    return found;
  }
}
