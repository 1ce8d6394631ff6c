/** Ways from a drawn vector to a named region or to its edge, exact on lattice data. */

import type { LabelledData } from '../data/dataset.js';
import { largest } from '../numerics/lists.js';
import { dot } from '../numerics/vector.js';
import { combination, isZero } from './exact-vector.js';
import { onKink } from './region.js';

const MOST_SWEEPS = 100;
/** Multiplications that one walk may take, so that large data do not hold up the drawing of cases. */
const MOST_WORK = 2 ** 21;

/** The sign that w.x_i should have: 1 positive, -1 negative, 0 anything but positive, undefined any. */
export type WantedSign = -1 | 0 | 1 | undefined;

/**
 * The perceptron's way from w to signs that are wanted of the w.x_i: a sample that is wrong is added or subtracted as often
 * as makes it right, in a metric that levels the features' scales. Undefined when it does not arrive within 100 sweeps
 * (fewer on large data), as where no such point exists.
 */
export function walkTo({ x }: LabelledData, from: readonly number[], wanted: readonly WantedSign[]): number[] | undefined {
  const { rows, weights, squares } = metricOf(x);
  const w = Float64Array.from(from);
  const sweeps = Math.min(MOST_SWEEPS, Math.ceil(MOST_WORK / (x.length * w.length)));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let arrived = true;
    for (let i = 0; i < rows.length; i++) {
      const sign = wanted[i];
      if (sign === undefined) continue;
      const row = rows[i]!;
      const value = dot(row, w);
      if (sign === 0 ? value <= 0 : sign * value > 0) continue;
      const times = (sign > 0 ? 1 : -1) * (Math.floor(Math.abs(value) / squares[i]!) + 1);
      for (let j = 0; j < w.length; j++) w[j]! += times * weights[j]! * row[j]!;
      arrived = false;
    }
    if (arrived) return [...w];
  }
  return undefined;
}

/** The metric that levels the features' scales: each sample, the features' weights, and the samples' squared lengths, 1 for 0. */
interface Metric {
  readonly rows: readonly Float64Array[];
  readonly weights: readonly number[];
  readonly squares: readonly number[];
}

const metrics = new WeakMap<LabelledData['x'], Metric>();

/** Kept with the data, on which several walks are tried for one start. */
function metricOf(x: LabelledData['x']): Metric {
  const known = metrics.get(x);
  if (known !== undefined) return known;
  const weights = levelling(x);
  const rows = x.map((row) => Float64Array.from(row));
  const squares = rows.map((row) => row.reduce((sum, value, j) => sum + weights[j]! * value * value, 0) || 1);
  const metric = { rows, weights, squares };
  metrics.set(x, metric);
  return metric;
}

/** Squares of powers of two, the least of them 1, that bring the features' largest entries within a factor 4 of each other. */
function levelling(x: LabelledData['x']): number[] {
  const sizes = x[0]!.map((_, j) => x.reduce((size, row) => Math.max(size, Math.abs(row[j]!)), 0));
  const longest = largest(sizes);
  return sizes.map((size) => {
    let weight = 1;
    while (size > 0 && weight < 2 ** 100 && 16 * weight * size * size <= longest * longest) weight *= 4;
    return weight;
  });
}

/**
 * The first point on the ray from w along v (or along -v) where some w.x_i becomes 0, up to a positive factor that keeps it
 * on the lattice; all other samples keep their sign or reach 0 too. Undefined when there is none but 0 or rounding misses it.
 */
export function edgeFrom(data: LabelledData, w: readonly number[], v: readonly number[]): number[] | undefined {
  for (const direction of [v, v.map((value) => -value)]) {
    let nearest: readonly [number, number] | undefined;
    for (const row of data.x) {
      const height = dot(row, w);
      const speed = dot(row, direction);
      if (height * speed >= 0) continue;
      const hit = [Math.abs(height), Math.abs(speed)] as const;
      if (nearest === undefined || hit[0] / hit[1] < nearest[0] / nearest[1]) nearest = hit;
    }
    if (nearest === undefined) continue;
    const edge = combination(nearest[1], w, nearest[0], direction);
    if (!isZero(edge) && onKink(data, edge)) return edge;
  }
  return undefined;
}

/** A vector with exactly w.x = 0 for any doubles x of two features or more: x turned by 90 degrees in the plane of two features. */
export function quarterTurn(row: readonly number[], first: number): number[] | undefined {
  const d = row.length;
  const a = first % d;
  for (let step = 1; step < d; step++) {
    const b = (a + step) % d;
    if (row[a] === 0 && row[b] === 0) continue;
    return row.map((_, j) => (j === a ? row[b]! : j === b ? 0 - row[a]! : 0));
  }
  return undefined;
}
