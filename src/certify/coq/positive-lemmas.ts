/** For Coq: which samples are positive, and their max-margin direction. */

import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { bestLemmas, exactBest, product } from './best-direction.js';
import { ofDouble } from './fraction.js';
import { sampleName, sampleNames } from './written-data.js';

/** Lemmas `listed`, and those of {@link bestLemmas} for `positives data`. */
export function positivesBest(at: Setting): readonly string[] {
  const { data, rows } = at;
  const named = data.positives.map((i) => ({ name: sampleName(i), features: (rows[i] ?? []).map(ofDouble) }));
  const names = data.positives.map(sampleName);
  return [
    `Lemma listed : positives data = [${names.join('; ')}].`,
    `Proof. unfold positives, data, ${sampleNames(at)}; split_labels; reflexivity. Qed.`,
    ...bestLemmas(named, 'positives data', 'listed', names.join(', ')),
  ];
}

/** The lemma `inside`: that direction is in the region. @throws Undecided where it is not. */
export function insideLemma(at: Setting): readonly string[] {
  const rows = at.rows.map((row) => row.map(ofDouble));
  const { u } = exactBest(at.data.positives.map((i) => rows[i] ?? []));
  mustHold(
    at.data.negatives.every((j) => product(rows[j] ?? [], u).numerator < 0n),
    'the max-margin direction of the positives is not in the region',
  );
  return [
    'Lemma inside : in_region data (scaled (/ norm u) u).',
    `Proof. apply best_inside; [exact is_long | unfold data, u, ${sampleNames(at)}; each]. Qed.`,
  ];
}
