/** Numbers that a claim measures on its cases, for hunts that make them as small or as large as they can. */

import type { Certificate } from '../certify/certificate.js';
import type { Case } from '../data/case.js';

/** A number as it was measured on one case within the claim's hypotheses. */
export interface Measured {
  readonly value: number;
  /** Bound on the float64 rounding error of `value`. */
  readonly rounding: number;
}

/** A number that a claim measures. */
export interface Quantity {
  /** What it is, in words and formulas, with its unit. */
  readonly about: string;
  /**
   * Encloses the number on a case by other arithmetic than the claim's evaluation, and shows that the case meets the hypotheses: `slack` of
   * the certificate holds the number. Undefined where it cannot.
   */
  certify?(input: Case): Certificate | undefined;
}

/** Quantities by name. */
export type Quantities = Readonly<Record<string, Quantity>>;
