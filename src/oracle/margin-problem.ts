/** The max-margin problem and its answers, which carry their proof. */

import type { Numbers } from '../numerics/vector.js';

/** Maximise the least a.w over unit vectors w with c.w <= 0. */
export interface MarginProblem {
  /** Length d of every row. */
  readonly dimension: number;
  /** Rows a with a.w >= 1; at least one. */
  readonly atLeastOne: readonly Numbers[];
  /** Rows c with c.w <= 0. */
  readonly atMostZero?: readonly Numbers[];
}

/**
 * The dual solution in rationals: q_i = weights[i] / denominator >= 0 with sum 1, mu_j = constraintWeights[j] /
 * denominator >= 0. With v = sum q_i a_i - sum mu_j c_j it certifies the answer by itself: v = 0 refutes the problem, and
 * a_i.v >= |v|^2 > 0, c_j.v <= 0 for all i, j make v / |v| the direction and |v| the margin.
 */
export interface DualCertificate {
  /** One per row of `atLeastOne`. */
  readonly weights: readonly bigint[];
  /** One per row of `atMostZero`. */
  readonly constraintWeights: readonly bigint[];
  /** Positive. */
  readonly denominator: bigint;
}

/**
 * What proves an answer whose exact integers would take too long. With v = sum multipliers_i a_i over the support, the residuals
 * a_i.v - level and a bound on the least singular value of the support rows, from `inverse`, enclose the exact solution to less than
 * 2^-100 |v|: its multipliers are positive, and all other rows are above the margin.
 */
export interface MarginEnclosure {
  /** Positive, in the order of `support`. */
  readonly multipliers: readonly bigint[];
  /** What a_i.v is near on the support, in units in which all rows are integers. */
  readonly level: bigint;
  /** Columns b_i with a_l.b_i near 1 for l = i and near 0 otherwise, a_l in the same units. */
  readonly inverse: readonly Float64Array[];
}

/**
 * A problem that has a point with positive margin. All doubles are correctly rounded from the exact values; where `exact` is
 * undefined, from values that differ from them by less than 2^-90 of the vector's length.
 */
interface FeasibleParts {
  readonly feasible: true;
  /** The unit vector that maximises the least a.w among those with c.w <= 0. */
  readonly direction: Float64Array;
  /** That least a.w, positive (0 only if it underflows). */
  readonly margin: number;
  /** q on the simplex over `atLeastOne`: sum q_i a_i - sum mu_j c_j = margin * direction. */
  readonly weights: Float64Array;
  /** mu >= 0 over `atMostZero`. */
  readonly constraintWeights: Float64Array;
  /** Indices i with a_i.w equal to the margin, ascending. */
  readonly support: readonly number[];
  /**
   * Support rows with q_i = 0, ascending. Where the support rows are dependent q is not unique, and another solution may
   * give them weight.
   */
  readonly degenerate: readonly number[];
  readonly certified: true;
}

/** An answer with its exact integers. */
export interface ExactMargin extends FeasibleParts {
  readonly exact: DualCertificate;
  /** An integer vector along the exact direction, before any rounding. */
  readonly exactDirection: readonly bigint[];
}

/** An answer whose integers would take too long; `support` and `degenerate` are proved to be right nevertheless. */
export interface EnclosedMargin extends FeasibleParts {
  readonly exact: undefined;
  readonly enclosure: MarginEnclosure;
}

/** Answer where the margin is positive. */
export type FeasibleMargin = ExactMargin | EnclosedMargin;

/** A problem without: a combination (Farkas) with sum q_i a_i = sum mu_j c_j. */
export interface InfeasibleMargin {
  readonly feasible: false;
  /** q on the simplex over `atLeastOne`, correctly rounded. */
  readonly weights: Float64Array;
  /** mu >= 0 over `atMostZero`, correctly rounded. */
  readonly constraintWeights: Float64Array;
  readonly exact: DualCertificate;
  readonly certified: true;
}

/** Answer of the max-margin oracle. */
export type MaxMargin = FeasibleMargin | InfeasibleMargin;
