/** Whether data is linearly separable through the origin, with a proof either way. */

import type { Dataset } from '../data/dataset.js';
import { separates } from '../numerics/exact-dot.js';
import { gcd } from '../numerics/rational.js';
import { remembering, TWO_DOZEN } from '../numerics/remember.js';
import { exactSeparator } from './exact-separator.js';
import { maxMargin, signedRows } from './max-margin.js';
import { representablePoint } from './representable.js';
import { proposeSeparator } from './separator-proposal.js';

/** Largest n*d for which the linear program is tried: beyond, the exact method is as fast. */
const SMALL = 160;

/** Data with y_i w.x_i > 0 for all i. */
interface Separable {
  readonly separable: true;
  /** Exactly y_i w.x_i > 0 for all i, unless `exactSeparator` is present. */
  readonly separator: Float64Array;
  /**
   * Integers with exactly y_i w.x_i > 0, present only where no double vector with that property was found (cones narrower
   * than about 2^-53); `separator` is then the nearest double vector.
   */
  readonly exactSeparator?: readonly bigint[];
}

/** Data whose signed samples have zero in their convex hull. */
interface NotSeparable {
  readonly separable: false;
  /** q >= 0 with sum 1 and sum q_i y_i x_i = 0, correctly rounded. */
  readonly combination: Float64Array;
  /** Indices with q_i > 0, ascending. */
  readonly support: readonly number[];
  /** q_i exactly, as reduced fractions "p/q" ("0" where zero). */
  readonly exactCombination: readonly string[];
}

/** Answer of {@link separability}. */
export type Separability = Separable | NotSeparable;

/**
 * Decides whether some w has y_i w.x_i > 0 for all i.
 *
 * A linear program proposes a separator for small data and the exact signs decide; where it fails, the exact max-margin
 * solver gives the separator or the convex combination of y_i x_i that is zero. The last few answers are kept and shared: do not change
 * one.
 */
export function separability(data: Dataset): Separability {
  return decided(data);
}

/** Claims on one data set ask for it again in every chunk of cases, and some in every case. */
const decided = remembering(numbersOf, decide, TWO_DOZEN);

function numbersOf({ n, d, x, y }: Dataset): Float64Array {
  const numbers = new Float64Array(1 + n * (d + 1));
  numbers[0] = d;
  numbers.set(x, 1);
  numbers.set(y, 1 + n * d);
  return numbers;
}

function decide(data: Dataset): Separability {
  const rows = signedRows(data);
  if (data.n * data.d <= SMALL && rows.every((row) => row.some((x) => x !== 0))) {
    const separator = proposeSeparator(rows, data.d);
    if (separator !== undefined && separates(separator, rows)) return { separable: true, separator };
  }
  const best = maxMargin({ dimension: data.d, atLeastOne: rows });
  if (best.feasible && best.exact === undefined) {
    const { direction: separator } = best;
    if (separates(separator, rows)) return { separable: true, separator };
    return { separable: true, separator, exactSeparator: exactSeparator(rows, data.d, best) };
  }
  if (best.feasible) {
    const separator = representablePoint(best.exactDirection, rows, []);
    return separator === undefined
      ? { separable: true, separator: best.direction, exactSeparator: best.exactDirection }
      : { separable: true, separator };
  }
  const { weights, denominator } = best.exact;
  return {
    separable: false,
    combination: best.weights,
    support: weights.flatMap((q, i) => (q > 0n ? [i] : [])),
    exactCombination: weights.map((q) => reduced(q, denominator)),
  };
}

function reduced(numerator: bigint, denominator: bigint): string {
  if (numerator === 0n) return '0';
  const divisor = gcd(numerator, denominator);
  return `${numerator / divisor}/${denominator / divisor}`;
}
