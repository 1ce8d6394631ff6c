/** Changes of a case's shape, which keep all of its lists in step. */

import type { Case } from '../../data/case.js';
import { entry } from './vectors.js';

/** Number of features of a case. */
export const featuresOf = (input: Case): number => input.data.x[0]?.length ?? 0;

/** Number of neurons of a case; 1 without a network. */
export const neuronsOf = (input: Case): number => Math.max(1, Math.round(input.start.length / featuresOf(input)));

/** One sample of a case, and where it stands. */
export interface Sample {
  readonly index: number;
  readonly row: readonly number[];
  readonly label: number;
}

/** The samples of a case. */
export function samplesOf({ data: { x, y } }: Case): Sample[] {
  return x.map((row, index) => ({ index, row, label: y[index] ?? 1 }));
}

/** The weights that a neuron starts with. */
export function weightsOf(input: Case, neuron: number): readonly number[] {
  const d = featuresOf(input);
  return input.start.slice(neuron * d, (neuron + 1) * d);
}

/** The case with other weights for a neuron to start with. */
export function withWeights(input: Case, neuron: number, weights: readonly number[]): Case {
  const d = featuresOf(input);
  return { ...input, start: input.start.map((value, index) => (Math.floor(index / d) === neuron ? entry(weights, index % d) : value)) };
}

/** Rows as one list. */
export function flattened(rows: readonly (readonly number[])[]): number[] {
  return rows.flatMap((row) => [...row]);
}

/** One list cut into rows of the lengths given. */
export function refilled(rows: readonly (readonly number[])[], flat: readonly number[]): number[][] {
  let from = 0;
  return rows.map((row) => {
    const filled = flat.slice(from, from + row.length);
    from += row.length;
    return filled;
  });
}

/** The case with other samples. */
export function withData(input: Case, x: readonly (readonly number[])[], y: readonly number[]): Case {
  return { ...input, data: { x, y } };
}

/** The case without sample i. */
export function withoutSample(input: Case, i: number): Case {
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, index) => index !== i);
  return withData(input, kept(input.data.x), kept(input.data.y));
}

/** The case with one more sample. */
export function withSample(input: Case, row: readonly number[], label: number): Case {
  return withData(input, [...input.data.x, [...row]], [...input.data.y, label]);
}

/** The case with sample i replaced. */
export function withRow(input: Case, i: number, row: readonly number[]): Case {
  return withData(
    input,
    input.data.x.map((old, index) => (index === i ? row : old)),
    input.data.y,
  );
}

/** The case without feature j: of the samples, of each neuron's weights, and of named vectors that long. */
export function withoutFeature(input: Case, j: number): Case {
  const d = featuresOf(input);
  const cut = (row: readonly number[]): number[] => row.filter((_, index) => index % d !== j);
  return mapVectors({ ...withData(input, input.data.x.map(cut), input.data.y), start: cut(input.start) }, (vector) =>
    vector.length === d ? cut(vector) : vector,
  );
}

/** The case with one more feature, 0 everywhere; a case without a start stays so. */
export function withFeature(input: Case): Case {
  const d = featuresOf(input);
  const neurons = input.start.length === 0 ? 0 : neuronsOf(input);
  const start = Array.from({ length: neurons }, (_, k) => [...weightsOf(input, k), 0]).flat();
  const widened = withData(
    input,
    input.data.x.map((row) => [...row, 0]),
    input.data.y,
  );
  return mapVectors({ ...widened, start }, (vector) => (vector.length === d ? [...vector, 0] : vector));
}

/** The case without neuron k. */
export function withoutNeuron(input: Case, k: number): Case {
  const d = featuresOf(input);
  return {
    ...input,
    start: input.start.filter((_, index) => Math.floor(index / d) !== k),
    ...(input.outputWeights === undefined ? {} : { outputWeights: input.outputWeights.filter((_, index) => index !== k) }),
  };
}

/** The case with a copy of neuron k. */
export function withNeuron(input: Case, k: number): Case {
  const weights = input.outputWeights;
  return {
    ...input,
    start: [...input.start, ...weightsOf(input, k)],
    ...(weights === undefined ? {} : { outputWeights: [...weights, ...weights.slice(k, k + 1)] }),
  };
}

/** The case with its named vectors mapped. */
export function mapVectors(input: Case, map: (vector: readonly number[]) => readonly number[]): Case {
  if (input.vectors === undefined) return input;
  return { ...input, vectors: Object.fromEntries(Object.entries(input.vectors).map(([name, vector]) => [name, map(vector)])) };
}

/** Whether all numbers of a case are finite, as cases have them: moves that scale, many times over, leave the range of float64. */
export function hasFiniteNumbers({ data, start, steps, slope, outputWeights, vectors }: Case): boolean {
  const isSo = (list: readonly number[]): boolean => list.every(Number.isFinite);
  const scalars = [steps.kind === 'constant' ? steps.eta : steps.kind === 'power' ? steps.alpha : 0, slope ?? 0];
  return data.x.every(isSo) && isSo(start) && isSo(scalars) && isSo(outputWeights ?? []) && Object.values(vectors ?? {}).every(isSo);
}
