/** What is recorded of each run of SGD at each step that is looked at. */

/** Places of the quantities; vectors take d in a row. */
export interface ReplicateColumns {
  /** w_t, and wbar_t. */
  readonly iterate: number;
  readonly average: number;
  /** sum_{k<t} eta_k grad L(w_k), and (1/t) times the sum of these sums over the iterates that wbar_t averages; 0 without `drift`. */
  readonly drift: number;
  readonly averageDrift: number;
  /** sum_{k<t} 2 eta_k grad L(w_k).w_k; 0 without `drift`. */
  readonly descent: number;
  /** |w_t|^2. */
  readonly normSquare: number;
  /** (1/n) sum over active samples of l(w_t, z_i), and of l(wbar_t, z_i). */
  readonly loss: number;
  readonly averageLoss: number;
  /** sum_{k<t} eta_k l(w_k, z_xi_k) over the draws of active samples; its mean is sum eta_k E (L(w_k) - L*). */
  readonly lossSum: number;
  /** sum_{k<t} eta_k |grad l(w_k, z_xi_k)|. */
  readonly pathLength: number;
  /** sum_{k<t} eta_k^2 |grad l(w_k, z_xi_k)|^2. */
  readonly squareSum: number;
  /** sum_{k<t} eta_k (L(w_k) - L*), sum_{k<t} eta_k^2 E|grad l(w_k, z)|^2 given w_k, and the mean of the L(w_k) - L*; 0 without `drift`. */
  readonly fullLossSum: number;
  readonly fullSquareSum: number;
  readonly lossMean: number;
  readonly count: number;
}

/** Where each quantity lies for data of d features. */
export function replicateColumns(d: number): ReplicateColumns {
  return {
    iterate: 0,
    average: d,
    drift: 2 * d,
    averageDrift: 3 * d,
    descent: 4 * d,
    normSquare: 4 * d + 1,
    loss: 4 * d + 2,
    averageLoss: 4 * d + 3,
    lossSum: 4 * d + 4,
    pathLength: 4 * d + 5,
    squareSum: 4 * d + 6,
    fullLossSum: 4 * d + 7,
    fullSquareSum: 4 * d + 8,
    lossMean: 4 * d + 9,
    count: 4 * d + 10,
  };
}
