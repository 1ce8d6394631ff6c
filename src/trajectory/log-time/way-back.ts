/** The way back from an average that came within reach of another kink, to where it began: strikes are resolved from there. */

import type { Chronicle } from './chronicle.js';
import { MOST_STRIKES, type Owed } from './crossing.js';
import type { Motion } from './motion.js';

/** Strikes that are resolved at least before an average is tried anew. */
const PAUSE = 100;

/** Where a run stood when it was last followed strike by strike. */
interface Mark {
  readonly strikes: number;
  /** Puts the run back to where it stood, and on from there. */
  readonly goOn: () => void;
}

/** Remembers where the present average began. */
export class WayBack {
  private mark: Mark | undefined;
  /** Strikes that were resolved before the average that was last taken back. */
  private lastStrikes = -1;
  /** What is to be resolved because an average of it did not hold. */
  owed: Owed = { until: Number.NEGATIVE_INFINITY, strikes: 0 };

  constructor(
    private readonly motion: Motion,
    private readonly chronicle: Chronicle,
  ) {}

  /** Whether what was noted since can still be taken back. */
  get isOpen(): boolean {
    return this.mark !== undefined;
  }

  /**
   * Notes where the run stands, unless it is on average, before its mode changes.
   *
   * @param goOn - puts back what else belongs to the run, and changes its mode.
   */
  note(goOn: () => void): void {
    const { motion, chronicle } = this;
    if (motion.piece.sliding.length > 0) return;
    const restore = [motion.wayBack(), chronicle.wayBack()];
    this.mark = {
      strikes: chronicle.strikes,
      goOn: () => {
        for (const part of restore) part();
        goOn();
      },
    };
  }

  /** Closes the way back where the run is followed strike by strike. */
  forget(): void {
    if (this.motion.piece.sliding.length === 0) this.mark = undefined;
  }

  /**
   * Goes back to where the average began, and resolves strikes beyond the present moment.
   *
   * @returns false where there is no average, or strikes are used up.
   */
  take(): boolean {
    const { mark, motion, lastStrikes } = this;
    this.mark = undefined;
    if (mark === undefined || mark.strikes >= MOST_STRIKES || mark.strikes === lastStrikes) return false;
    this.lastStrikes = mark.strikes;
    this.owed = { until: motion.s, strikes: mark.strikes + PAUSE };
    mark.goOn();
    return true;
  }
}
