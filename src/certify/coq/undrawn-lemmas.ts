/** For Coq: a positive that no run which stays in the separable region has drawn, over very many steps. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { powerStep } from '../arithmetic/log.js';
import { paperExponent } from '../enclosure/exponent.js';
import { heldOf } from '../enclosure/held-back.js';
import type { Setting } from '../enclosure/setting.js';
import { mustHold } from '../undecided.js';
import { ENCLOSED } from './mean-lemmas.js';
import { openRegionLemmas } from './open-region-lemmas.js';
import { memberOf } from './start-lemmas.js';
import { sampleName, sampleNames } from './written-data.js';

/** The modules of coq/ that these lemmas need. */
export const UNDRAWN = ['Means', 'Draws', 'Averages', 'Aside', 'Given', 'Remaining', 'Rates', 'Choices', 'Undrawn', 'Outcomes'] as const;

/** A positive that is never drawn, the other positives, and lemmas on them. */
export interface Undrawn {
  readonly held: number;
  readonly rest: readonly number[];
  readonly lemmas: readonly string[];
  /** The arguments k, data, alpha, w0 and `steps` of the lemmas of coq/Outcomes.v. */
  readonly applied: string;
  /** A tactic by the place of a sample, `i` below the number of samples by `Hi`. */
  readonly byPlace: (tactic: (i: number) => string) => string;
}

/** The names that reduce a sample at a place. */
const REDUCED = 'existsb Nat.eqb orb negb nth';

/** Lemmas of {@link openRegionLemmas}, `steps_are`, `one_step` and `is_undrawn`. @throws Undecided where no positive is kept from being drawn */
export function undrawn(at: Setting): Undrawn {
  const { arithmetic, data } = at;
  const { alpha, count } = paperExponent(at);
  mustHold(count >= 1, 'there is no step');
  const { held, rest, carried } = heldOf(at, data.positives, powerStep(arithmetic, count - 1, alpha));
  const only = nth(held, 0);
  mustHold(held.length === 1, 'there are copies of the sample that is never drawn');
  const names = sampleNames(at);
  const byPlace = (tactic: (i: number) => string, place = 'i', below = 'Hi'): string => {
    const pattern = everySample(data).reduce((inner) => `[| ${inner}]`, place);
    const beyond = `exfalso; unfold data in ${below}; cbn [length] in ${below}; lia`;
    return `destruct ${place} as ${pattern}; [${everySample(data).map(tactic).join(' | ')} | ${beyond}]`;
  };
  const reduced = `unfold kept, at_place, data; cbn [${REDUCED}]`;
  const numbers = `unfold ${names}; cbn [label feat dot]; lra`;
  const sides = byPlace(() => `${reduced}; ${numbers}`, 'j', 'Hj');
  const tells = (i: number): string => {
    if (i === only)
      return `${reduced}; split; [reflexivity | rewrite last_rate, steps_are by exact one_step; unfold alpha, w0, ${names}; spelt_out; ${ENCLOSED}]`;
    if (labelOf(data, i) === -1)
      return `unfold kept; cbn [${REDUCED}]; intro Y; exfalso; revert Y; unfold at_place, data; cbn [nth]; ${numbers}`;
    return `${reduced}; intros _; split; [${numbers} | intros j Hj; ${sides}]`;
  };
  return {
    held: only,
    rest,
    byPlace,
    applied: `${data.d} data alpha w0 steps`,
    lemmas: [
      ...openRegionLemmas(at),
      ...countLemma('steps', count),
      'Lemma one_step : (1 <= steps)%nat. Proof. apply INR_le; rewrite steps_are; cbn [INR]; lra. Qed.',
      `Definition kept (i : nat) := negb (existsb (Nat.eqb i) [${only}%nat]).`,
      `Lemma is_undrawn : undrawn data alpha w0 steps kept ${sampleName(carried)}.`,
      `Proof. split; [exact ${memberOf(carried)} | split; [reflexivity | intros i Hi; ${byPlace(tells)}]]. Qed.`,
    ],
  };
}

/** A number of steps, and the lemma that it is this. */
export function countLemma(name: string, count: number): readonly string[] {
  return [`Definition ${name} := Z.to_nat ${count}.`, `Lemma ${name}_are : INR ${name} = ${count}. Proof. apply many; lia. Qed.`];
}

/** The lemma `copies`: the other positives are one vector, that of the first. @throws Undecided where they are not */
export function copiesLemma({ data, rows }: Setting, { held, rest, byPlace }: Undrawn): readonly string[] {
  const first = nth(rest, 0);
  mustHold(
    rest.every((i) => nth(rows, i).join() === nth(rows, first).join()),
    'the other active samples are not one vector',
  );
  const tells = (i: number): string => {
    if (i === held) return 'intro K; cbv in K; discriminate';
    return labelOf(data, i) === 1
      ? 'intros _ _; reflexivity'
      : `intros _ Y; exfalso; revert Y; unfold at_place, data, ${sampleName(i)}; cbn [nth label]; lra`;
  };
  return [
    `Lemma copies i : (i < length data)%nat -> kept i = true -> label (at_place data i) = 1 -> feat (at_place data i) = feat ${sampleName(first)}.`,
    `Proof. intro Hi; ${byPlace(tells)}. Qed.`,
  ];
}
