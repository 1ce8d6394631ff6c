/** Sparse moves: each changes one thing about a case, of any kind, on a lattice. */

import type { Case, Steps } from '../../data/case.js';
import type { Random } from '../search/random.js';
import { anyCoordinate, coordinatesOf, withCoordinates } from './coordinates.js';
import {
  featuresOf,
  neuronsOf,
  withData,
  withFeature,
  withNeuron,
  withoutFeature,
  withoutNeuron,
  withoutSample,
  withRow,
  withSample,
} from './draft.js';
import { GRID, gridFor, onLattice } from './grid.js';

/** Sizes that a search does not exceed, so that one evaluation stays affordable. */
export const MOST = { samples: 64, features: 8, neurons: 6 } as const;

/** A move; undefined where the case has nothing for it to act on. `size` is the typical change of a number. */
type Move = (input: Case, random: Random, size: number) => Case | undefined;

const nudge: Move = (input, random, size) => {
  const { kinds, values } = coordinatesOf(input);
  const moved = [...values];
  const count = 1 + (random.unit() < 0.3 ? random.below(3) : 0);
  for (let i = 0; i < count; i++) moved[anyCoordinate(kinds, random)]! += size * random.normal();
  return withCoordinates(input, moved, gridFor(size));
};

/** The same, on a scale drawn from 2^-12 to 4: some violations live in wedges far thinner than the lattice. */
const nudgeAnyScale: Move = (input, random) => nudge(input, random, 2 ** (2 - random.below(15)));

const setSimple: Move = (input, random) => {
  const { kinds, values } = coordinatesOf(input);
  const moved = [...values];
  const at = anyCoordinate(kinds, random);
  moved[at] = random.pick([0, 1, -1, -moved[at]!, moved[random.below(moved.length)]!, moved[at]! / 2, moved[at]! * 2]);
  return withCoordinates(input, moved, GRID / 2 ** 14);
};

const scaleStart: Move = (input, random) => {
  const factor = random.pick([0, -1, 1 / 2, 2, 1 / 16, 16]);
  return { ...input, start: input.start.map((value) => value * factor + 0) };
};

/** A vector of the case, lengthened or shortened a little: regions are cones. */
const stretch: Move = (input, random, size) => {
  const factor = 1 + Math.max(-1 / 2, size * random.normal());
  return withVector(input, random, (v) => v.map((value) => onLattice(value * factor, gridFor(size))));
};

/** A vector turned a little in the plane of two features, which nearly keeps its length. */
const turn: Move = (input, random, size) => {
  const d = featuresOf(input);
  if (d < 2) return undefined;
  const j = random.below(d);
  const k = (j + 1 + random.below(d - 1)) % d;
  // Rational points of the circle: no sine that could differ between machines.
  const half = (size * random.normal()) / 2;
  const cos = (1 - half * half) / (1 + half * half);
  const sin = (2 * half) / (1 + half * half);
  const grid = gridFor(size / 16);
  return withVector(input, random, (v) =>
    v.map((value, i) => onLattice(i === j ? cos * v[j]! - sin * v[k]! : i === k ? sin * v[j]! + cos * v[k]! : value, grid)),
  );
};

/** The case with the weights of a neuron mapped, or a sample. */
function withVector(input: Case, random: Random, map: (vector: readonly number[]) => readonly number[]): Case {
  if (random.unit() < 0.5) {
    const i = random.below(input.data.x.length);
    return withRow(input, i, map(input.data.x[i]!));
  }
  const neuron = random.below(neuronsOf(input));
  const moved = map(startOf(input, neuron));
  return withNeuronStart(input, neuron, (_, j) => moved[j]!);
}

/** The start moved along a sample by a simple multiple. */
const alongSample: Move = (input, random, size) => {
  const row = random.pick(input.data.x);
  const neuron = random.below(neuronsOf(input));
  const step = onLattice(size * random.normal() * 4, gridFor(size));
  return withNeuronStart(input, neuron, (value, j) => value + step * row[j]!);
};

/** The start brought exactly onto the kink of a sample, where the products are exact. */
const ontoKink: Move = (input, random) => {
  const row = random.pick(input.data.x);
  const neuron = random.below(neuronsOf(input));
  const moved = broughtBeside(row, startOf(input, neuron));
  return moved && withNeuronStart(input, neuron, (_, j) => moved[j]!);
};

/** A sample brought exactly onto the kink of the start, so that the start stays on the kinks where it is. */
const sampleOntoKink: Move = (input, random) => {
  const i = random.below(input.data.x.length);
  const moved = broughtBeside(startOf(input, random.below(neuronsOf(input))), input.data.x[i]!);
  return moved && withRow(input, i, moved);
};

/** A vector brought to a right angle with another, where the products are exact; undefined where it is at one, or the other is 0. */
function broughtBeside(normal: readonly number[], vector: readonly number[]): number[] | undefined {
  const square = normal.reduce((sum, value) => sum + value * value, 0);
  const height = normal.reduce((sum, value, j) => sum + value * vector[j]!, 0);
  if (square === 0 || height === 0) return undefined;
  // A power of two near 1/|normal|^2 keeps the size; exact on lattices of few digits.
  const scale = 2 ** -Math.round(Math.log2(square));
  return vector.map((value, j) => (value * square - height * normal[j]!) * scale + 0);
}

