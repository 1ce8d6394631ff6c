/** For Coq: a partition of a calm network, and neurons that two partitions share. */

import { everySample } from '../../data/dataset.js';
import { nth, placesOf } from '../../numerics/lists.js';
import { areDisjoint, type NetworkSetting, type Partition } from '../enclosure/network-path.js';
import { mustHold } from '../undecided.js';
import { double } from './fraction.js';
import { type CalmNetwork, neuronNames } from './network-lemmas.js';
import { memberOf } from './start-lemmas.js';
import { sampleName } from './written-data.js';

/** A partition that is looked at, and the first of its samples. */
export interface PartitionLemmas {
  readonly first: number;
  /** Definition `A`, the pattern; lemmas `is_disjoint`, `in_pattern`, `listed`, `parted`, `squared` and `downhill`. */
  readonly lemmas: readonly string[];
}

/** @throws Undecided where patterns overlap. */
export function partitionLemmas(at: NetworkSetting, { partitions }: CalmNetwork, partition: Partition): PartitionLemmas {
  mustHold(areDisjoint(partitions), 'patterns of two partitions overlap');
  const samples = everySample(at.data);
  const { members, neurons } = partition;
  const first = nth(members, 0);
  const name = sampleName(first);
  const rewrites = samples.map((i) => `pattern_${i + 1}`);
  const one = `[${samples.reduceRight((rest) => `<- | ${rest === '' ? '[]' : `[${rest}]`}`, '')}]`;
  const B = `[${members.map(sampleName).join('; ')}]`;
  const squares = neurons.map((k) => `${double(nth(at.weights, k))} * ${double(nth(at.weights, k))}`);
  return {
    first,
    lemmas: [
      'Lemma is_disjoint : disjoint data net.',
      `Proof. intros s s' ${one} ${one}; rewrite ${rewrites.map((each) => `?${each}`).join(', ')}; first [left; reflexivity | right; apply apart_by; reflexivity]. Qed.`,
      `Definition A := ${patternOf(at, partition)}.`,
      'Lemma in_pattern : is_pattern data net A.',
      `Proof. split; [cbn; tauto | exists ${name}; split; [exact ${memberOf(first)} | exact pattern_${first + 1}]]. Qed.`,
      `Lemma listed : partition net data A = ${B}.`,
      `Proof. unfold partition, data; cbn [filter]; rewrite ${rewrites.join(', ')}; reflexivity. Qed.`,
      `Lemma parted : size ${B} = ${members.length}.`,
      'Proof. unfold size; cbn [length INR]; lra. Qed.',
      `Lemma squared : squares A net = ${squares.join(' + ')}.`,
      `Proof. unfold A, net, ${neuronNames(at)}; cbn [squares out]; lra. Qed.`,
      `Lemma downhill B w : In ${name} B -> (forall s, In s B -> In s (partition net data A)) -> length w = ${at.data.d}%nat ->`,
      `  dot (grad linear B w) (scaled (label ${name}) (feat ${name})) <> 0.`,
      `Proof. intros H I; apply (grad_downhill _ _ _ _ _ _ starts H); intros s Hs; destruct (in_partition _ _ _ _ (I s Hs)) as [J E]; [exact J | rewrite pattern_${first + 1}; exact E]. Qed.`,
    ],
  };
}

/** The place of a neuron that acts on two samples of unlike patterns. @throws Undecided where there is none. */
export function sharedNeuron(
  at: NetworkSetting,
  { partitions }: CalmNetwork,
): { readonly k: number; readonly of: readonly [number, number] } {
  const found = at.weights.flatMap((_, k) => {
    const [one, other] = placesOf(partitions, ({ neurons }) => neurons.includes(k)).map((h) => nth(nth(partitions, h).members, 0));
    return one === undefined || other === undefined ? [] : [{ k, of: [one, other] as const }];
  });
  const [shared] = found;
  mustHold(shared !== undefined, 'no neuron acts on two partitions');
  return shared;
}

/** A pattern as a list. */
function patternOf({ weights }: NetworkSetting, { neurons }: Partition): string {
  return `[${weights.map((_, k) => neurons.includes(k)).join('; ')}]`;
}
