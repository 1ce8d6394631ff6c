/** Simpler cases near a given one, the boldest first: what shrinking tries. */

import type { Case, Steps } from '../../data/case.js';
import { norm } from '../../numerics/vector.js';
import { coordinatesOf } from '../moves/coordinates.js';
import {
  featuresOf,
  mapVectors,
  neuronsOf,
  samplesOf,
  withData,
  withoutFeature,
  withoutNeuron,
  withoutSample,
  withRow,
} from '../moves/draft.js';
import { onLattice } from '../moves/grid.js';
import { entry } from '../moves/vectors.js';
import type { Random } from '../search/random.js';

/** A kind of reduction. @param step - where the claim broke. */
export type Reduction = (input: Case, step: number, random: Random) => Generator<Case>;

/** All kinds of reductions, in the order in which they are to be tried: shapes before numbers. */
export const reductions: readonly Reduction[] = [
  fewerFeatures,
  fewerNeurons,
  alikeSamples,
  fewerSamples,
  simplerSteps,
  simplerExtras,
  wholeVectors,
  coarserAll,
  simplerNumbers,
  smallIntegers,
];

function* fewerFeatures(input: Case): Generator<Case> {
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

function* fewerNeurons(input: Case): Generator<Case> {
  for (let k = 0; neuronsOf(input) > 1 && k < neuronsOf(input); k++) yield withoutNeuron(input, k);
}

/** Cases that {@link smallIntegers} tries. */
const GUESSES = 1000;

/**
 * Drops and small integers drawn together: a start on the kink of a sample, say, keeps its place only if data and start
 * become simple in one move.
 */
function* smallIntegers(input: Case, _step: number, random: Random): Generator<Case> {
  const small = (): number => random.pick([0, 0, 0, 1, 1, -1, -1, 2, -2]);
  for (let guess = 0; guess < GUESSES; guess++) {
    let next = input;
    if (featuresOf(next) > 1 && random.unit() < 0.6) next = withoutFeature(next, random.below(featuresOf(next)));
    if (neuronsOf(next) > 1 && random.unit() < 0.3) next = withoutNeuron(next, random.below(neuronsOf(next)));
    if (next.data.x.length > 1 && random.unit() < 0.3) next = withoutSample(next, random.below(next.data.x.length));
    const share = random.pick([0.2, 0.5, 1]);
    const drawn = (value: number): number => (random.unit() < share ? small() : value);
    const { x, y } = next.data;
    if (random.unit() < 0.6) {
      next = withData(
        next,
        x.map((row) => row.map(drawn)),
        y,
      );
    }
    if (random.unit() < 0.8) next = { ...next, start: next.start.map(() => small()) };
    if (random.unit() < 0.5) next = mapVectors(next, (vector) => vector.map(() => small()));
    if (next.start.length > 1 && featuresOf(next) > 1 && random.unit() < 0.5)
      next = withRow(next, random.below(next.data.x.length), kinkOf(next, random));
    yield next;
  }
}

/** A sample on whose kink the start lies: its first two entries turned by 90 degrees. */
function kinkOf(input: Case, random: Random): number[] {
  const sign = random.pick([1, -1]);
  const [a = 0, b = 0] = input.start;
  return Array.from({ length: featuresOf(input) }, (_, j) => entry([sign * b, -sign * a], j) + 0);
}

/** Half of the samples, a quarter and so on down to one at a time. */
function* fewerSamples(input: Case): Generator<Case> {
  const { x, y } = input.data;
  for (let size = Math.floor(x.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < x.length; from += size) {
      const kept = (_: unknown, i: number): boolean => i < from || i >= from + size;
      if (x.filter(kept).length > 0) yield withData(input, x.filter(kept), y.filter(kept));
    }
  }
}

function* simplerSteps(input: Case, step: number): Generator<Case> {
  const { steps } = input;
  if (steps.kind === 'none') return;
  const withSteps = (changed: Partial<Steps>): Case => ({ ...input, steps: { ...steps, ...changed } as Steps });
  // A count of 0 means something of its own to asymptotic claims, so only those that step are cut.
  if (steps.count > 1)
    for (const count of new Set([1, step, step + 1, Math.ceil(steps.count / 2), steps.count - 1])) {
      if (count >= 1 && count < steps.count) yield withSteps({ count });
    }
  if (steps.kind === 'constant') for (const eta of simplerThan(steps.eta)) if (eta > 0) yield withSteps({ eta } as Partial<Steps>);
  if (steps.kind === 'power') for (const alpha of [3 / 4, 5 / 8, 7 / 8, 9 / 16]) yield withSteps({ alpha } as Partial<Steps>);
}

function* simplerExtras(input: Case): Generator<Case> {
  if (input.seed !== undefined) for (let seed = 0; seed < 10; seed++) yield { ...input, seed };
  if (input.slope !== undefined) for (const slope of [1 / 2, 1 / 4, 3 / 4]) yield { ...input, slope };
  for (const [name, vector] of Object.entries(input.vectors ?? {})) {
    yield { ...input, vectors: { ...input.vectors, [name]: vector.map(() => 0) } };
  }
  const weights = input.outputWeights;
  if (weights !== undefined) yield { ...input, outputWeights: weights.map(Math.sign) };
}

/** The start zero or a sample, and data or start times powers of two. */
function* wholeVectors(input: Case): Generator<Case> {
  const d = featuresOf(input);
  yield { ...input, start: input.start.map(() => 0) };
  for (const row of input.data.x.slice(0, 4)) yield { ...input, start: input.start.map((_, index) => entry(row, index % d)) };
  for (const factor of [2, 4, 8, 16, 32, 64, 1 / 2, 1 / 4, 1 / 8]) {
    yield { ...input, start: input.start.map((value) => value * factor) };
    const scaled = withData(
      input,
      input.data.x.map((row) => row.map((value) => value * factor)),
      input.data.y,
    );
    yield scaled;
    // Products w.x stay as they are.
    yield { ...scaled, start: input.start.map((value) => value / factor) };
  }
}

/** All samples of a label alike, or the mirror of one of the other label; repeated samples are then dropped by the half. */
function* alikeSamples(input: Case): Generator<Case> {
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

/** Every number on a coarser lattice at once. */
function* coarserAll(input: Case): Generator<Case> {
  for (const grid of [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 2 ** -6, 2 ** -10, 2 ** -20]) {
    const round = (value: number): number => onLattice(value, grid);
    const data = withData(
      input,
      input.data.x.map((row) => row.map(round)),
      input.data.y,
    );
    const start = input.start.map(round);
    yield mapVectors({ ...data, start }, (vector) => vector.map(round));
    yield data;
    yield { ...input, start };
  }
}

/** Each number of data, start, weights and vectors simpler by itself. */
function* simplerNumbers(input: Case): Generator<Case> {
  const size = input.data.x.length * featuresOf(input);
  const { kinds, values } = coordinatesOf(input);
  const weights = kinds.indexOf('weight');
  const vectors = kinds.indexOf('vector');
  for (const [i, value] of values.entries()) {
    const kind = kinds[i];
    if (kind !== 'data' && kind !== 'start' && kind !== 'weight' && kind !== 'vector') continue;
    for (const simpler of simplerThan(value)) {
      if (kind === 'data') yield withEqualRows(input, Math.floor(i / featuresOf(input)), i % featuresOf(input), simpler);
      else if (kind === 'start') yield { ...input, start: replaced(input.start, i - size, simpler) };
      else if (kind === 'weight') {
        if (simpler !== 0) yield { ...input, outputWeights: replaced(input.outputWeights ?? [], i - weights, simpler) };
      } else yield withVectorEntry(input, i - vectors, simpler);
    }
  }
}

/** Entry j of sample i changed, and of all samples equal to it, so that repeated samples stay repeated. */
function withEqualRows(input: Case, i: number, j: number, value: number): Case {
  const key = input.data.x[i]?.join();
  return withData(
    input,
    input.data.x.map((row) => (row.join() === key ? replaced(row, j, value) : row)),
    input.data.y,
  );
}

function withVectorEntry(input: Case, at: number, value: number): Case {
  let from = 0;
  return mapVectors(input, (vector) => {
    const own = at - from;
    from += vector.length;
    return own >= 0 && own < vector.length ? replaced(vector, own, value) : vector;
  });
}

function replaced(list: readonly number[], at: number, value: number): number[] {
  return list.map((old, i) => (i === at ? value : old));
}

/** Simpler numbers near a value: 0, signs, powers of two, then coarser lattices. */
function simplerThan(value: number): number[] {
  const sign = Math.sign(value);
  const candidates = [0, sign, 2 * sign, sign / 2, -sign];
  for (const grid of [1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32]) {
    candidates.push(onLattice(value, grid), Math.trunc(value / grid) * grid + 0, (Math.trunc(value / grid) + sign) * grid + 0);
  }
  let grid = 2 ** -6;
  while (grid > Math.abs(value) / 8 && grid > 2 ** -60) grid /= 2;
  candidates.push(onLattice(value, grid), onLattice(value, grid * 4), value / 2, value * 2);
  return [...new Set(candidates)].filter((candidate) => candidate !== value);
}
