/** Expectations over enumerated draws as they stand in the inequalities of appendices D to F, each as a term with its error. */

import type { StepExpectations } from '../../expectation/quantities.js';
import { largest, nth } from '../../numerics/lists.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import { comparisonLength, startAlong } from './amounts.js';
import type { EnumeratedCase } from './enumeration.js';
import { enlargement, type Normalisation } from './normalisation.js';
import { ELEMENTARY, exactly, lengthOf, side, sumBefore, type Term, times, UNDERFLOW } from './sides.js';

/** E L(w_k). */
export function lossAt(at: EnumeratedCase, k: number, loss: Normalisation): Term {
  const step = stepAt(at, k);
  return [step.loss[loss], step.bounds.loss * enlargement(at, loss) + UNDERFLOW * at.data.n];
}

/** E L(wbar_t). */
export function averageLossAt(at: EnumeratedCase, t: number, loss: Normalisation): Term {
  // wbar_t is as exact as the iterates before it.
  const bound = largestBound(at, t, 'loss');
  return [stepAt(at, t).averageLoss[loss], bound * enlargement(at, loss) + UNDERFLOW * at.data.n];
}

/** sum_{k<t} eta_k E L(w_k). */
export function weightedLosses(at: EnumeratedCase, t: number, loss: Normalisation): Term {
  return sumBefore(t, (k) => times(at.eta(k), lossAt(at, k, loss)));
}

/** w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma. */
export function alongDirection(at: EnumeratedCase, t: number, loss: Normalisation): Term {
  const { value, error, size } = side(startAlong(at), times(at.gamma, weightedLosses(at, t, loss)), [-comparisonLength(at, t), 0]);
  return [value, error + roundingOf(8) * size];
}

/** E |w_t - u|^2 as terms. */
export function distanceTerms(at: EnumeratedCase, t: number, u: ArrayLike<number>): Term[] {
  const { normSquare, iterate, bounds } = stepAt(at, t);
  const length = norm(u);
  return [
    [normSquare, bounds.normSquare],
    [
      -2 * dot(iterate, u),
      2 * length * Math.sqrt(iterate.length) * bounds.iterate + roundingOf(at.data.d + ELEMENTARY) * length * norm(iterate),
    ],
    exactly(length ** 2),
  ];
}

/** |E wbar_t|. */
export function averageLength(at: EnumeratedCase, t: number): Term {
  return lengthOf(stepAt(at, t).average, averageError(at, t));
}

/** A bound on the error of each entry of E wbar_t: the largest among the iterates averaged. */
export function averageError(at: EnumeratedCase, t: number): number {
  return largestBound(at, t, 'iterate');
}

/** The expectations at step k, which is at most the horizon. */
export function stepAt({ expectations }: EnumeratedCase, k: number): StepExpectations {
  return nth(expectations.at, k);
}

function largestBound({ expectations }: EnumeratedCase, t: number, of: 'loss' | 'iterate'): number {
  return largest(expectations.at.slice(0, t + 1).map(({ bounds }) => bounds[of]));
}
