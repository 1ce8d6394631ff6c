/** Steps of the flow with error control, up to the first change of mode. */

import { rosenbrock } from '../../numerics/rosenbrock.js';
import { unlessStopped } from '../../numerics/stopping.js';
import { expectedKink, expectedLater } from './aim.js';
import { firstHit } from './locate.js';
import { type Motion, Undecided } from './motion.js';
import { Trials } from './trials.js';
import { Watch } from './watch.js';

/** After forces jumped, the flow starts with steps no longer than this. */
const CAUTIOUS = 0.05;
/** Most aims at one kink. */
const MOST_AIMS = 4;

/** Moves a trajectory along its flow. */
export class Stepper {
  private readonly trials: Trials;
  private h = 0.01;

  constructor(
    private readonly motion: Motion,
    tolerance: number,
    spend: (steps: number) => void,
  ) {
    this.trials = new Trials(motion, new Watch(motion.piece), rosenbrock(motion.piece), { tolerance, spend });
  }

  /** Steps taken and tried. */
  get steps(): number {
    return this.trials.steps;
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
    const { motion, trials } = this;
    const { r } = motion;
    trials.depart();
    const passed = trials.passed();
    if (passed.length > 0) return { levels: passed, h: 0 };
    for (;;) {
      unlessStopped();
      const longest = Math.min(r + this.h, target);
      let to = expectedKink(trials, longest);
      for (let aims = 1; ; aims++) {
        if (!(to > r)) throw new Undecided('the step of the flow fell below rounding');
        const error = trials.attempt(to);
        if (error > 1) {
          this.h = (to - r) * Math.max(0.1, 0.9 / fourthRoot(error));
          break;
        }
        const hit = firstHit(trials, to);
        if (hit === undefined) trials.go(to);
        if (!motion.piece.survey(trials.next)) {
          trials.depart();
          break;
        }
        if (hit !== undefined) {
          motion.moveTo(hit.r, trials.next);
          motion.alignWithSteps();
          return { levels: hit.levels, h: hit.r - r };
        }
        if (to < longest) {
          to = aims < MOST_AIMS ? expectedLater(trials, to, longest) : longest;
          continue;
        }
        motion.moveTo(to, trials.next);
        const grown = (to - r) * Math.min(6, Math.max(0.3, 0.9 / fourthRoot(Math.max(error, 1e-8))));
        // A step cut short by a checkpoint says nothing against the step that was wanted.
        this.h = to === target ? Math.max(this.h, grown) : grown;
        return undefined;
      }
    }
  }
}

function fourthRoot(x: number): number {
  return Math.sqrt(Math.sqrt(x));
}
