/** The plane that a run is seen in. */

import { type Dataset, sample } from '../data/dataset.js';
import { dot, type Numbers, norm, normalized, plusMultiple } from '../numerics/vector.js';
import type { Point } from './plane.js';

/** Two orthonormal directions, and what they are in words. */
export interface Projection {
  readonly across: Float64Array;
  readonly up: Float64Array;
  readonly axes: readonly [string, string];
}

/** The coordinate plane, for data in it. */
const COORDINATES: Projection = {
  across: Float64Array.of(1, 0),
  up: Float64Array.of(0, 1),
  axes: ['first coordinate', 'second coordinate'],
};

/** A share of a vector below which it lies along another up to rounding. */
const ROUNDED = 1e-9;

/**
 * The plane for data and the neurons at the end of a run: that of the data where it has two features; of more, that of the direction at
 * the end and the tightest sample, for networks that of their two longest neurons.
 *
 * @param end - the last parameters, K*d numbers.
 * @returns undefined for one feature, and where nothing spans a plane; without a direction, the plane of two samples.
 */
export function planeOf(data: Dataset, neurons: number, end: Numbers): Projection | undefined {
  if (data.d === 2) return COORDINATES;
  if (data.d < 2) return undefined;
  if (!(norm(end) > 0)) return samplesPlane(data);
  return neurons === 1 ? tightestPlane(data, end) : longestPlane(data.d, neurons, end);
}

/** A vector in the plane's coordinates. */
export function seen(vector: Numbers, { across, up }: Projection): Point {
  return [dot(across, vector), dot(up, vector)];
}

/** The plane of the first two samples that span one. */
function samplesPlane(data: Dataset): Projection | undefined {
  const all = Array.from({ length: data.n }, (_, i) => ({ name: `x${i + 1}`, vector: sample(data, i) }));
  const [first, ...others] = all.filter(({ vector }) => norm(vector) > 0);
  return first === undefined ? undefined : spanned(first, others);
}

/** The plane of the limit direction and the sample that is nearest to its kink there; undefined where all samples lie along it. */
function tightestPlane(data: Dataset, limit: Numbers): Projection | undefined {
  const across = normalized(limit);
  const tightest = Array.from({ length: data.n }, (_, i) => ({ name: `x${i + 1}`, vector: sample(data, i) }))
    .map((one) => ({ ...one, size: Math.abs(dot(one.vector, across)) / (norm(one.vector) || 1) }))
    .sort((a, b) => a.size - b.size);
  return spanned({ name: 'the direction at the end', vector: across }, tightest);
}

/** The plane of the longest neuron and the next one beside it. */
function longestPlane(d: number, neurons: number, end: Numbers): Projection | undefined {
  const [longest, ...others] = Array.from({ length: neurons }, (_, k) => ({
    name: `neuron ${k + 1}`,
    vector: Float64Array.from({ length: d }, (_, j) => end[k * d + j] ?? 0),
  })).sort((a, b) => norm(b.vector) - norm(a.vector));
  return longest === undefined ? undefined : spanned({ ...longest, name: `${longest.name} at the end` }, others);
}

interface Named {
  readonly name: string;
  readonly vector: Float64Array;
}

/** The plane of a direction and the first of some vectors that has a part beside it. */
function spanned(first: Named, candidates: readonly Named[]): Projection | undefined {
  const across = normalized(first.vector);
  for (const { name, vector } of candidates) {
    const beside = plusMultiple(vector, -dot(vector, across), across);
    if (norm(beside) > ROUNDED * norm(vector))
      return { across, up: normalized(beside), axes: [`along ${first.name}`, `what ${name} has beside it`] };
  }
  return undefined;
}
