/** Verdicts from intervals: certain one way, certain the other, or too close to tell at a stated resolution. */

import { added, type Estimate } from '../monte-carlo/estimate.js';
import { smallest } from '../numerics/lists.js';
import type { Evaluation, Label } from './claim.js';

/** A slack whose sign stays open is blurred, and decides nothing, unless a violation of this size would have been seen. */
const RESOLUTION = 1 / 4;

/** Collects the slacks of a case, each known to an interval. */
export interface IntervalRecord {
  /** lower <= upper at a step: (upper - lower) relative to the sizes of all terms. */
  order(step: number, lower: readonly Estimate[], upper: readonly Estimate[], what: string): void;
  /** A quantity that is not negative at a step, relative to the sizes of the terms that it is made of. */
  atLeastZero(step: number, quantity: Estimate, size: number, what: string): void;
  /**
   * A difference that is 0, known to lie within `width` of `difference` but for the probability paid, relative to the sizes of
   * the terms that it is made of.
   */
  zero(step: number, difference: number, width: number, size: number, what: string): void;
  /** The conclusion; none where all checks are blurred. */
  result(): Pick<Evaluation, 'conclusion' | 'undecided'>;
  /**
   * Whether all signs are certain, else the violation that each open check would have found, up to a power of two; whether some are
   * blurred; and the smallest error that the case sees: a statement that errs by this much is violated on it, `sees:1/64` say.
   */
  labels(): Label[];
}

interface Slack {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly note: string;
}

/** The smallest error that a check would call a violation, up to a power of two; none where all are violated or say nothing. */
function seenLabel(slacks: readonly Slack[]): Label[] {
  const least = smallest(slacks.map(({ high }) => high));
  if (!(least >= 0 && least <= 1)) return [];
  let size = 1;
  while (size / 2 >= least && size > 2 ** -20) size /= 2;
  return [['sees', `1/${1 / size}`]];
}

// A slack this far below 0 has an estimate below -(high - value), and so an interval below 0, but for the probability paid.
function found({ value, high }: Slack): number {
  return 2 * (high - value);
}

function isBlurred(slack: Slack): boolean {
  return slack.low < 0 && slack.high >= 0 && !(found(slack) <= RESOLUTION);
}

/** The slacks of a case in their order. */
export class SlackIntervals implements IntervalRecord {
  readonly #slacks: Slack[] = [];

  order(step: number, lower: readonly Estimate[], upper: readonly Estimate[], what: string): void {
    const left = added(...lower);
    const right = added(...upper);
    const size = [...lower, ...upper].reduce((sum, { value }) => sum + Math.abs(value), 0);
    if (size === 0) return;
    const note = `${what}: ${left.value} [${left.low}, ${left.high}] against ${right.value} [${right.low}, ${right.high}]`;
    this.#slacks.push({
      value: (right.value - left.value) / size,
      low: (right.low - left.high) / size,
      high: (right.high - left.low) / size,
      step,
      note,
    });
  }

  atLeastZero(step: number, { value, low, high }: Estimate, size: number, what: string): void {
    if (size === 0) return;
    this.#slacks.push({ value: value / size, low: low / size, high: high / size, step, note: `${what}: ${value} [${low}, ${high}]` });
  }

  zero(step: number, difference: number, width: number, size: number, what: string): void {
    if (size === 0) return;
    const off = Math.abs(difference);
    this.#slacks.push({
      value: -off / size,
      low: -(off + width) / size,
      high: (width - off) / size,
      step,
      note: `${what}: ${difference}, at most ${width} by chance`,
    });
  }

  result(): Pick<Evaluation, 'conclusion' | 'undecided'> {
    const slacks = this.#slacks;
    const [violated] = slacks.filter(({ high }) => high < 0).sort((a, b) => a.high - b.high);
    if (violated !== undefined) {
      return { conclusion: { slack: violated.high, rounding: 0, step: violated.step, note: violated.note } };
    }
    const [first, ...others] = slacks.filter((slack) => !isBlurred(slack));
    if (first === undefined) return { undecided: `none of ${slacks.length} checks can tell a violation of ${RESOLUTION} from none` };
    const { low, step, note } = others.reduce((least, slack) => (slack.low < least.low ? slack : least), first);
    return { conclusion: { slack: Math.max(0, low), rounding: 0, step, note } };
  }

  labels(): Label[] {
    const slacks = this.#slacks;
    const told = slacks.filter((slack) => !isBlurred(slack));
    const open = told.filter(({ low, high }) => low < 0 && high >= 0);
    let size = 2 ** -20;
    while (open.some((slack) => found(slack) > size)) size *= 2;
    return [
      open.length === 0 ? ['sign', 'certain'] : ['finds', `1/${1 / size}`],
      ...seenLabel(slacks),
      ...(told.length < slacks.length ? [['blurred', 'some'] as const] : []),
    ];
  }
}

/** An empty record. */
export function intervalRecord(): IntervalRecord {
  return new SlackIntervals();
}
