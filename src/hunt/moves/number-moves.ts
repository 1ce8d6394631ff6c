/** Moves of numbers: coordinates, the start as a whole, step sizes, counts, seeds. */

import type { Steps } from '../../data/case.js';
import { anyCoordinate, coordinatesOf, withCoordinates, withFewMoved } from './coordinates.js';
import { withData } from './draft.js';
import { GRID, gridFor, onLattice } from './grid.js';
import type { Move } from './move.js';
import { entry } from './vectors.js';

/** One coordinate moved a little, or up to three more. */
export const nudge = ((input, random, size) => {
  const count = 1 + (random.unit() < 0.3 ? random.below(3) : 0);
  return withCoordinates(input, withFewMoved(coordinatesOf(input), count, size, random), gridFor(size));
}) satisfies Move;

/** The same, on a scale drawn from 2^-12 to 4: some violations live in wedges far thinner than the lattice. */
export const nudgeAnyScale: Move = (input, random) => nudge(input, random, 2 ** (2 - random.below(15)));

/** One coordinate set to a simple number, to another coordinate, to its negative, half or double. */
export const setSimple: Move = (input, random) => {
  const { kinds, values } = coordinatesOf(input);
  const at = anyCoordinate(kinds, random);
  const value = entry(values, at);
  const other = entry(values, random.below(values.length));
  const moved = values.with(at, random.pick([0, 1, -1, -value, other, value / 2, value * 2]));
  return withCoordinates(input, moved, GRID / 2 ** 14);
};

/** The start times a simple factor. */
export const scaleStart: Move = (input, random) => {
  const factor = random.pick([0, -1, 1 / 2, 2, 1 / 16, 16]);
  return { ...input, start: input.start.map((value) => value * factor + 0) };
};

/** All numbers, or those of one sample or the start, on a coarse lattice, where coincidences are exact. */
export const snap: Move = (input, random) => {
  const grid = 2 ** -random.below(4);
  const round = (value: number): number => onLattice(value, grid);
  const which = random.below(input.data.x.length + 2);
  const all = which > input.data.x.length;
  const x = input.data.x.map((row, i) => (all || i === which ? row.map(round) : row));
  return { ...withData(input, x, input.data.y), start: all || which === input.data.x.length ? input.start.map(round) : input.start };
};

/** The step size times a power of two from 1/16 to 16. */
export const scaleStep: Move = (input, random) => {
  const { steps } = input;
  if (steps.kind !== 'constant') return undefined;
  return { ...input, steps: { ...steps, eta: bounded(steps.eta * 2 ** (random.below(9) - 4)) } };
};

const bounded = (eta: number): number => Math.max(2 ** -40, Math.min(2 ** 40, eta));

/** Fewer steps, or as many. */
export const changeCount: Move = (input, random) => {
  const { steps } = input;
  if (steps.kind === 'none' || steps.count < 2) return undefined;
  // Never more than there were: the cost of an evaluation grows with it, that of an expectation exponentially.
  return { ...input, steps: { ...steps, count: 1 + random.below(steps.count) } as Steps };
};

/** Another sampling seed. */
export const reseed: Move = (input, random) => (input.seed === undefined ? undefined : { ...input, seed: random.below(2 ** 32) });
