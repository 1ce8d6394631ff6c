/** The terms of eq. 10 at one step of a path. */

import { gamma as roundingOf } from '../../numerics/rounding.js';
import { distance, dot, norm } from '../../numerics/vector.js';
import { type PathStep, reducedLoss } from './pathwise.js';

/** Both sides of eq. 10, |w_k - u|^2, the sum of the sizes of all terms, and a bound on the rounding of their difference. */
interface StepTerms {
  readonly begin: number;
  readonly left: number;
  readonly right: number;
  readonly size: number;
  readonly error: number;
}

/** The terms for one u. */
export function drawnStep(step: PathStep, u: Float64Array): StepTerms {
  const { before, after, loss, gradient, eta, data, reach } = step;
  const rate = eta(before.k);
  const away = before.w.map((entry, j) => entry - (u[j] ?? 0));
  // What the step drew: grad l(w_k, z) = (w_k - w_{k+1}) / eta_k.
  const moved = before.w.map((entry, j) => entry - (after.w[j] ?? 0));
  const begin = distance(before.w, u) ** 2;
  const left = distance(after.w, u) ** 2;
  const fall = 2 * rate * (loss - reducedLoss(step, u).loss);
  const square = dot(moved, moved);
  const noise = 2 * (rate * dot(gradient, away) - dot(moved, away));
  const sizes = [
    begin,
    left,
    2 * rate * (loss + reducedLoss(step, u).loss),
    square,
    2 * rate * norm(gradient) * norm(away),
    2 * norm(moved) * norm(away),
  ];
  const size = sizes.reduce((sum, one) => sum + one, 0);
  const longest = Math.max(norm(before.w), norm(after.w), norm(u));
  const error = roundingOf(16 * (data.d + 8)) * (size + longest * longest + (1 + longest * reach) * size);
  return { begin, left, right: begin - fall + square + noise, size, error };
}
