import type { Conclusion, PartSlack } from './claim.js';
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
   * @param part - name of what the slack is of, for claims that say several things of unlike scales.
   */
  record(slack: number, rounding: number, step: number, note?: () => string, part?: string): void;
  /** Number of slacks left out for their rounding bound. */
  readonly blurred: number;
  /** The smallest slack; undefined when nothing was recorded. */
  conclusion(): Conclusion | undefined;
}

/** Creates an empty record. Smallest means: smallest after allowing for rounding, so that a clear violation wins. */
export function slackRecord(): SlackRecord {
  let smallest = Number.POSITIVE_INFINITY;
  let found: Conclusion | undefined;
  let blurred = 0;
  const parts = new Map<string, PartSlack & { readonly allowed: number }>();
  return {
    record(slack, rounding, step, note, part) {
      if (!(rounding <= UNINFORMATIVE)) {
        blurred++;
        return;
      }
      const allowed = slack + CLEAR_OF_ROUNDING * rounding;
      if (part !== undefined && !(allowed >= (parts.get(part)?.allowed ?? Number.POSITIVE_INFINITY)))
        parts.set(part, { name: part, slack, rounding, allowed });
      if (found !== undefined && !(allowed < smallest)) return;
      smallest = allowed;
      found = note === undefined ? { slack, rounding, step } : { slack, rounding, step, note: note() };
    },
    get blurred() {
      return blurred;
    },
    conclusion() {
      if (found === undefined || parts.size < 2) return found;
      return { ...found, parts: [...parts.values()].map(({ name, slack, rounding }) => ({ name, slack, rounding })) };
    },
  };
}
