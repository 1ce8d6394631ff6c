/** For Coq: data with many copies of few samples, written as the few and how often each occurs. */

import { nth } from '../../numerics/lists.js';
import { dataSettingOf, neuronOf, type Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { fraction, literal } from './fraction.js';
import { sampleNames } from './written-data.js';

/** Different samples that are written out at most. */
const MOST_KINDS = 24;

/** A case with one copy of each sample, and how often each occurs. */
export interface Kinds {
  /** The case with each different sample once, in the order of their first copies. */
  readonly kinds: Setting;
  readonly counts: readonly number[];
}

/** @throws Undecided where there are too many different samples. */
export function kindsOf(at: Setting): Kinds {
  const { x, y } = at.input.data;
  const keys = x.map((row, i) => [...row, nth(y, i)].join());
  const firsts = keys.flatMap((key, i) => (keys.indexOf(key) === i ? [i] : []));
  mustHold(firsts.length <= MOST_KINDS, 'there are too many different samples to write out');
  const data = { x: firsts.map((i) => nth(x, i)), y: firsts.map((i) => nth(y, i)) };
  const kinds = neuronOf(dataSettingOf({ ...at.input, data }, at.arithmetic.precision));
  return { kinds, counts: firsts.map((i) => keys.filter((key) => key === keys[i]).length) };
}

/** n+/n, copies counted. */
export function shareOf({ kinds, counts }: Kinds): { readonly positives: number; readonly n: number } {
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  return { positives: sum(kinds.data.positives.map((i) => nth(counts, i))), n: sum(counts) };
}

/**
 * The definition `whole` of all data, and `is_whole`, `whole_stays`, `share_is`, `whole_reached` and `whole_best` about it, by lemmas
 * about `data`: `is_data`, `is_steady`, `only_positives`, `starts_inside`, `reached` and `best_and_margin`.
 */
export function copiesLemmas(of: Kinds): readonly string[] {
  const { kinds, counts } = of;
  const { d } = kinds.data;
  const { positives, n } = shareOf(of);
  return [
    '(** All data: each of these samples so often. *)',
    `Definition counts : list nat := [${counts.join('; ')}]%nat.`,
    'Definition whole := copies counts data.',
    'Lemma same : alike data whole.',
    'Proof. intro s. symmetry. apply in_copies. split; [reflexivity | repeat (constructor; [apply Nat.ltb_lt; reflexivity | ]); constructor]. Qed.',
    `Lemma is_whole : problem ${d} whole. Proof. exact (alike_problem _ _ _ same is_data). Qed.`,
    `Lemma whole_stays : staying ${d} whole alpha w0.`,
    'Proof.',
    '  split; [exact is_whole | split; [reflexivity | split; [unfold alpha; lra | intros draws H t]]].',
    '  exact (sgd_stays_in_region on _ whole draws _ w0 t is_whole eq_refl H (power_steps_pos alpha) (alike_steady _ _ _ same is_steady)',
    '    (alike_all _ _ _ same only_positives) (alike_all _ _ _ same starts_inside)).',
    'Qed.',
    `Lemma whole_reached : reach B whole. Proof. exact (alike_reach _ _ _ same reached). Qed.`,
    `Lemma whole_best : best ${d} whole (scaled (/ norm u) u) (/ norm u). Proof. exact (alike_best _ _ _ _ _ same best_and_margin). Qed.`,
    `Lemma positives_are : positive_count counts data = ${positives}%nat.`,
    `Proof. unfold counts, data, ${sampleNames(kinds)}; cbn [positive_count label]; split_labels; reflexivity. Qed.`,
    `Lemma share_is : share whole = ${literal(fraction(BigInt(positives), BigInt(n)))}.`,
    `Proof. unfold share, whole. rewrite size_positive_copies, size_copies, positives_are by reflexivity. replace (list_sum counts) with ${n}%nat by reflexivity. rewrite !INR_IZR_INZ. cbn; lra. Qed.`,
  ];
}
