/** Reductions of shapes: fewer features, neurons and samples, and samples that are alike. */

import type { Case } from '../../data/case.js';
import { norm } from '../../numerics/vector.js';
import { featuresOf, mapVectors, neuronsOf, samplesOf, withData, withoutFeature, withoutNeuron } from '../moves/draft.js';

/** One feature less, or all samples and the start by their lengths alone. */
export function* fewerFeatures(input: Case): Generator<Case> {
  if (featuresOf(input) > 1 && neuronsOf(input) === 1) yield* onOneFeature(input);
  for (let j = 0; featuresOf(input) > 1 && j < featuresOf(input); j++) yield withoutFeature(input, j);
}

/** Samples and start by their lengths alone, samples on the sides of their labels: for claims that only lengths break. */
function* onOneFeature(input: Case): Generator<Case> {
  const grid = 2 ** -6;
  const x = samplesOf(input).map(({ row, label }) => [label * Math.floor(norm(row) / grid) * grid]);
  let size = 1;
  while (size > norm(input.start) && size > 2 ** -60) size /= 2;
  for (const start of input.start.length === 0 ? [[]] : [[size], [0], [-size]]) {
    yield mapVectors({ ...withData(input, x, input.data.y), start }, (vector) =>
      vector.length === featuresOf(input) ? [norm(vector)] : vector,
    );
  }
}

/** One neuron less. */
export function* fewerNeurons(input: Case): Generator<Case> {
  for (let k = 0; neuronsOf(input) > 1 && k < neuronsOf(input); k++) yield withoutNeuron(input, k);
}

/** Half of the samples, a quarter and so on down to one at a time. */
export function* fewerSamples(input: Case): Generator<Case> {
  const { x, y } = input.data;
  for (let size = Math.floor(x.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < x.length; from += size) {
      const kept = (_: unknown, i: number): boolean => i < from || i >= from + size;
      if (x.filter(kept).length > 0) yield withData(input, x.filter(kept), y.filter(kept));
    }
  }
}

/** All samples of a label alike, or the mirror of one of the other label; repeated samples are then dropped by the half. */
export function* alikeSamples(input: Case): Generator<Case> {
  const { x, y } = input.data;
  for (const { row: shared, label } of samplesOf(input).slice(0, 16)) {
    const mirrored = shared.map((value) => 0 - value);
    yield withData(
      input,
      x.map((row, k) => (y[k] === label ? shared : row)),
      y,
    );
    yield withData(
      input,
      x.map((row, k) => (y[k] === label ? row : mirrored)),
      y,
    );
  }
}
