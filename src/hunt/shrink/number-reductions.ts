/** Reductions of numbers: whole vectors, all numbers on a coarser lattice, each number by itself. */

import type { Case } from '../../data/case.js';
import { coordinatesOf } from '../moves/coordinates.js';
import { featuresOf, mapVectors, withData } from '../moves/draft.js';
import { onLattice } from '../moves/grid.js';
import { entry } from '../moves/vectors.js';
import { simplerThan } from './reduction.js';

/** The start zero or a sample, and data or start times powers of two. */
export function* wholeVectors(input: Case): Generator<Case> {
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

/** Every number on a coarser lattice at once. */
export function* coarserAll(input: Case): Generator<Case> {
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
export function* simplerNumbers(input: Case): Generator<Case> {
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
