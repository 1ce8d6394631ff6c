/** Expectations over SGD's sampling, enclosed, whatever they come from. */
import type { Interval } from '../arithmetic/interval.js';
import type { CertifiedHypothesis } from '../certificate.js';
import type { Region } from './region.js';

/** Expectations at step k. */
export interface Expected {
  /** E of the sum of the active samples' losses: n (E L - its limit). */
  readonly loss: Interval;
  /** E exp(-w.x_i), by sample; 0 for those that are not active. */
  readonly losses: readonly Interval[];
  /** E c_i where w_k = w_0 + sum c_i x_i. */
  readonly coefficients: readonly Interval[];
  /** E |w_k|^2. */
  readonly normSquare: Interval;
}

/** A case's expectations at every step. The active samples are those of the region that all iterates share. */
export interface Expectations<Step extends Expected = Expected> extends Region {
  readonly at: readonly Step[];
  readonly etas: readonly Interval[];
  /** Largest sum of the active samples' losses at any iterate. */
  readonly largestLoss: Interval;
  /** The steps at which a display is looked at. */
  readonly picked: readonly number[];
  /** How it is known that every iterate stays in the region. */
  readonly stays: string;
  /** What holds besides, where the expectations are given something. */
  readonly given?: readonly CertifiedHypothesis[];
  /** What was done, in the words of an argument. */
  readonly method: string;
}

/** From here on the claims about long runs are judged. */
const FIRST_OF_LONG = 20;

/** The last step and earlier ones, each about 4/5 of the next, of which none is looked at before the claims about long runs are judged. */
export function pickedSteps(count: number): number[] {
  const steps: number[] = [];
  for (let t = count; t >= Math.min(count, FIRST_OF_LONG) && t >= 1; t = Math.floor((4 * t) / 5)) steps.push(t);
  return steps;
}
