/** Hypotheses that several claims share, each as a signed slack. */

import type { Case } from '../data/case.js';
import { type Dataset, sample } from '../data/dataset.js';
import { signOfDot } from '../numerics/exact-dot.js';
import type { Condition, Hypothesis } from './claim.js';
import type { Parts } from './parts.js';
import { eta } from './steps.js';

/** A hypothesis of the source. */
export function paper(id: string, name: string): Condition {
  return { id, name, of: 'paper' };
}

/** A hypothesis that the way of judging adds. */
export function method(id: string, name: string): Condition {
  return { id, name, of: 'method' };
}

/** Slack 1 where the condition is true of a case, -1 where it is not. */
export function holds(condition: Condition, isTrue: boolean): Hypothesis {
  return { ...condition, slack: isTrue ? 1 : -1 };
}

/** The hypothesis that some w separates the samples of both labels. */
export const SEPARABLE: Condition = paper('separable', 'linearly separable');

/** Both classes occur and some w has y_i w.x_i > 0 for all i (exactly). */
export function isSeparable(data: Dataset, parts: Parts): Hypothesis {
  return holds(SEPARABLE, data.positives.length > 0 && data.negatives.length > 0 && parts.separability(data).separable);
}

/** A constant step size above 0. */
export function isPositiveStep(input: Case): Hypothesis {
  return holds(paper('positive-step', '0 < eta'), eta(input) > 0);
}

/** The range of exponents that section 3.3 asks of SGD's step sizes (k+1)^(-alpha). */
export function isPaperExponent(alpha: number): Hypothesis {
  return holds(paper('exponent', '0.5 < alpha < 1'), alpha > 0.5 && alpha < 1);
}

/** Exact sign of x_i.x_j. */
export function signOfProduct(data: Dataset, i: number, j: number): -1 | 0 | 1 {
  return signOfDot(sample(data, i), sample(data, j));
}

/** True when every hypothesis is met. */
export function allMet(hypotheses: readonly Hypothesis[]): boolean {
  return hypotheses.every(({ slack }) => slack >= 0);
}
