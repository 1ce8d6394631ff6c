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
interface DualCertificate {
  /** One per row of `atLeastOne`. */
  readonly weights: readonly bigint[];
  /** One per row of `atMostZero`. */
  readonly constraintWeights: readonly bigint[];
  /** Positive. */
  readonly denominator: bigint;
}

/** A problem that has a point with positive margin. All doubles are correctly rounded from the exact values. */
export interface FeasibleMargin {
  readonly feasible: true;
  /** The unit vector that maximises the least a.w among those with c.w <= 0. */
  readonly direction: Float64Array;
  /** An integer vector along the exact direction, before any rounding. */
  readonly exactDirection: readonly bigint[];
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
  readonly exact: DualCertificate;
  readonly certified: true;
}

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
