/** Labels that say what kind of separable data was drawn. */

import type { LabelledData } from '../data/dataset.js';
import { largest, nth, smallest } from '../numerics/lists.js';
import { dot, norm } from '../numerics/vector.js';
import { combination } from './exact-vector.js';

/** Margin over radius, gamma/B, of at least this is wide. */
const WIDE = 1 / 4;
/** At most this is thin. */
const THIN = 1 / 16;
/** Features whose largest entries differ by this factor are ill conditioned. */
const ILL = 8;

/**
 * Labels of separable data: its margin, the scales of its features and coincidences among its samples.
 *
 * The margin is bounded from below by the separator's and from above by half of every |y_i x_i + y_j x_j|; where neither
 * settles the matter the label is "margin:medium".
 *
 * @param separator - y_i separator.x_i > 0 for all i.
 */
export function dataLabels(data: LabelledData, separator: readonly number[]): string[] {
  const signed = data.x.map((row, i) => row.map((value) => nth(data.y, i) * value));
  return [
    `margin:${marginLabel(signed, separator)}`,
    `conditioning:${featureScales(data.x) >= ILL ? 'ill' : 'good'}`,
    ...coincidences(data),
    ...(data.x.length < separator.length ? ['samples:fewer-than-features'] : []),
  ];
}

function marginLabel(signed: readonly (readonly number[])[], separator: readonly number[]): string {
  const radius = largest(signed.map(norm));
  const least = smallest(signed.map((row) => dot(row, separator))) / norm(separator);
  if (least >= WIDE * radius) return 'wide';
  const most = smallest(signed.flatMap((a, i) => signed.slice(i).map((b) => norm(combination(0.5, a, 0.5, b)))));
  return most <= THIN * radius ? 'thin' : 'medium';
}

/** The largest entry of all over the smallest of the features' largest entries, features that are zero left out. */
function featureScales(x: LabelledData['x']): number {
  const sizes = nth(x, 0)
    .map((_, j) => largest(x.map((row) => Math.abs(nth(row, j)))))
    .filter((size) => size > 0);
  return largest(sizes) / smallest(sizes);
}

function coincidences({ x, y }: LabelledData): string[] {
  let duplicate = false;
  let collinear = false;
  for (const [i, row] of x.entries()) {
    for (const [j, other] of x.slice(0, i).entries()) {
      if (y[i] === y[j] && row.every((value, k) => value === other[k])) duplicate = true;
      else if (row.length > 1 && dot(row, other) ** 2 === dot(row, row) * dot(other, other)) collinear = true;
    }
  }
  return [...(duplicate ? ['samples:duplicate'] : []), ...(collinear ? ['samples:collinear'] : [])];
}
