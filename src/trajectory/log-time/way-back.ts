/**
 * The way back from an average that came within reach of another kink: to where it began, or where that is too many strikes ago to
 * where the other kink was still out of reach.
 */

import { strikeRate } from './average.js';
import type { Chronicle } from './chronicle.js';
import { MOST_STRIKES, type Owed } from './crossing.js';
import type { Motion } from './motion.js';

/** Strikes that are resolved at least before an average is tried anew. */
const PAUSE = 100;
/** Strikes before another kink comes within reach from which on they are resolved, if the average began too long ago. */
const SPAN = 1000;
/** Moments of an average that are remembered. */
const REMEMBERED = 64;

/** Where a run stood. */
interface Mark {
  /** Local reading of the clock. */
  readonly r: number;
  readonly restore: () => void;
}

/** How a run that was put back goes on. */
export type Return =
  /** It stands where the average began. */
  | { readonly from: 'start'; readonly goOn: () => void }
  /** It stands on average; strikes are resolved from the local reading `r` on. */
  | { readonly from: 'average'; readonly r: number };

/** Remembers where the present average began, and its last moments. */
export class WayBack {
  private begun: (Mark & { readonly strikes: number; readonly goOn: () => void }) | undefined;
  private passed: Mark[] = [];
  /** Strikes that were resolved before the average that was last taken back. */
  private lastStrikes = -1;
  /** What is to be resolved because an average of it did not hold. */
  owed: Owed = { until: Number.NEGATIVE_INFINITY, strikes: 0 };

  /** @param restOf - of what belongs to the run beside its motion and chronicle: puts it back to what it is now. */
  constructor(
    private readonly motion: Motion,
    private readonly chronicle: Chronicle,
    private readonly restOf: () => () => void,
  ) {}

  /** Whether what was noted since can still be taken back. */
  get isOpen(): boolean {
    return this.begun !== undefined;
  }

  /**
   * Notes where the run stands, unless it is on average, before its mode changes.
   *
   * @param goOn - changes the mode.
   */
  begin(goOn: () => void): void {
    if (this.motion.piece.sliding.length === 0) this.begun = { ...this.mark(), strikes: this.chronicle.strikes, goOn };
  }

  /** Closes the way back where the run is followed strike by strike. */
  forget(): void {
    if (this.motion.piece.sliding.length > 0) return;
    this.begun = undefined;
    this.passed = [];
  }

  /** Notes where the run stands if it is on average. */
  pass(): void {
    if (this.begun === undefined || this.motion.piece.sliding.length === 0) return;
    this.passed.push(this.mark());
    if (this.passed.length > REMEMBERED) this.passed.shift();
  }

  private mark(): Mark {
    const parts = [this.motion.wayBack(), this.chronicle.wayBack(), this.restOf()];
    return {
      r: this.motion.r,
      restore: () => {
        for (const restore of parts) restore();
      },
    };
  }

  /**
   * Puts the run back; strikes beyond the present moment are owed then.
   *
   * @returns undefined where there is no average, or strikes are used up.
   */
  take(): Return | undefined {
    const { begun, passed, motion, lastStrikes } = this;
    const now = motion.r;
    this.begun = undefined;
    this.passed = [];
    if (begun === undefined || begun.strikes >= MOST_STRIKES || begun.strikes === lastStrikes) return undefined;
    this.lastStrikes = begun.strikes;
    this.owed = { until: motion.s, strikes: begun.strikes + PAUSE };
    passed.at(-1)?.restore();
    const rate = passed.length === 0 ? 0 : strikeRate(motion);
    const left = MOST_STRIKES - begun.strikes - PAUSE;
    if (!((now - begun.r) * rate > left)) {
      begun.restore();
      return { from: 'start', goOn: begun.goOn };
    }
    if (left < SPAN) return undefined;
    const r = now - SPAN / rate;
    (passed.findLast((mark) => mark.r <= r) ?? passed[0]!).restore();
    return { from: 'average', r };
  }
}
