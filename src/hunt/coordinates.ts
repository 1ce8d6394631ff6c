/** A case as a vector of real coordinates, for searches that move them all at once. */

import type { Case } from '../data/case.js';
import { features, mapValues } from './shape.js';

/** Numbers are rounded to this share of the size of the move, so that they stay as short as the search allows. */
const GRAIN = 1 / 16;
const LEAST_GRAIN = 2 ** -40;

/** Coordinates of a case: samples, start, ln2 of the step size, exponent, slope, output weights, named vectors. */
export function coordinatesOf(input: Case): Float64Array {
  const { steps } = input;
  return Float64Array.from([
    ...input.data.x.flat(),
    ...input.start,
    // A step size moves by factors; the coordinate is its change, so it starts at 0.
    ...(steps.kind === 'constant' ? [0] : steps.kind === 'power' ? [steps.alpha] : []),
    ...(input.slope === undefined ? [] : [input.slope]),
    ...(input.outputWeights ?? []),
    ...Object.values(input.vectors ?? {}).flat(),
  ]);
}

/** The case of the same shape with other coordinates, on a lattice that fits moves of size `sigma`. */
export function atCoordinates(input: Case, z: ArrayLike<number>, sigma: number): Case {
  const grain = Math.max(LEAST_GRAIN, powerOfTwoBelow(sigma * GRAIN));
  const snapped = (v: number): number => Math.round(v / grain) * grain + 0;
  const d = features(input);
  let at = 0;
  const next = (): number => snapped(z[at++]!);
  const list = (length: number): number[] => Array.from({ length }, next);
  const x = input.data.x.map(() => list(d));
  const start = list(input.start.length);
  let { steps } = input;
  if (steps.kind === 'constant') steps = { ...steps, eta: steps.eta * doubling(z[at++]!) };
  else if (steps.kind === 'power') steps = { ...steps, alpha: Math.min(63 / 64, Math.max(33 / 64, Math.round(z[at++]! * 64) / 64)) };
  const slope = input.slope === undefined ? {} : { slope: Math.min(1, Math.max(0, next())) };
  const outputWeights = input.outputWeights === undefined ? {} : { outputWeights: input.outputWeights.map(() => next() || grain) };
  const vectors = input.vectors === undefined ? {} : { vectors: mapValues(input.vectors, (vector) => list(vector.length)) };
  return { ...input, data: { x, y: input.data.y }, start, steps, ...slope, ...outputWeights, ...vectors };
}

/** 2^v, exact and on a lattice of eighths between powers of two. */
function doubling(v: number): number {
  const whole = Math.floor(v);
  return 2 ** Math.max(-30, Math.min(30, whole)) * (1 + Math.round((v - whole) * 8) / 8);
}

function powerOfTwoBelow(v: number): number {
  let power = 1;
  while (power > v) power /= 2;
  return power;
}
