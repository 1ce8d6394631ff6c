import { power } from '../numerics/elementary.js';
import { remembering, TWO_DOZEN } from '../numerics/remember.js';

/** Steps whose sizes are kept once they are known: runs with one alpha follow one another. */
const KEPT = 2 ** 14;

/**
 * The paper's step sizes for SGD, eta_k = (k+1)^(-alpha) with 0.5 < alpha < 1 (Proposition 1).
 *
 * @throws RangeError when alpha is not in (0.5, 1).
 */
export function powerSchedule(alpha: number): (k: number) => number {
  if (!(alpha > 0.5 && alpha < 1)) throw new RangeError(`alpha is ${alpha}, not in (0.5, 1)`);
  const known = sizesOf(alpha);
  return (k) => {
    if (!(k < KEPT)) return power(k + 1, -alpha);
    known[k] ??= power(k + 1, -alpha);
    return known[k];
  };
}

/** The sizes of the first steps for one alpha, as far as they are known. */
const sizesOf = remembering(
  (alpha: number) => Float64Array.of(alpha),
  (): number[] => [],
  TWO_DOZEN,
);
