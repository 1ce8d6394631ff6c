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

/** Smallest means: smallest after allowing for rounding, so that a clear violation wins. */
export class LeastSlack implements SlackRecord {
  #smallest = Number.POSITIVE_INFINITY;
  #found: Conclusion | undefined;
  #blurred = 0;
  readonly #parts = new Map<string, PartSlack & { readonly allowed: number }>();

  record(slack: number, rounding: number, step: number, note?: () => string, part?: string): void {
    if (!(rounding <= UNINFORMATIVE)) {
      this.#blurred++;
      return;
    }
    const allowed = slack + CLEAR_OF_ROUNDING * rounding;
    if (part !== undefined && !(allowed >= (this.#parts.get(part)?.allowed ?? Number.POSITIVE_INFINITY)))
      this.#parts.set(part, { name: part, slack, rounding, allowed });
    if (this.#found !== undefined && !(allowed < this.#smallest)) return;
    this.#smallest = allowed;
    this.#found = note === undefined ? { slack, rounding, step } : { slack, rounding, step, note: note() };
  }

  get blurred(): number {
    return this.#blurred;
  }

  conclusion(): Conclusion | undefined {
    if (this.#found === undefined || this.#parts.size < 2) return this.#found;
    return { ...this.#found, parts: [...this.#parts.values()].map(({ name, slack, rounding }) => ({ name, slack, rounding })) };
  }
}

/** Creates an empty record. */
export function slackRecord(): SlackRecord {
  return new LeastSlack();
}
