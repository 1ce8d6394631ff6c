/** Hypotheses that several claims share, each as a signed margin. */

import { type Dataset, sample } from '../data/dataset.js';
import { signOfDot } from '../numerics/exact-dot.js';
import type { HypothesisMargin } from './claim.js';
import type { Parts } from './parts.js';

/** 1 where a condition holds, -1 where it does not. */
export function holds(name: string, condition: boolean): HypothesisMargin {
  return { name, margin: condition ? 1 : -1 };
}

/** Both classes occur and some w has y_i w.x_i > 0 for all i (exactly). */
export function isSeparable(data: Dataset, parts: Parts): HypothesisMargin {
  return holds('linearly separable', data.positives.length > 0 && data.negatives.length > 0 && parts.separability(data).separable);
}

/** The range of exponents that section 3.3 asks of SGD's step sizes (k+1)^(-alpha). */
export function isPaperExponent(alpha: number): HypothesisMargin {
  return holds('0.5 < alpha < 1', alpha > 0.5 && alpha < 1);
}

/** Exact sign of x_i.x_j. */
export function signOfProduct(data: Dataset, i: number, j: number): -1 | 0 | 1 {
  return signOfDot(sample(data, i), sample(data, j));
}

/** True when every hypothesis is met. */
export function allMet(hypotheses: readonly HypothesisMargin[]): boolean {
  return hypotheses.every(({ margin }) => margin >= 0);
}
