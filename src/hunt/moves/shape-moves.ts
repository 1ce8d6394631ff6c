/** Moves of shapes: samples, labels, features, neurons. */

import type { Case } from '../../data/case.js';
import {
  featuresOf,
  neuronsOf,
  samplesOf,
  withData,
  withFeature,
  withNeuron,
  withoutFeature,
  withoutNeuron,
  withoutSample,
  withRow,
  withSample,
} from './draft.js';
import { gridFor, onLattice } from './grid.js';
import { MOST, type Move } from './move.js';
import { entry } from './vectors.js';

/** One sample less. */
export const dropSample: Move = (input, random) =>
  input.data.x.length > 2 ? withoutSample(input, random.below(input.data.x.length)) : undefined;

/** One or more samples more: a copy, a mirror image or a neighbour of one. */
export const addSample: Move = (input, random, size) => {
  if (input.data.x.length >= MOST.samples) return undefined;
  const { row, label } = random.pick(samplesOf(input));
  switch (random.below(5)) {
    case 0:
      return withSample(input, row, label);
    case 1:
      return withSample(input, row.map(negated), -label);
    case 2:
      return withSample(input, row.map(negated), label);
    case 3:
      return withSample(
        input,
        row.map((value) => onLattice(value + size * random.normal(), gridFor(size))),
        label,
      );
    default:
      return manyCopies(input, row, label, 1 + random.below(16));
  }
};

const negated = (value: number): number => 0 - value;

function manyCopies(input: Case, row: readonly number[], label: number, wanted: number): Case {
  const count = Math.min(wanted, MOST.samples - input.data.x.length);
  return withData(
    input,
    [...input.data.x, ...new Array<readonly number[]>(count).fill(row)],
    [...input.data.y, ...new Array<number>(count).fill(label)],
  );
}

/** A sample times a simple factor, or moved along another. */
export const changeSample: Move = (input, random) => {
  const { index, row } = random.pick(samplesOf(input));
  const other = random.pick(input.data.x);
  const factor = random.pick([-1, 1 / 2, 2, 1 / 8, 8]);
  if (random.unit() < 0.5) {
    return withRow(
      input,
      index,
      row.map((value) => value * factor + 0),
    );
  }
  return withRow(
    input,
    index,
    row.map((value, j) => value + random.pick([1, -1, 1 / 2, -1 / 2]) * entry(other, j)),
  );
};

/** A sample with the other label. */
export const flipLabel: Move = (input, random) => {
  const i = random.below(input.data.y.length);
  return withData(
    input,
    input.data.x,
    input.data.y.map((y, k) => (k === i ? -y : y)),
  );
};

/** All samples times a power of two. */
export const scaleData: Move = (input, random) => {
  const factor = random.pick([1 / 2, 2, 1 / 8, 8]);
  return withData(
    input,
    input.data.x.map((row) => row.map((value) => value * factor)),
    input.data.y,
  );
};

/** One feature less or more. */
export const changeFeatures: Move = (input, random) => {
  const d = featuresOf(input);
  if (random.unit() < 0.6) return d > 1 ? withoutFeature(input, random.below(d)) : undefined;
  return d < MOST.features ? withFeature(input) : undefined;
};

/** One neuron less or more. */
export const changeNeurons: Move = (input, random) => {
  const count = neuronsOf(input);
  if (input.outputWeights === undefined) return undefined;
  const k = random.below(count);
  if (random.unit() < 0.6) return count > 1 ? withoutNeuron(input, k) : undefined;
  return count < MOST.neurons ? withNeuron(input, k) : undefined;
};
