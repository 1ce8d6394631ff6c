/** For Coq: samples that a file marks as active, which samples those are, and that none of them pushes another over its kink. */

import { everySample } from '../../data/dataset.js';
import { isNotNegative, isPositive } from '../arithmetic/interval.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { forEach } from './tactics.js';
import { sampleName, sampleNames } from './written-data.js';

/** How the held samples are written: `positives data` by their labels, `filter on data` by their sides. */
export type HeldList = 'positives data' | 'filter on data';

/** How a file marks samples: an expression, the names to unfold in it, and the projections that reduce then. */
interface Marked {
  readonly on: string;
  readonly unfolded?: string;
  readonly reduced: string;
}

/**
 * The definition `on`, lemmas `on_i` for each sample, and `is_steady`: the marked samples push none over its kink.
 *
 * @throws Undecided where one may.
 */
export function steadyLemmas(at: Setting, J: readonly number[], { on, unfolded, reduced }: Marked): readonly string[] {
  const samples = everySample(at.data);
  const isOn = (i: number): boolean => J.includes(i);
  mustHold(
    J.every((j) => samples.every((i) => (isOn(i) ? isNotNegative(at.inner(j, i)) : !isPositive(at.inner(j, i))))),
    'an active sample may push another over its kink',
  );
  const names = sampleNames(at);
  const among = forEach(samples.map((i) => `rewrite on_${i + 1}; unfold ${names}; cbn [dot feat]; lra`));
  const steady = forEach(
    samples.map((j) => (isOn(j) ? `intros _; split; [reflexivity | ${among}]` : `intro H; rewrite on_${j + 1} in H; discriminate`)),
  );
  const unfolds = ['on', ...(unfolded === undefined ? [] : [unfolded]), names].join(', ');
  return [
    `Definition on := ${on}.`,
    ...samples.flatMap((i) => [
      `Lemma on_${i + 1} : on ${sampleName(i)} = ${isOn(i)}.`,
      `Proof. unfold ${unfolds}; cbn [${reduced}]; destruct (Rlt_dec _ _); [${isOn(i) ? 'reflexivity | exfalso; lra' : 'exfalso; lra | reflexivity'}]. Qed.`,
    ]),
    'Lemma is_steady : steady on data.',
    `Proof. unfold steady, data; ${steady}. Qed.`,
  ];
}

/** The lemma that `list` is made of these samples: `positives data` by their labels, `filter on data` by their sides. */
export function listedLemma(at: Setting, of: readonly number[], list: HeldList): readonly string[] {
  const rewrites = everySample(at.data).map((i) => `on_${i + 1}`);
  const how =
    list === 'positives data'
      ? `unfold positives, data, ${sampleNames(at)}; split_labels; reflexivity`
      : `unfold data; cbn [filter]; rewrite ${rewrites.join(', ')}; reflexivity`;
  return [`Lemma listed : ${list} = [${of.map(sampleName).join('; ')}].`, `Proof. ${how}. Qed.`];
}

/** The lemma `only_positives`: the marked samples are positives, and with <-> they are all positives. */
export function onlyPositivesLemma(at: Setting, J: readonly number[], how: '->' | '<->'): readonly string[] {
  const off = (i: number): string => `intro H; rewrite on_${i + 1} in H; discriminate`;
  const tactics = everySample(at.data).map((i) => {
    if (how === '->') return J.includes(i) ? 'intros _; reflexivity' : off(i);
    return J.includes(i)
      ? `split; [intros _; reflexivity | intros _; exact on_${i + 1}]`
      : `split; [${off(i)} | unfold ${sampleName(i)}; cbn [label]; intro H; exfalso; lra]`;
  });
  return [`Lemma only_positives : Forall (fun s => on s = true ${how} label s = 1) data.`, `Proof. unfold data; ${forEach(tactics)}. Qed.`];
}
