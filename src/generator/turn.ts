/** Exact similarities of R^d, which take constructions off the axes and keep the signs of all inner products. */

import fc, { type Arbitrary } from 'fast-check';
import { dot } from '../numerics/vector.js';
import { combination } from './exact-vector.js';

/** A mirror for data of up to d features; shrinks to none. */
export function mirror(d: number): Arbitrary<number[]> {
  return fc.array(fc.integer({ min: -1, max: 1 }), { minLength: d, maxLength: d });
}

/**
 * x reflected in the hyperplane orthogonal to v (cut to the length of x) and scaled by |v|^2 / 2^k in [1, 2): with v of
 * entries -1, 0 and 1 and at most 7 features, a multiple of 1/16 becomes a multiple of 1/64. v = 0 leaves x as it is.
 */
export function turned(x: readonly number[], v: readonly number[]): number[] {
  const normal = v.slice(0, x.length);
  const square = dot(normal, normal);
  if (square === 0) return [...x];
  const scale = 2 ** (Math.clz32(square) - 31);
  return combination(square * scale, x, -2 * dot(normal, x) * scale, normal);
}
