/** Which loss L stands for in proposition 1, theorem 3.3 and the lemmas: the printed divisor and the one that SGD's samples have. */

import type { ExpectedLoss } from '../../expectation/quantities.js';
import type { StableCase } from './stable-case.js';

/**
 * `reduced`: 1/n+ (or 1/|J|) times the sum over the active samples, as eqs. 7 and 8 print it; `excess`: 1/n times that sum, which is
 * L - L* and whose gradient SGD's samples from all n have on average.
 */
export type Normalisation = Exclude<keyof ExpectedLoss, 'full'>;

/** The number of samples that a normalisation divides by. */
export function divisor({ data, active }: Pick<StableCase, 'data' | 'active'>, loss: Normalisation): number {
  return loss === 'excess' ? data.n : active.length;
}

/** How many times larger than L - L* a loss is: 1, or n/n+. */
export function enlargement(at: Pick<StableCase, 'data' | 'active'>, loss: Normalisation): number {
  return at.data.n / divisor(at, loss);
}

/** Why displays fail with the printed normalisation. */
export const MIXED =
  'Eqs. 7 and 8 divide by the number of active samples, while SGD draws from all n. So E grad l(w, z) is (n+/n) grad L(w), E M_t is not 0, and every step of the proof that uses E M_t = 0 needs a factor n+/n. Where active samples are rare, w hardly moves while the printed right side falls at the full rate.';
/** Why they hold with the other. */
export const MATCHED =
  'With L - L* = (1/n) sum over the active samples in place of L, the sampled gradient has mean grad L, so E M_t = 0 and the proof goes through as printed.';
/** What the statement of the intended reading adds. */
export const FOR_EXCESS = 'Here L stands for L - L*, the sum over the active samples divided by n.';