/** The weights that a neuron starts with. */
function startOf(input: Case, neuron: number): readonly number[] {
  const d = featuresOf(input);
  return input.start.slice(neuron * d, (neuron + 1) * d);
}

function withNeuronStart(input: Case, neuron: number, map: (value: number, j: number) => number): Case {
  const d = featuresOf(input);
  return { ...input, start: input.start.map((value, index) => (Math.floor(index / d) === neuron ? map(value, index % d) : value)) };
}

/** All numbers, or those of one sample or the start, on a coarse lattice, where coincidences are exact. */
const snap: Move = (input, random) => {
  const grid = 2 ** -random.below(4);
  const round = (value: number): number => onLattice(value, grid);
  const which = random.below(input.data.x.length + 2);
  const all = which > input.data.x.length;
  const x = input.data.x.map((row, i) => (all || i === which ? row.map(round) : row));
  return { ...withData(input, x, input.data.y), start: all || which === input.data.x.length ? input.start.map(round) : input.start };
};

const scaleStep: Move = (input, random) => {
  const { steps } = input;
  if (steps.kind !== 'constant') return undefined;
  return { ...input, steps: { ...steps, eta: bounded(steps.eta * 2 ** (random.below(9) - 4)) } };
};

const bounded = (eta: number): number => Math.max(2 ** -40, Math.min(2 ** 40, eta));

const changeCount: Move = (input, random) => {
  const { steps } = input;
  if (steps.kind === 'none' || steps.count < 2) return undefined;
  // Never more than there were: the cost of an evaluation grows with it, that of an expectation exponentially.
  return { ...input, steps: { ...steps, count: 1 + random.below(steps.count) } as Steps };
};

const reseed: Move = (input, random) => (input.seed === undefined ? undefined : { ...input, seed: random.below(2 ** 32) });

const dropSample: Move = (input, random) => (input.data.x.length > 2 ? withoutSample(input, random.below(input.data.x.length)) : undefined);

const addSample: Move = (input, random, size) => {
  const n = input.data.x.length;
  if (n >= MOST.samples) return undefined;
  const i = random.below(n);
  const row = input.data.x[i]!;
  const label = input.data.y[i]!;
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

const changeSample: Move = (input, random) => {
  const i = random.below(input.data.x.length);
  const row = input.data.x[i]!;
  const other = random.pick(input.data.x);
  const factor = random.pick([-1, 1 / 2, 2, 1 / 8, 8]);
  return withRow(
    input,
    i,
    random.unit() < 0.5
      ? row.map((value) => value * factor + 0)
      : row.map((value, j) => value + random.pick([1, -1, 1 / 2, -1 / 2]) * other[j]!),
  );
};

const flipLabel: Move = (input, random) => {
  const i = random.below(input.data.y.length);
  return withData(
    input,
    input.data.x,
    input.data.y.map((y, k) => (k === i ? -y : y)),
  );
};

const scaleData: Move = (input, random) => {
  const factor = random.pick([1 / 2, 2, 1 / 8, 8]);
  return withData(
    input,
    input.data.x.map((row) => row.map((value) => value * factor)),
    input.data.y,
  );
};

const changeFeatures: Move = (input, random) => {
  const d = featuresOf(input);
  if (random.unit() < 0.6) return d > 1 ? withoutFeature(input, random.below(d)) : undefined;
  return d < MOST.features ? withFeature(input) : undefined;
};

const changeNeurons: Move = (input, random) => {
  const count = neuronsOf(input);
  if (input.outputWeights === undefined) return undefined;
  const k = random.below(count);
  if (random.unit() < 0.6) return count > 1 ? withoutNeuron(input, k) : undefined;
  return count < MOST.neurons ? withNeuron(input, k) : undefined;
};

/** Numbers move more often than shapes. */
const MOVES: readonly Move[] = [
  nudge,
  nudge,
  nudge,
  nudge,
  nudgeAnyScale,
  nudgeAnyScale,
  nudgeAnyScale,
  setSimple,
  setSimple,
  scaleStart,
  stretch,
  turn,
  alongSample,
  ontoKink,
  ontoKink,
  sampleOntoKink,
  snap,
  scaleStep,
  changeCount,
  reseed,
  dropSample,
  addSample,
  changeSample,
  flipLabel,
  scaleData,
  changeFeatures,
  changeNeurons,
];

/** The case after one move that applies to it; some moves leave the hypotheses, which the search then sees. */
export function sparseMove(input: Case, random: Random, size: number): Case {
  for (let attempt = 0; attempt < 20; attempt++) {
    const moved = random.pick(MOVES)(input, random, size);
    if (moved !== undefined) return moved;
  }
  return nudge(input, random, size)!;
}
