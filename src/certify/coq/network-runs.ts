/** For Coq: one step of a partition's combined weights held against a printed one, under gradient descent and under SGD. */

import { everySample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { isBelow } from '../arithmetic/interval.js';
import { paperExponent } from '../enclosure/exponent.js';
import { firstNetwork, lossOf, type NetworkSetting, networkOf, type Partition } from '../enclosure/network-path.js';
import { dataSettingOf } from '../enclosure/setting.js';
import { constantStep } from '../enclosure/step-size.js';
import { mustHold, Undecided } from '../undecided.js';
import { double, fraction, literal } from './fraction.js';
import { calmNetwork, neuronNames } from './network-lemmas.js';
import { partitionLemmas } from './partition-lemmas.js';
import type { CoqProof } from './proof-file.js';
import { sampleName, sampleNames } from './written-data.js';

/** Times that the start is doubled at most, so that L(W) < 1/n. */
const MOST_DOUBLINGS = 8;

/** Which partition a proof is about. */
export type Chosen = (partition: Partition) => boolean;

/** The step size of gradient descent. @throws Undecided where it is not positive. */
export function positiveStep(at: NetworkSetting): string {
  return double(constantStep(at).eta);
}

/**
 * Eq. 34 with another size of the step: by eq. 34 as it holds, the two sizes would be equal.
 *
 * @param differs - whether the printed size is another one for a partition.
 */
export function otherGradientStep(at: NetworkSetting, differs: Chosen): CoqProof {
  const network = calmNetwork(at);
  const partition = network.partitions.find(differs);
  mustHold(partition !== undefined, 'the printed step is the same');
  const { first, lemmas } = partitionLemmas(at, network, partition);
  const eta = positiveStep(at);
  return {
    lemmas: [...network.lemmas, ...lemmas],
    tactics: [
      `intro claim. assert (T := trained_from _ _ _ ${eta} starts is_disjoint ltac:(lra)).`,
      'assert (E := claim _ _ _ _ _ _ T in_pattern 0%nat (le_n 0)). assert (F := reduction_holds _ _ _ _ _ _ T in_pattern 0%nat (le_n 0)).',
      `cbv zeta in E, F. rewrite E in F. unfold gd_step in F. apply (one_size _ _ _ _ (scaled (label ${sampleName(first)}) (feat ${sampleName(first)}))) in F.`,
      `- change (net_gd data ${eta} net 0) with net in F. rewrite listed, parted, size_is, squared in F. lra.`,
      '- apply grad_length.',
      `- apply downhill; [change (net_gd data ${eta} net 0) with net; rewrite listed; cbn; tauto | intros s H; exact H | apply combined_length].`,
    ],
  };
}

/** A case whose start has been doubled until L(W) < 1/n: the claims of theorem 4.2 are about every start. @throws Undecided */
function withSmallLoss(at: NetworkSetting): NetworkSetting {
  const { input, arithmetic } = at;
  for (let doublings = 0; doublings <= MOST_DOUBLINGS; doublings++) {
    const start = input.start.map((entry) => entry * 2 ** doublings);
    const from = doublings === 0 ? at : networkOf(dataSettingOf({ ...input, start }, arithmetic.precision));
    const total = from.arithmetic.sum(firstNetwork(from).outputs.map((output) => lossOf(from.arithmetic, output)));
    if (isBelow(total, from.arithmetic.one)) return from;
  }
  throw new Undecided('the loss is not shown to be below 1/n');
}

/** What the proofs about SGD share: lemmas `fit_i`, `small_loss` and `trained` for a partition, and definitions `alpha` and `A`. */
export interface StochasticNetwork {
  readonly at: NetworkSetting;
  readonly partition: Partition;
  readonly first: number;
  readonly lemmas: readonly string[];
}

/** From a calm start with L(W) < 1/n, or that start doubled. @throws Undecided */
export function stochasticNetwork(given: NetworkSetting, chosen: Chosen): StochasticNetwork {
  calmNetwork(given);
  const at = withSmallLoss(given);
  const network = calmNetwork(at);
  const partition = network.partitions.find(chosen);
  mustHold(partition !== undefined, 'no partition serves');
  const { first, lemmas } = partitionLemmas(at, network, partition);
  const { outputs } = firstNetwork(at);
  const unit = 1n << BigInt(at.arithmetic.precision);
  const samples = everySample(at.data);
  return {
    at,
    partition,
    first,
    lemmas: [
      ...network.lemmas,
      ...lemmas,
      `Definition alpha := ${double(paperExponent(at).alpha)}.`,
      ...samples.flatMap((i) => [
        `Lemma fit_${i + 1} : fit net ${sampleName(i)} = ${literal(fraction(nth(outputs, i).low, unit))}.`,
        `Proof. unfold fit, output, sum_over, net, ${neuronNames(at)}, ${sampleNames(at)}; cbn [fold_right out weights feat label dot]; decide_signs; lra. Qed.`,
      ]),
      'Lemma small_loss : net_loss data net < 1 / size data.',
      `Proof. unfold net_loss; rewrite size_is; unfold sum_over, data; cbn [fold_right]; rewrite ${samples.map((i) => `fit_${i + 1}`).join(', ')}; interval with (i_prec 100). Qed.`,
      `Lemma trained draws : are_draws data draws -> sgd_trained ${at.data.d} data net alpha draws 0.`,
      'Proof. exact (sgd_trained_from _ _ _ alpha draws starts is_disjoint ltac:(unfold alpha; lra) small_loss). Qed.',
    ],
  };
}

/** Draws of one sample for ever. */
export function alwaysDrawn(i: number): readonly string[] {
  return [
    `Definition draws (j : nat) := ${i}%nat.`,
    'Lemma are_drawn : are_draws data draws. Proof. intro j; unfold draws, data; cbn [length]; lia. Qed.',
  ];
}

/** Eq. 41 with another size of the step, as {@link otherGradientStep}. */
export function otherDraw(given: NetworkSetting, differs: Chosen): CoqProof {
  const { at, first, lemmas } = stochasticNetwork(given, differs);
  const name = sampleName(first);
  return {
    lemmas: [...lemmas, ...alwaysDrawn(first)],
    tactics: [
      'intro claim. assert (T := trained draws are_drawn).',
      `assert (E := claim ${at.data.d}%nat data net alpha 0%nat A draws trained are_drawn 0%nat (le_n 0) ltac:(cbn; tauto) pattern_${first + 1}).`,
      `assert (F := draw_holds _ _ _ _ _ _ A T 0%nat (le_n 0) ltac:(cbn; tauto) pattern_${first + 1}).`,
      'cbv zeta in E, F. rewrite E in F.',
      `change (nth (draws 0) data (Sample [] 1)) with ${name} in F. change (net_sgd data draws (power_steps alpha) net 0) with net in F.`,
      'try rewrite sgd_as_gradient in F by (rewrite combined_length; reflexivity).',
      `apply (one_size _ _ _ _ (scaled (label ${name}) (feat ${name}))) in F.`,
      '- rewrite first_step, squared in F. lra.',
      '- apply grad_length.',
      `- apply downhill; [cbn; tauto | intros s [<- | []]; rewrite listed; cbn; tauto | apply combined_length].`,
    ],
  };
}
