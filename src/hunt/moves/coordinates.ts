/** The continuous coordinates of a case as one vector, for searches that move numbers and leave the shape alone. */

import type { Case } from '../../data/case.js';
import type { Random } from '../search/random.js';
import { featuresOf, flattened, refilled } from './draft.js';
import { onLattice } from './grid.js';
import { entry } from './vectors.js';

/** What a coordinate is, as it bounds and scales it. */
export type CoordinateKind = 'data' | 'start' | 'eta' | 'alpha' | 'slope' | 'weight' | 'vector';

/** A case seen as numbers: data, start, log2 of the step size, exponent, slope, output weights, named vectors. */
export interface Coordinates {
  readonly kinds: readonly CoordinateKind[];
  readonly values: readonly number[];
}

/** The coordinates of a case, in a fixed order. */
export function coordinatesOf(input: Case): Coordinates {
  const { steps } = input;
  const kinds: CoordinateKind[] = [];
  const values: number[] = [];
  const add = (kind: CoordinateKind, list: readonly number[]): void => {
    for (const value of list) {
      kinds.push(kind);
      values.push(value);
    }
  };
  add('data', flattened(input.data.x));
  add('start', input.start);
  if (steps.kind === 'constant') add('eta', [exponentOf(steps.eta)]);
  if (steps.kind === 'power') add('alpha', [steps.alpha]);
  if (input.slope !== undefined) add('slope', [input.slope]);
  if (input.outputWeights !== undefined) add('weight', input.outputWeights);
  for (const vector of Object.values(input.vectors ?? {})) add('vector', vector);
  return { kinds, values };
}

/**
 * The case with other coordinates, each brought onto the lattice of spacing `grid` (a power of two) and into its range:
 * 0 < eta, 1/2 < alpha < 1, 0 < slope < 1, output weights not 0.
 */
export function withCoordinates(input: Case, values: readonly number[], grid: number): Case {
  const rest = [...values];
  const next = (): number => rest.shift() ?? 0;
  const take = (count: number): number[] => rest.splice(0, count).map((value) => onLattice(value, grid));
  const flat = take(input.data.x.length * featuresOf(input));
  const start = take(input.start.length);
  const { steps } = input;
  const moved: Case['steps'] =
    steps.kind === 'constant'
      ? { ...steps, eta: stepSizeOf(next(), grid) }
      : steps.kind === 'power'
        ? { ...steps, alpha: inside(next(), 0.5, 1, grid) }
        : steps;
  return {
    ...input,
    data: { x: refilled(input.data.x, flat), y: input.data.y },
    start,
    steps: moved,
    ...(input.slope === undefined ? {} : { slope: inside(next(), 0, 1, grid) }),
    ...(input.outputWeights === undefined ? {} : { outputWeights: take(input.outputWeights.length).map((v) => (v === 0 ? grid : v)) }),
    ...(input.vectors === undefined
      ? {}
      : { vectors: Object.fromEntries(Object.entries(input.vectors).map(([name, vector]) => [name, take(vector.length)])) }),
  };
}

/** A coordinate at random: any of them, or as often any of a kind at random, since the data have many and the step size is one. Those of a kind stand together. */
export function anyCoordinate(kinds: readonly CoordinateKind[], random: Random): number {
  if (random.unit() < 0.5) return random.below(kinds.length);
  const kind = random.pick([...new Set(kinds)]);
  const first = kinds.indexOf(kind);
  return first + random.below(kinds.lastIndexOf(kind) - first + 1);
}

/** The values with some coordinates, chosen one after the other, moved by about `size`. */
export function withFewMoved({ kinds, values }: Coordinates, count: number, size: number, random: Random): number[] {
  const moved = [...values];
  for (let i = 0; i < count; i++) {
    const at = anyCoordinate(kinds, random);
    moved[at] = entry(moved, at) + size * random.normal();
  }
  return moved;
}

/** The exponent that {@link stepSizeOf} turns back into this step size. */
function exponentOf(eta: number): number {
  if (!(eta > 0 && eta < Number.POSITIVE_INFINITY)) return 0;
  let whole = 0;
  while (2 ** whole > eta) whole--;
  while (2 ** (whole + 1) <= eta) whole++;
  return whole + (eta / 2 ** whole - 1);
}

/** A positive step size of few binary digits near 2^exponent. */
function stepSizeOf(exponent: number, grid: number): number {
  const bounded = Math.max(-40, Math.min(40, exponent));
  const whole = Math.floor(bounded);
  // Linear between powers of two: at most two roundings away from the exponential, and exact everywhere.
  return 2 ** whole * (1 + onLattice(bounded - whole, Math.max(grid, 2 ** -20)));
}

/** The lattice number strictly between two bounds that is nearest. */
function inside(value: number, least: number, most: number, grid: number): number {
  const fine = Math.min(grid, 2 ** -6);
  return Math.max(least + fine, Math.min(most - fine, onLattice(value, fine)));
}
