/** The way that SGD goes in the mean, roughly: steps along the full gradient. */

import { sample } from '../../data/dataset.js';
import { exp } from '../../numerics/elementary.js';
import { addMultiple, dot, norm } from '../../numerics/vector.js';
import type { StableCase } from './stable-case.js';

/** Moves w by step k along the gradient of L - L* on the active samples. */
export function fullStep({ data, active, eta }: StableCase, w: Float64Array, k: number): void {
  const rate = eta(k) / data.n;
  const move = new Float64Array(w.length);
  for (const i of active) {
    const x = sample(data, i);
    const l = rate * exp(-dot(w, x));
    addMultiple(move, l, x);
  }
  addMultiple(w, 1, move);
}

/** The average of the first t iterates of such steps. */
export function meanIterate(at: StableCase, t: number): Float64Array {
  return sumOfIterates(at, t).map((entry) => entry / t);
}

/** The unit vector along that average. */
export function meanDirection(at: StableCase, t: number): Float64Array {
  const sum = sumOfIterates(at, t);
  const length = norm(sum);
  return sum.map((entry) => entry / length);
}

function sumOfIterates(at: StableCase, t: number): Float64Array {
  const w = Float64Array.from(at.start);
  const sum = new Float64Array(w.length);
  for (let k = 0; k < t; k++) {
    addMultiple(sum, 1, w);
    fullStep(at, w, k);
  }
  return sum;
}
