/** For Coq: a network whose neurons only gain on the samples that they act on and wake on no other, so that its patterns last. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth, placesOf } from '../../numerics/lists.js';
import { areDisjoint, firstNetwork, type NetworkSetting, neuronRows, type Partition, partitionsOf } from '../enclosure/network-path.js';
import { mustHold } from '../undecided.js';
import { double, list } from './fraction.js';
import { forEach } from './held-lemmas.js';
import { memberOf } from './start-lemmas.js';
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
    first.patterns.every((neurons, i) => neurons.length > 0 && at.inner(i, i).low > 0n),
    'a sample has no neuron',
  );
  mustHold(
    at.weights.every((v, k) =>
      samples.every(
        (j) =>
          !acts(k, j) ||
          (v * labelOf(at.data, j) > 0 && samples.every((i) => (acts(k, i) ? at.inner(j, i).low >= 0n : at.inner(j, i).high <= 0n))),
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

/** A pattern as a list. */
export function patternOf({ weights }: NetworkSetting, { neurons }: Partition): string {
  return `[${weights.map((_, k) => neurons.includes(k)).join('; ')}]`;
}

function writtenNetwork(at: NetworkSetting): readonly string[] {
  const { data, weights } = at;
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
