/** Building cases out of cases, so that sizes always fit. */

import type { Case } from '../data/case.js';

/** Number of features d. */
export function features({ data }: Case): number {
  return data.x[0]!.length;
}

/** Number of neurons K. */
export function neurons({ outputWeights }: Case): number {
  return outputWeights?.length ?? 1;
}

/** The case with other samples. */
export function withSamples(input: Case, x: readonly (readonly number[])[], y: readonly number[]): Case {
  return { ...input, data: { x: x.map((row) => [...row]), y: [...y] } };
}

/** The case with sample i changed. */
export function withSample(input: Case, i: number, row: readonly number[]): Case {
  return withSamples(
    input,
    input.data.x.map((own, k) => (k === i ? row : own)),
    input.data.y,
  );
}

/** The case without sample i. */
export function withoutSample(input: Case, i: number): Case {
  return withSamples(
    input,
    input.data.x.filter((_, k) => k !== i),
    input.data.y.filter((_, k) => k !== i),
  );
}

/** Samples that a search adds no more to. */
const MOST_SAMPLES = 12;

/**
 * The case with one more sample; undefined when it is large enough, or when expectations over all sequences of draws
 * would take many times as long.
 */
export function plusSample(input: Case, row: readonly number[], label: number): Case | undefined {
  if (input.data.x.length >= MOST_SAMPLES || (input.steps.kind === 'power' && input.seed === undefined)) return undefined;
  return withSamples(input, [...input.data.x, row], [...input.data.y, label]);
}

/** The case without feature j: of the samples, of every neuron's start, and of the vectors that have one entry a feature. */
export function withoutFeature(input: Case, j: number): Case {
  const d = features(input);
  const { x, y } = input.data;
  const drop = (row: readonly number[]): number[] => row.filter((_, k) => k !== j);
  const narrowed = withSamples(input, x.map(drop), y);
  const vectors = input.vectors && mapValues(input.vectors, (vector) => (vector.length === d ? drop(vector) : vector));
  return { ...narrowed, start: input.start.filter((_, k) => k % d !== j), ...(vectors === undefined ? {} : { vectors }) };
}

/** The case without hidden neuron k. */
export function withoutNeuron(input: Case, k: number): Case {
  const d = features(input);
  return {
    ...input,
    start: input.start.filter((_, j) => Math.floor(j / d) !== k),
    outputWeights: input.outputWeights!.filter((_, other) => other !== k),
  };
}

/** The case with every number of one kind mapped; labels, seeds and counts stay. */
export function mapNumbers(input: Case, map: { x?: (v: number) => number; start?: (v: number) => number }): Case {
  const { x = (v: number) => v, start = (v: number) => v } = map;
  const mapped = withSamples(
    input,
    input.data.x.map((row) => row.map(x)),
    input.data.y,
  );
  return { ...mapped, start: input.start.map(start) };
}

/** Applies a function to each value of a record. */
export function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
