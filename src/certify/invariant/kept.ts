/** What is shown of a run that chatters on kinks of negatives for ever. */
import type { Interval } from '../arithmetic/interval.js';

/** A negative x_b whose kink holds the limit direction. */
export interface Kink {
  readonly b: number;
  /** w.x_b stays within. */
  readonly box: Interval;
}

/** What is shown of w from an iterate on: w.x_i grows without bound on J, w.x_b stays bounded, and all others, but for multiples of the x_b, stay inactive. */
export interface Kept {
  /** The active positives, constant. */
  readonly J: readonly number[];
  readonly kinks: readonly Kink[];
  /** w.x_i never falls below, by members of J. */
  readonly floors: readonly Interval[];
  /** The proof, a sentence a line. */
  readonly how: readonly string[];
}
