/** Amounts in the inequalities of appendices D to F that speak of no run, each as a term with its error. */

import { sample } from '../../data/dataset.js';
import { exp, log, power } from '../../numerics/elementary.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import { divisor, type Normalisation } from './normalisation.js';
import { ELEMENTARY, exactly, type Term, UNDERFLOW } from './sides.js';
import type { StableCase } from './stable-case.js';

/** ln t / gamma: the length of the comparison vector u. */
export function comparisonLength({ gamma }: StableCase, t: number): number {
  return log(t) / gamma;
}

/** u = (ln t / gamma) w^+. */
export function comparison(at: StableCase, t: number): Float64Array {
  const length = comparisonLength(at, t);
  return at.direction.map((entry) => length * entry);
}

/** (ln t / gamma)^2. */
export function comparisonSquare(at: StableCase, t: number): Term {
  return exactly(comparisonLength(at, t) ** 2);
}

/** |w_0|^2. */
export function startSquare({ start }: StableCase): Term {
  return exactly(dot(start, start));
}

/** w_0.w^+. */
export function startAlong({ start, direction }: StableCase): Term {
  return [dot(start, direction), roundingOf(start.length + ELEMENTARY) * norm(start)];
}

/** 2 t^(-alpha) / (1 - alpha). */
export function tail({ alpha }: StableCase, t: number): Term {
  return exactly((2 * power(t, -alpha)) / (1 - alpha));
}

/** |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha), the right side of eq. 15. */
export function budget(at: StableCase, t: number): readonly Term[] {
  return [startSquare(at), comparisonSquare(at, t), tail(at, t)];
}

/** L(u) of the reduced problem, a linear model on the active samples. */
export function lossOf(at: StableCase, u: ArrayLike<number>, loss: Normalisation): Term {
  let sum = 0;
  let error = 0;
  for (const i of at.active) {
    const x = sample(at.data, i);
    const value = exp(-dot(u, x));
    sum += value;
    error += value * (roundingOf(at.data.d + ELEMENTARY) * (1 + norm(u) * norm(x)));
  }
  const share = 1 / divisor(at, loss);
  return [sum * share, error * share + roundingOf(at.active.length + 4) * sum * share + UNDERFLOW * at.data.n];
}
