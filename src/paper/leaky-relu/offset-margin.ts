/** The max-margin classifier with an offset, u.x = c for any c: through the origin it is one of sums of pairs. */

import type { Parts } from '../../claim/parts.js';
import type { Dataset } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';
import type { MaxMargin } from '../../oracle/max-margin.js';

/** Samples of each label whose pairs are asked for at a time. */
const AT_ONCE = 8;

/**
 * The largest margin of r_i + r_j over positives i and negatives j, twice that of the classifier with an offset.
 *
 * Not all pairs are asked for: with two classes of thousands they do not fit in memory. Those of the samples nearest to the solution so
 * far are added until its nearest pair is among them; the largest margin of some pairs is that of all where no other pair is nearer.
 *
 * @param rows - r_i = y_i x_i, or rescaled.
 */
export function offsetMargin(data: Dataset, rows: readonly Float64Array[], parts: Parts): MaxMargin {
  const asked = new Set<string>();
  const pairs: Float64Array[] = [];
  let best: MaxMargin | undefined;
  for (;;) {
    const u = best?.feasible ? best.direction : new Float64Array(data.d);
    const [positives, negatives] = [nearest(rows, data.positives, u), nearest(rows, data.negatives, u)];
    if (best !== undefined && (!best.feasible || asked.has(nameOf(nth(positives, 0), nth(negatives, 0))))) return best;
    for (const i of positives) {
      for (const j of negatives) {
        if (asked.has(nameOf(i, j))) continue;
        asked.add(nameOf(i, j));
        pairs.push(nth(rows, i).map((entry, k) => entry + nth(nth(rows, j), k)));
      }
    }
    best = parts.maxMargin({ dimension: data.d, atLeastOne: pairs });
  }
}

/** The samples whose rows have the least inner products with u, ascending. */
function nearest(rows: readonly Float64Array[], of: readonly number[], u: Float64Array): number[] {
  return of
    .map((i) => [dot(u, nth(rows, i)), i] as const)
    .sort(([a], [b]) => a - b)
    .slice(0, AT_ONCE)
    .map(([, i]) => i);
}

function nameOf(i: number, j: number): string {
  return `${i}/${j}`;
}
