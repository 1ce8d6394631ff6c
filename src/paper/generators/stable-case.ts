/** Short runs of SGD that stay in one region: starts, step sizes, and data that a power of two scales to B < sqrt 2. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent } from '../../claim/claim.js';
import { powerSteps } from '../../claim/steps.js';
import type { LabelledData } from '../../data/dataset.js';
import type { DrawnData } from '../../generator/drawn.js';
import { multiple } from '../../generator/exact-vector.js';
import { latticeVector } from '../../generator/lattice.js';
import { rawStart, start } from '../../generator/start.js';
import { alpha } from '../../generator/steps.js';
import { largest, nth, placesOf } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';
import { localRegion } from './local-region.js';

/** Index sequences that one evaluation follows at most; about 2 ms. */
const SEQUENCES = 2 ** 10;
/** Further copies of the first positive and of the first negative. */
const COPIES = [
  [0, 0],
  [0, 0],
  [0, 0],
  [0, 2],
  [0, 8],
  [3, 0],
  [2, 5],
] as const;
const SLOW_COPIES = [
  [0, 60],
  [30, 0],
  [0, 12],
  [0, 0],
] as const;
/** How often samples and starts are halved. */
const HALVINGS = [0, 0, 1, 2] as const;
const STILL_HALVINGS = [0, 1, 4, 5] as const;
const NEARER = [0, 0, 2, 4, 8] as const;
const STILL_NEARER = [0, 2, 4, 8, 10] as const;
/** Numbers drawn for the vector u. */
export const VECTOR = 4;

/** The region that all iterates share: the linearly separable region, or W_J with J neither empty nor all of a separable w. */
export type StableRegion = 'separable' | 'local';

/** Which cases are drawn. */
export interface StableAim {
  readonly regions: readonly StableRegion[];
  /** One positive of length near sqrt 2, a start near 0 and alpha near 1/2: bounds that fall slowly are smallest there. */
  readonly slow?: boolean;
  /** Shorter samples and nearer starts, so that w hardly moves in half of the cases and losses keep near 1. */
  readonly still?: boolean;
  /** Data of any length, up to B near 16; B < sqrt 2 by default. */
  readonly anyReach?: boolean;
  /** alpha; multiples of 1/64 in (1/2, 1) by default. */
  readonly alphas?: readonly number[];
}

/** Starts in a region that SGD does not leave, on data scaled by a power of two to B < sqrt 2, with as many steps as can be enumerated. */
export function stableCases(
  source: Arbitrary<DrawnData>,
  { regions, slow = false, still = false, anyReach = false, alphas }: StableAim,
): Arbitrary<CaseContent> {
  return fc
    .record({
      drawn: fc.oneof(...sourcesOf(source, regions)),
      aim: rawStart(['separable']),
      halvings: slow ? fc.constant(0) : fc.constantFrom(...(still ? STILL_HALVINGS : HALVINGS)),
      nearer: slow ? fc.constantFrom(10, 6, 14) : fc.constantFrom(...(still ? STILL_NEARER : NEARER)),
      lone: slow ? fc.constant(true) : fc.constantFrom(false, false, true),
      copies: fc.constantFrom(...(slow ? SLOW_COPIES : COPIES)),
      exponent: alphas !== undefined ? fc.constantFrom(...alphas) : slow ? fc.constantFrom(33 / 64, 34 / 64, 36 / 64) : alpha(),
      doublings: anyReach ? fc.constantFrom(0, 1, 2, 3) : fc.constant(0),
      u: latticeVector(VECTOR, 2, 16),
    })
    .map(({ drawn, aim, halvings, nearer, lone, copies: [positives, negatives], exponent, doublings, u }) => {
      const kept = lone && drawn.start === undefined ? withOnePositive(drawn.data, slow ? 1 : drawn.data.y.length) : drawn.data;
      const few = scaled(kept, { closely: slow, halvings });
      const data = withCopies(withCopies(few, 1, positives), -1, negatives);
      // No step leads to the edge of the region, but SGD may leave it from there.
      const begun = drawn.start ?? start({ data, separator: drawn.separator }, { ...aim, edge: false }).start;
      return {
        data: doublings === 0 ? data : { x: data.x.map((row) => multiple(2 ** doublings, row)), y: data.y },
        // Longer samples from a nearer start: the same losses.
        start: multiple(2 ** -(nearer + doublings), begun),
        steps: powerSteps(exponent, stepsThatFit(data)),
        vectors: { u },
      };
    });
}

/** The data with its first sample of a label so many times more, which makes active draws rare or frequent. */
export function withCopies({ x, y }: LabelledData, label: number, copies: number): LabelledData {
  const first = y.indexOf(label);
  const row = x[first];
  if (row === undefined) return { x: [...x], y: [...y] };
  return { x: [...x, ...new Array<readonly number[]>(copies).fill(row)], y: [...y, ...new Array<number>(copies).fill(label)] };
}

/** The case with another number of steps. */
export function withSteps(input: CaseContent, count: number): CaseContent {
  return { ...input, steps: input.steps.kind === 'power' ? { ...input.steps, count } : input.steps };
}

type Source = Arbitrary<DrawnData & { readonly start?: readonly number[] }>;

function sourcesOf(source: Arbitrary<DrawnData>, regions: readonly StableRegion[]): { weight: number; arbitrary: Source }[] {
  return [
    ...(regions.includes('separable') ? [{ weight: 2, arbitrary: source }] : []),
    ...(regions.includes('local') ? [{ weight: 1, arbitrary: localRegion() }] : []),
  ];
}

/** The data with its first positive and some negatives only: two outcomes a step, so many steps. */
function withOnePositive(data: LabelledData, negatives: number): LabelledData {
  const others = placesOf(data.y, (label) => label === -1).slice(0, negatives);
  return samplesOf(data, [data.y.indexOf(1), ...others]);
}

/** Some samples of the data, in the given order. */
export function samplesOf({ x, y }: LabelledData, kept: readonly number[]): LabelledData {
  return { x: kept.map((i) => nth(x, i)), y: kept.map((i) => nth(y, i)) };
}

/**
 * The data times the power of two that brings the largest |x_i|^2 of a positive into [1/2, 2), and closely: times a
 * further multiple of 1/64 that brings it near 2. Then halved a few times.
 */
function scaled({ x, y }: LabelledData, { closely, halvings }: { readonly closely: boolean; readonly halvings: number }): LabelledData {
  let square = Math.max(0, largest(x.map((row, i) => (y[i] === 1 ? dot(row, row) : 0))));
  let factor = 2 ** -halvings;
  for (; square >= 2; square /= 4) factor /= 2;
  for (; square > 0 && square < 0.5; square *= 4) factor *= 2;
  if (closely && square > 0) factor *= Math.floor(64 * Math.sqrt(1.999 / square)) / 64;
  return { x: x.map((row) => row.map((value) => value * factor)), y };
}

/** Distinct positives and one silent outcome at each step. */
function stepsThatFit({ x, y }: LabelledData): number {
  const positives = new Set(x.flatMap((row, i) => (y[i] === 1 ? [row.join()] : [])));
  const outcomes = positives.size + 1;
  let steps = 1;
  for (let count = outcomes; count * outcomes <= SEQUENCES; steps++) count *= outcomes;
  return steps;
}
