/** Changes of a case's shape, which keep all of its lists in step. */

import type { Case } from '../../data/case.js';

/** Number of features of a case. */
export const featuresOf = (input: Case): number => input.data.x[0]!.length;

/** Number of neurons of a case; 1 without a network. */
export const neuronsOf = (input: Case): number => Math.max(1, Math.round(input.start.length / featuresOf(input)));

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

/** The case with one more feature, 0 everywhere. */
export function withFeature(input: Case): Case {
  const d = featuresOf(input);
  const start = Array.from({ length: neuronsOf(input) }, (_, k) => [...input.start.slice(k * d, (k + 1) * d), 0]).flat();
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
  const d = featuresOf(input);
  const weights = input.outputWeights;
  return {
    ...input,
    start: [...input.start, ...input.start.slice(k * d, (k + 1) * d)],
    ...(weights === undefined ? {} : { outputWeights: [...weights, weights[k]!] }),
  };
}

/** The case with its named vectors mapped. */
export function mapVectors(input: Case, map: (vector: readonly number[]) => readonly number[]): Case {
  if (input.vectors === undefined) return input;
  return { ...input, vectors: Object.fromEntries(Object.entries(input.vectors).map(([name, vector]) => [name, map(vector)])) };
}
