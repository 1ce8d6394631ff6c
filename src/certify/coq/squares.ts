/** Quadratic forms as sums of squares. */

import { nth } from '../../numerics/lists.js';
import { type Fraction, fraction, minus, over, plus, times } from './fraction.js';

/** weight (sum_j form_j u_j)^2, the weight positive. */
export interface Square {
  readonly weight: Fraction;
  readonly form: readonly Fraction[];
}

/** The squares that add up to u^T A u, by elimination; undefined where they do not all have positive weights, as for every indefinite A. */
export function squaresOf(symmetric: readonly (readonly Fraction[])[]): readonly Square[] | undefined {
  const rest = symmetric.map((row) => [...row]);
  const squares: Square[] = [];
  for (const [place, row] of rest.entries()) {
    const weight = nth(row, place);
    if (weight.numerator <= 0n) return undefined;
    const form = row.map((entry, j) => (j < place ? fraction(0n) : over(entry, weight)));
    squares.push({ weight, form });
    for (const later of rest.slice(place + 1)) {
      const factor = over(nth(later, place), weight);
      for (const [j, entry] of row.entries()) later[j] = plus(nth(later, j), minus(times(factor, entry)));
    }
  }
  return squares;
}
