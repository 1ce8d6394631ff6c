/** For Coq: w^+ with its margin gamma, and a bound B on the positives. */

import { nth } from '../../numerics/lists.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { exactBest, product } from './best-direction.js';
import { innerProduct, isBelowTwo, larger, literal, ofDouble } from './fraction.js';
import { sampleName } from './written-data.js';

/** The lemma `best_and_margin`: w^+ is u/|u|, and gamma is 1/|u|. */
export function bestWithMargin(at: Setting): readonly string[] {
  const rows = at.data.positives.map((i) => nth(at.rows, i).map(ofDouble));
  const { u } = exactBest(rows);
  const names = at.data.positives.map(sampleName);
  const touching = rows.some((row) => {
    const { numerator, denominator } = product(row, u);
    return numerator === denominator;
  });
  mustHold(touching, 'no positive has the least margin');
  const tells = `unfold u, ${names.join(', ')}; cbn [dot feat]; lra`;
  return [
    `Lemma best_and_margin : best ${at.data.d} data (scaled (/ norm u) u) (/ norm u).`,
    'Proof. apply best_with_margin; [exact is_long | exact best_is | | ]; rewrite listed.',
    `  - repeat (constructor; [${tells} | ]); constructor.`,
    `  - first_that ltac:(${tells}). Qed.`,
  ];
}

/** Lemmas `reached`, `B_positive` and, for short data, `B_short`: B = sqrt(the largest |x_i|^2) bounds the |x_i| of the positives. */
export function reachLemma(at: Setting): readonly string[] {
  const squares = at.data.positives.map((i) => innerProduct(nth(at.rows, i), nth(at.rows, i)));
  const largest = squares.reduce(larger);
  return [
    `Definition B := sqrt ${literal(largest)}.`,
    'Lemma reached : reach B data.',
    `Proof. unfold reach; rewrite listed; unfold ${at.data.positives.map(sampleName).join(', ')};`,
    '  repeat (constructor; [unfold norm, B; apply sqrt_le_1_alt; unfold sqnorm; cbn [dot feat]; lra | ]); constructor. Qed.',
    'Lemma B_positive : 0 <= B. Proof. apply sqrt_pos. Qed.',
    ...(isBelowTwo(largest)
      ? ['Lemma B_short : 0 <= B < sqrt 2. Proof. split; [exact B_positive | unfold B; apply sqrt_lt_1_alt; lra]. Qed.']
      : []),
  ];
}
