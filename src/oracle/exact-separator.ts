/** Exact separators from max-margin answers. */

import type { Numbers } from '../numerics/vector.js';
import { combination, ExactRows } from './exact-rows.js';
import type { FeasibleMargin } from './margin-problem.js';

/** An integer vector with a positive product with all rows: along the direction, or as near to it as the enclosure is. */
export function exactSeparator(rows: readonly Numbers[], dimension: number, answer: FeasibleMargin): readonly bigint[] {
  if (answer.exact !== undefined) return answer.exactDirection;
  return combination(new ExactRows(rows, dimension), answer.support, answer.enclosure.multipliers);
}
