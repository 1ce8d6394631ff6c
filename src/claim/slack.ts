import type { ConclusionMargin } from './claim.js';
import { CLEAR_OF_ROUNDING } from './outcome.js';

/** Rounding bounds above this say nothing about a dimensionless slack. */
const UNINFORMATIVE = 0.1;

/** Keeps the smallest slack of a conclusion over the steps (or parts) of one case. */
export interface SlackRecord {
  /**
   * Takes in the slack at one step. A slack whose rounding bound is too large to tell anything is counted apart and
   * decides nothing.
   *
   * @param note - called only when this slack is the smallest so far.
   */
  record(margin: number, rounding: number, step: number, note?: () => string): void;
  /** Number of slacks left out for their rounding bound. */
  readonly blurred: number;
  /** The smallest slack; undefined when nothing was recorded. */
  conclusion(): ConclusionMargin | undefined;
}

/** Creates an empty record. Smallest means: smallest after allowing for rounding, so that a clear violation wins. */
export function slackRecord(): SlackRecord {
  let smallest = Number.POSITIVE_INFINITY;
  let found: ConclusionMargin | undefined;
  let blurred = 0;
  return {
    record(margin, rounding, step, note) {
      if (!(rounding <= UNINFORMATIVE)) {
        blurred++;
        return;
      }
      const allowed = margin + CLEAR_OF_ROUNDING * rounding;
      if (found !== undefined && !(allowed < smallest)) return;
      smallest = allowed;
      found = note === undefined ? { margin, rounding, step } : { margin, rounding, step, note: note() };
    },
    get blurred() {
      return blurred;
    },
    conclusion: () => found,
  };
}
