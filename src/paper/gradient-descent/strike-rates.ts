/** How often negatives are struck, by the max-margin problem whose solution p the run follows: w_t = p ln t + o(ln t). */

import { signOfProduct } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { type Dataset, sample } from '../../data/dataset.js';
import { nth, smallest } from '../../numerics/lists.js';
import { extendBasis, removeSpan } from '../../numerics/span.js';
import { cosine, dot } from '../../numerics/vector.js';
import type { FeasibleMargin } from '../../oracle/max-margin.js';
import { leastEigenvalue } from '../../oracle/residual.js';
import { constrainedMargin, EDGE } from './positives.js';

/** A negative with its multiplier mu_j > 0 in p = sum lambda_i x_i - sum mu_j x_j. */
export interface StruckKink {
  readonly sample: number;
  /** A strike at w.x_j = 0 moves w by (eta/n) x_j, so that (n/eta) mu_j of them come per unit of ln t. */
  readonly multiplier: number;
}

/** The kinks that hold p, minimiser of |p|^2 / 2 with p.x_i >= 1 on J and p.x_j <= 0 on the negatives. */
export interface StrikeRates {
  readonly kinks: readonly StruckKink[];
  /** The support vectors of J with their multipliers lambda_i: in the limit (eta/n) t exp(-w.x_i) tends to lambda_i. */
  readonly support: readonly { readonly sample: number; readonly multiplier: number }[];
  /** Whether all multipliers of p are unique and positive where their constraint is tight. */
  readonly regular: boolean;
  /** What is not yet p ln t in w falls like exp(-slowest ln t) in the limit, or faster; 0 where nothing is known. */
  readonly slowest: number;
  /** Whether no two of these negatives are at an obtuse angle, so that no strike lifts another sample towards its kink. */
  readonly apart: boolean;
}

/** The strike rates of a run whose positives J stay active; none where J is empty. */
export function strikeRates(data: Dataset, J: readonly number[], parts: Parts): StrikeRates | undefined {
  const best = J.length === 0 ? undefined : constrainedMargin(data, J, parts);
  if (best?.feasible !== true) return undefined;
  const square = best.margin * best.margin;
  const kinks = data.negatives
    .map((j, place) => ({ sample: j, multiplier: nth(best.constraintWeights, place) / square }))
    .filter(({ multiplier }) => multiplier > 0);
  const support = best.support.map((place) => ({ sample: nth(J, place), multiplier: nth(best.weights, place) / square }));
  const tight = data.negatives.filter((j) => Math.abs(cosine(best.direction, sample(data, j))) <= EDGE);
  const basis: Float64Array[] = [];
  const rows = [...support.map(({ sample: i }) => i), ...tight];
  for (const i of rows) extendBasis(basis, sample(data, i).slice());
  const regular = best.degenerate.length === 0 && tight.length === kinks.length && basis.length === rows.length;
  const apart = kinks.every((a) => kinks.every((b) => signOfProduct(data, a.sample, b.sample) >= 0));
  const rate = slowest(
    data,
    J,
    best,
    kinks.map(({ sample: j }) => sample(data, j)),
  );
  return { kinks, support, regular, slowest: regular ? rate : 0, apart };
}

/**
 * The slowest mode of the flow along the kinks: the least eigenvalue of sum lambda_i (P x_i)(P x_i)' on the span of the P x_i, P the projection
 * off the kinks, for independent support vectors; and p.x_i - 1 for the other positives of J, whose forces fall with that power of t.
 */
function slowest(data: Dataset, J: readonly number[], best: FeasibleMargin, kinks: readonly Float64Array[]): number {
  const off: Float64Array[] = [];
  for (const x of kinks) extendBasis(off, x.slice());
  const rows = best.support.map((place) => {
    const row = sample(data, nth(J, place)).slice();
    removeSpan(off, row);
    return row.map((entry) => (entry * Math.sqrt(nth(best.weights, place))) / best.margin);
  });
  const k = rows.length;
  const gram = Float64Array.from({ length: k * k }, (_, at) => dot(nth(rows, Math.floor(at / k)), nth(rows, at % k)));
  const gaps = J.filter((_, place) => !best.support.includes(place)).map((i) => dot(best.direction, sample(data, i)) / best.margin - 1);
  return Math.min(leastEigenvalue(gram, k), smallest(gaps));
}
