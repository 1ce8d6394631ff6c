/** Steps of the flow with error control, up to the first change of mode. */

import { type Rosenbrock, rosenbrock } from '../../numerics/rosenbrock.js';
import { firstHit } from './locate.js';
import { type Motion, Undecided } from './motion.js';
import { Trials } from './trials.js';
import type { Watch } from './watch.js';

/** Most steps in one continuation. */
const MOST_STEPS = 150_000;
/** After forces jumped, the flow starts with steps no longer than this. */
const CAUTIOUS = 0.05;

/** Moves a trajectory along its flow. */
export class Stepper {
  /** Steps taken and tried. */
  steps = 0;
  /** End of the step last tried. */
  private readonly next: Float64Array;
  private readonly error: Float64Array;
  private readonly solver: Rosenbrock;
  private h = 0.01;

  constructor(
    private readonly motion: Motion,
    private readonly watch: Watch,
    private readonly tolerance: number,
  ) {
    this.next = new Float64Array(motion.w.length);
    this.error = new Float64Array(motion.w.length);
    this.solver = rosenbrock(motion.piece);
  }

  /** Starts anew with short steps. */
  slowDown(): void {
    this.h = Math.min(this.h, CAUTIOUS);
  }

  /**
   * Takes one step, at most to the local reading `target`.
   *
   * @returns the levels that reached zero, when the step ended at a change of mode (see `Watch`), with its length; 0 when they
   * had been passed before.
   * @throws Undecided when the step size falls below rounding or the budget of steps is spent.
   */
  advance(target: number): { levels: readonly number[]; h: number } | undefined {
    const { motion, solver, next } = this;
    const { r } = motion;
    solver.depart(r, motion.w);
    const trials = new Trials(motion, this.watch, (h) => this.attempt(h), next, solver.startRate);
    const passed = trials.passed();
    if (passed.length > 0) return { levels: passed, h: 0 };
    for (;;) {
      const h = Math.min(this.h, target - r);
      if (!(r + h > r)) throw new Undecided('the step of the flow fell below rounding');
      const error = this.attempt(h);
      if (error > 1) {
        this.h = h * Math.max(0.1, 0.9 * error ** -0.25);
        continue;
      }
      const tried = this.steps;
      const hit = firstHit(trials, h);
      if (hit !== undefined) {
        motion.moveTo(hit.r, hit.w);
        motion.alignWithSteps();
        return { levels: hit.levels, h: hit.r - r };
      }
      if (this.steps > tried) this.attempt(h);
      const last = h === target - r;
      motion.moveTo(last ? target : r + h, next);
      const grown = h * Math.min(6, Math.max(0.3, 0.9 * Math.max(error, 1e-8) ** -0.25));
      // A step cut short by a checkpoint says nothing against the step that was wanted.
      this.h = last ? Math.max(this.h, grown) : grown;
      return undefined;
    }
  }

  /** Tries a step of length h into `next`; its error in units of the tolerance, Infinity when it cannot be taken. */
  private attempt(h: number): number {
    const { motion, next, error } = this;
    if (++this.steps > MOST_STEPS) throw new Undecided(`${MOST_STEPS} steps of the flow did not reach the horizon`);
    if (!this.solver.attempt(h, next, error)) return Number.POSITIVE_INFINITY;
    let worst = 0;
    for (let j = 0; j < next.length; j++) {
      const scale = this.tolerance * (1 + 1e-3 * Math.max(Math.abs(motion.w[j]!), Math.abs(next[j]!)));
      worst = Math.max(worst, Math.abs(error[j]!) / scale);
    }
    return Number.isNaN(worst) ? Number.POSITIVE_INFINITY : worst;
  }
}
