/** For Coq: a network whose neurons only gain on the samples that they act on and wake on no other, so that its patterns last. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { isNotNegative, isNotPositive, isPositive } from '../arithmetic/interval.js';
import { firstNetwork, type NetworkSetting, neuronRows, type Partition, partitionsOf } from '../enclosure/network-path.js';
import { mustHaveBothClasses } from '../enclosure/separator.js';
import { mustHold } from '../undecided.js';
import { double, list } from './fraction.js';
import { forEach } from './tactics.js';
import { sampleName, sampleNames, sizeLemma, writtenSamples } from './written-data.js';

/** Files of more triples of a neuron and two samples would take Coq minutes. */
const MOST_TRIPLES = 512;

/** A network at its start: who acts on what, and its partitions. */
export interface CalmNetwork {
  /** Whether neuron k acts on sample i. */
  readonly acts: (k: number, i: number) => boolean;
  readonly partitions: readonly Partition[];
  /** Lemmas `side_k_i`, `pattern_i`, `is_net`, `starts` and `size_is`. */
  readonly lemmas: readonly string[];
}

/** @throws Undecided where a neuron acts on a sample of the wrong label, may wake, or may fall asleep, or a sample has no neuron. */
export function calmNetwork(at: NetworkSetting): CalmNetwork {
  const first = firstNetwork(at);
  const samples = everySample(at.data);
  mustHold(at.weights.length * at.data.n ** 2 <= MOST_TRIPLES, 'the network is too large for a file');
  const acts = (k: number, i: number): boolean => nth(first.patterns, i).includes(k);
  mustHold(
    first.patterns.every((neurons, i) => neurons.length > 0 && isPositive(at.inner(i, i))),
    'a sample has no neuron',
  );
  mustHold(
    at.weights.every((v, k) =>
      samples.every(
        (j) =>
          !acts(k, j) ||
          (v * labelOf(at.data, j) > 0 &&
            samples.every((i) => (acts(k, i) ? isNotNegative(at.inner(j, i)) : isNotPositive(at.inner(j, i))))),
      ),
    ),
    'a pattern may change',
  );
  const lemmas = [
    ...writtenNetwork(at),
    ...sideLemmas(at, acts),
    ...at.weights.flatMap((_, k) => calmLemma(at, acts, k)),
    ...startLemma(at),
  ];
  return { acts, partitions: partitionsOf(first), lemmas };
}

/** The name of neuron k. */
function neuronName(k: number): string {
  return `n${k + 1}`;
}

/** The names of all neurons, as the argument of `unfold`. */
export function neuronNames({ weights }: NetworkSetting): string {
  return weights.map((_, k) => neuronName(k)).join(', ');
}

/** @throws Undecided where a class is empty. */
function writtenNetwork(at: NetworkSetting): readonly string[] {
  const { data, weights } = at;
  mustHaveBothClasses(data);
  const [samples, neurons] = [sampleNames(at), neuronNames(at)];
  const weight = `first_that ltac:(cbn [out ${neurons.replaceAll(',', '')}]; lra)`;
  return [
    ...writtenSamples(at),
    ...neuronRows(at).map((row, k) => `Definition ${neuronName(k)} := Neuron ${double(nth(weights, k))} ${list(row)}.`),
    `Definition net := [${weights.map((_, k) => neuronName(k)).join('; ')}].`,
    ...sizeLemma(at),
    `Lemma is_net : net_problem ${data.d} data net.`,
    'Proof.',
    '  unfold net_problem, data, net; repeat split.',
    '  - repeat constructor.',
    `  - repeat (constructor; [cbn [label ${samples.replaceAll(',', '')}]; lra | ]); constructor.`,
    '  - first_that ltac:(reflexivity).',
    '  - first_that ltac:(reflexivity).',
    `  - repeat (constructor; [split; [reflexivity | cbn [out ${neurons.replaceAll(',', '')}]; lra] | ]); constructor.`,
    `  - ${weight}.`,
    `  - ${weight}.`,
    'Qed.',
  ];
}

/** On which samples which neuron acts. */
function sideLemmas(at: NetworkSetting, acts: CalmNetwork['acts']): readonly string[] {
  const neurons = at.weights.map((_, k) => k);
  return everySample(at.data).flatMap((i) => [
    ...neurons.flatMap((k) => [
      `Lemma side_${k + 1}_${i + 1} : acts (feat ${sampleName(i)}) ${neuronName(k)} = ${acts(k, i)}.`,
      `Proof. unfold acts, ${sampleName(i)}, ${neuronName(k)}; cbn [feat weights dot]; destruct (Rlt_dec _ _); [${acts(k, i) ? 'reflexivity | exfalso; lra' : 'exfalso; lra | reflexivity'}]. Qed.`,
    ]),
    `Lemma pattern_${i + 1} : pattern net (feat ${sampleName(i)}) = [${neurons.map((k) => acts(k, i)).join('; ')}].`,
    `Proof. exact ${neurons.reduceRight((rest, k) => `(f_equal2 cons side_${k + 1}_${i + 1} ${rest})`, 'eq_refl')}. Qed.`,
  ]);
}

function calmLemma(at: NetworkSetting, acts: CalmNetwork['acts'], k: number): readonly string[] {
  const samples = everySample(at.data);
  const product = (j: number, i: number): string => `dot (feat ${sampleName(j)}) (feat ${sampleName(i)})`;
  const pair = (j: number, i: number): string =>
    `change (if acts (feat ${sampleName(i)}) ${neuronName(k)} then 0 <= ${product(j, i)} else ${product(j, i)} <= 0); rewrite side_${k + 1}_${i + 1}; unfold ${sampleNames(at)}; cbn [feat dot]; lra`;
  const one = (j: number): string =>
    acts(k, j)
      ? `intros _; split; [unfold ${neuronName(k)}, ${sampleName(j)}; cbn [out label]; lra | ${forEach(samples.map((i) => pair(j, i)))}]`
      : `intro H; exfalso; exact (Bool.diff_false_true (eq_trans (eq_sym side_${k + 1}_${j + 1}) H))`;
  return [`Lemma calm_${k + 1} : calm data ${neuronName(k)}.`, `Proof. unfold calm, data; ${forEach(samples.map(one))}. Qed.`];
}

function startLemma(at: NetworkSetting): readonly string[] {
  const awake = everySample(at.data).map(
    (i) => `split; [unfold ${sampleName(i)}, sqnorm; cbn [feat dot]; lra | rewrite pattern_${i + 1}; cbn; tauto]`,
  );
  return [
    `Lemma starts : calm_start ${at.data.d} data net.`,
    `Proof. split; [exact is_net | split; [${forEach(at.weights.map((_, k) => `exact calm_${k + 1}`))} | unfold data; ${forEach(awake)}]]. Qed.`,
  ];
}
