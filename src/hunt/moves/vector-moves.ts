/** Moves of vectors: samples and the weights that neurons start with, in length, in angle, and onto kinks. */

import type { Case } from '../../data/case.js';
import { binaryExponent } from '../../numerics/dyadic.js';
import { dot } from '../../numerics/vector.js';
import type { Random } from '../search/random.js';
import { featuresOf, neuronsOf, samplesOf, weightsOf, withRow, withWeights } from './draft.js';
import { gridFor, onLattice } from './grid.js';
import type { Move } from './move.js';
import { entry, plusMultiple } from './vectors.js';

/** A vector of the case, lengthened or shortened a little: regions are cones. */
export const stretch: Move = (input, random, size) => {
  const factor = 1 + Math.max(-1 / 2, size * random.normal());
  return withVector(input, random, (v) => v.map((value) => onLattice(value * factor, gridFor(size))));
};

/** A vector turned a little in the plane of two features, which nearly keeps its length. */
export const turn: Move = (input, random, size) => {
  const d = featuresOf(input);
  if (d < 2) return undefined;
  const j = random.below(d);
  const k = (j + 1 + random.below(d - 1)) % d;
  // Rational points of the circle: no sine that could differ between machines.
  const half = (size * random.normal()) / 2;
  const cos = (1 - half * half) / (1 + half * half);
  const sin = (2 * half) / (1 + half * half);
  const grid = gridFor(size / 16);
  return withVector(input, random, (v) => {
    const [a, b] = [entry(v, j), entry(v, k)];
    return v.map((value, i) => onLattice(i === j ? cos * a - sin * b : i === k ? sin * a + cos * b : value, grid));
  });
};

/** The case with the weights of a neuron mapped, or a sample. */
function withVector(input: Case, random: Random, map: (vector: readonly number[]) => readonly number[]): Case {
  if (random.unit() < 0.5) {
    const { index, row } = random.pick(samplesOf(input));
    return withRow(input, index, map(row));
  }
  const neuron = random.below(neuronsOf(input));
  return withWeights(input, neuron, map(weightsOf(input, neuron)));
}

/** The start moved along a sample by a simple multiple. */
export const alongSample: Move = (input, random, size) => {
  const row = random.pick(input.data.x);
  const neuron = random.below(neuronsOf(input));
  const step = onLattice(size * random.normal() * 4, gridFor(size));
  return withWeights(input, neuron, plusMultiple(weightsOf(input, neuron), step, row));
};

/** The start brought exactly onto the kink of a sample, where the products are exact. */
export const ontoKink: Move = (input, random) => {
  const row = random.pick(input.data.x);
  const neuron = random.below(neuronsOf(input));
  const moved = broughtBeside(row, weightsOf(input, neuron));
  return moved && withWeights(input, neuron, moved);
};

/** A sample brought exactly onto the kink of the start, so that the start stays on the kinks where it is. */
export const sampleOntoKink: Move = (input, random) => {
  const { index, row } = random.pick(samplesOf(input));
  const moved = broughtBeside(weightsOf(input, random.below(neuronsOf(input))), row);
  return moved && withRow(input, index, moved);
};

/** A vector brought to a right angle with another, where the products are exact; undefined where it is at one, or either has no entries or is 0. */
function broughtBeside(normal: readonly number[], vector: readonly number[]): number[] | undefined {
  if (normal.length !== vector.length) return undefined;
  const square = dot(normal, normal);
  const height = dot(normal, vector);
  if (square === 0 || height === 0) return undefined;
  // A power of two near 1/|normal|^2 keeps the size; exact on lattices of few digits.
  const scale = 2 ** -binaryExponent(square * Math.SQRT2);
  return vector.map((value, j) => (value * square - height * entry(normal, j)) * scale + 0);
}
