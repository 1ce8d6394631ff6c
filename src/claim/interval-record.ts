/** Verdicts from intervals: certain one way, certain the other, or too close to tell at a stated resolution. */

import { added, type Estimate } from '../monte-carlo/estimate.js';
import type { Evaluation } from './claim.js';

/** A slack whose sign stays open decides nothing unless a violation of this size would have been seen. */
export const RESOLUTION = 1 / 4;

/** Collects the slacks of a case, each known to an interval. */
export interface IntervalRecord {
  /** lower <= upper at a step: (upper - lower) relative to the sizes of all terms. */
  order(step: number, lower: readonly Estimate[], upper: readonly Estimate[], what: string): void;
  /**
   * A difference that is 0, known to lie within `width` of `difference` but for the probability paid, relative to the sizes of
   * the terms that it is made of.
   */
  zero(step: number, difference: number, width: number, size: number, what: string): void;
  /** The conclusion, or why there is none. */
  result(): Pick<Evaluation, 'conclusion' | 'undecided'>;
  /** The smallest violation that every check of the case would have found, and whether all signs are certain. */
  labels(): string[];
}

interface Slack {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly note: string;
}

/** An empty record. */
export function intervalRecord(): IntervalRecord {
  const slacks: Slack[] = [];
  const length = ({ low, high }: Slack): number => high - low;
  return {
    order(step, lower, upper, what) {
      const left = added(...lower);
      const right = added(...upper);
      const size = [...lower, ...upper].reduce((sum, { value }) => sum + Math.abs(value), 0);
      if (size === 0) return;
      const note = `${what}: ${left.value} [${left.low}, ${left.high}] against ${right.value} [${right.low}, ${right.high}]`;
      slacks.push({ low: (right.low - left.high) / size, high: (right.high - left.low) / size, step, note });
    },
    zero(step, difference, width, size, what) {
      if (size === 0) return;
      const off = Math.abs(difference);
      // A difference as large as the sizes allow is the largest violation there is.
      slacks.push({
        low: -(off + width) / size,
        high: off > width ? -(off - width) / size : 0,
        step,
        note: `${what}: ${difference}, at most ${width} by chance`,
      });
    },
    result() {
      const violated = slacks.filter(({ high }) => high < 0).sort((a, b) => a.high - b.high)[0];
      if (violated !== undefined) {
        return { conclusion: { margin: violated.high, rounding: 0, step: violated.step, note: violated.note } };
      }
      const open = slacks.find((slack) => slack.low < 0 && !(length(slack) <= RESOLUTION));
      if (open !== undefined)
        return { undecided: `at step ${open.step} a violation below ${length(open)} would not be seen; ${open.note}` };
      const least = slacks.reduce<Slack | undefined>(
        (best, slack) => (best === undefined || slack.low < best.low ? slack : best),
        undefined,
      );
      if (least === undefined) return { undecided: 'nothing to compare' };
      return { conclusion: { margin: Math.max(0, least.low), rounding: 0, step: least.step, note: least.note } };
    },
    labels() {
      const widest = Math.max(0, ...slacks.map(length));
      let found = 2 ** -30;
      while (found < widest && found < 2 ** 30) found *= 2;
      const certain = slacks.every(({ low }) => low >= 0) || slacks.some(({ high }) => high < 0);
      return [`finds:${found >= 1 ? found : `1/${1 / found}`}`, `sign:${certain ? 'certain' : 'open'}`];
    },
  };
}
