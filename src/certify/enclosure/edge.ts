/** Whether w^+ lies on the edge of the linearly separable region. */

import { nth } from '../../numerics/lists.js';
import { isNotPositive, signOf } from '../arithmetic/interval.js';
import type { CertifiedHypothesis } from '../certificate.js';
import { mustHold } from '../undecided.js';
import { marginVector } from './margin.js';
import type { Setting } from './setting.js';

/** w^+ outside the open region: a negative sample with w^+.x_b >= 0 (here exactly 0). */
export interface OnEdge {
  readonly b: number;
  readonly hypothesis: CertifiedHypothesis;
}

/** Shows that w^+.x_b = 0 for some negative and > 0 for none, by its dual weights; throws Undecided where it cannot. */
export function onEdge(at: Setting): OnEdge {
  const { data } = at;
  const { products } = marginVector(at, data.positives);
  mustHold(
    data.negatives.every((j) => isNotPositive(nth(products, j))),
    'w^+ is not shown to be in the closed region',
  );
  const b = data.negatives.find((j) => signOf(nth(products, j)) === 0);
  mustHold(b !== undefined, 'w^+ is not shown to be on the edge of the region');
  return {
    b,
    hypothesis: { name: 'w^+ not in the separable region', how: `v.x${b + 1} = 0 exactly, for v with w^+ = v/|v| by its dual weights` },
  };
}
