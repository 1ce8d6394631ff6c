/** Strikes so dense that steps of gradient descent cost less than flows between them. */

import { exp } from '../../numerics/elementary.js';
import type { Chronicle } from './chronicle.js';
import { COUNTABLE, type Motion } from './motion.js';

/** Strikes that follow one another within so many steps cost less as steps than as flows. */
const DENSE = 64;
/** So many steps are then taken at once, and so many in all. */
const DENSE_STEPS = 1024;
const MOST_DENSE_STEPS = 20_000;
/** The same where strikes are resolved since no average holds, if a step costs little: numbers of the data times steps. */
const MOST_NEEDED = 3_000_000;
const NEEDED_WORK = 3e8;

/** Counts the steps that are taken only because strikes are dense. */
export class DenseStrikes {
  private steps = 0;

  /** @param impacts - strikes after which others are resolved only because no average holds. */
  constructor(
    private readonly motion: Motion,
    private readonly chronicle: Chronicle,
    private readonly impacts: number,
  ) {}

  /**
   * Number of steps to take while strikes are dense, else 0.
   *
   * @param resumedAt - the local clock, in steps, when the flow last took over.
   */
  burst(resumedAt: number): number {
    const { r } = this.motion;
    const pause = exp(Math.min(r, COUNTABLE)) - resumedAt;
    if (pause > DENSE || r > COUNTABLE || this.steps >= this.most()) return 0;
    this.steps += DENSE_STEPS;
    return DENSE_STEPS;
  }

  private most(): number {
    const { data, dimension } = this.motion.piece;
    if (this.chronicle.strikes <= this.impacts) return MOST_DENSE_STEPS;
    return Math.max(MOST_DENSE_STEPS, Math.min(MOST_NEEDED, NEEDED_WORK / (data.n * dimension)));
  }
}
