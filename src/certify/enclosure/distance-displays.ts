/** The displays of proposition 1 that bound E |w_t - u|^2 from above, what they give together, and the amounts in them. */

import { nth } from '../../numerics/lists.js';
import { exp } from '../arithmetic/exp.js';
import type { Interval } from '../arithmetic/interval.js';
import { comparisonSquare, type Display, type EnclosedRun, lnOf, tail, weightedLosses } from './display.js';
import { dot } from './setting.js';

/** A vector u by what the displays need of it. */
export interface Comparison {
  readonly square: Interval;
  /** u.x_i. */
  readonly products: readonly Interval[];
  /** u.w_0. */
  readonly start: Interval;
}

/** u = (ln t / gamma) w^+ = (ln t / gamma^2) v. */
export function comparison(of: EnclosedRun, t: number): Comparison {
  const { arithmetic, margin } = of;
  const factor = arithmetic.multiply(lnOf(of, t), arithmetic.reciprocal(margin.square));
  const times = (a: Interval): Interval => arithmetic.multiply(factor, a);
  return { square: comparisonSquare(of, t), products: margin.products.map(times), start: times(margin.start) };
}

/** The vectors u that the case itself names: 0, and its u with entries beyond d dropped. */
export function given({ arithmetic, input, rows, data }: EnclosedRun): readonly Comparison[] {
  const named = input.vectors?.u ?? [];
  const u = Array.from({ length: data.d }, (_, j) => named[j] ?? 0);
  return [u.map(() => 0), u].map((w) => ({
    square: dot(arithmetic, w, w),
    products: rows.map((row) => dot(arithmetic, w, row)),
    start: dot(arithmetic, w, input.start),
  }));
}

/** E |w_t - u|^2 = E |w_t|^2 - 2 u.E w_t + |u|^2. */
export function distance({ arithmetic, steps, acting }: EnclosedRun, t: number, u: Comparison): Interval {
  const { normSquare, coefficients } = nth(steps, t);
  const along = arithmetic.sum([u.start, ...acting.map((i) => arithmetic.multiply(nth(coefficients, i), nth(u.products, i)))]);
  return arithmetic.subtract(arithmetic.add(normSquare, u.square), arithmetic.scale(along, 2));
}

/** (w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2, L the sum over the active samples divided by `divisor`. */
export function squaredBound(of: EnclosedRun, t: number, divisor: number): Interval {
  const { arithmetic, margin } = of;
  const inverse = arithmetic.reciprocal(margin.gamma);
  const along = arithmetic.multiply(arithmetic.subtract(margin.start, lnOf(of, t)), inverse);
  return arithmetic.square(arithmetic.add(along, arithmetic.multiply(margin.gamma, weightedLosses(of, t, divisor))));
}

/** (2 - B^2) sum eta_k E L(w_k), L over the active samples alone. */
function damped(of: EnclosedRun, t: number): Interval {
  const { arithmetic, reachSquare, acting } = of;
  return arithmetic.multiply(arithmetic.subtract(arithmetic.integer(2n), reachSquare), weightedLosses(of, t, acting.length));
}

/** |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha). */
function budget(of: EnclosedRun, t: number): Interval {
  return of.arithmetic.sum([of.startSquare, comparisonSquare(of, t), tail(of, t)]);
}

/** Eq. 13 for u = 0, the case's u and the comparison vector. */
export const eq13: Display = (of, t) => {
  const { arithmetic, acting, etas } = of;
  const rates = arithmetic.sum(etas.slice(0, t));
  return [...given(of), comparison(of, t)].map((u) => {
    const losses = acting.map((i) => exp(arithmetic, arithmetic.negate(nth(u.products, i))));
    const lossOfU = arithmetic.divide(arithmetic.sum(losses), BigInt(acting.length));
    const right = arithmetic.add(
      arithmetic.subtract(distance(of, 0, u), damped(of, t)),
      arithmetic.scale(arithmetic.multiply(rates, lossOfU), 2),
    );
    return arithmetic.subtract(right, distance(of, t, u));
  });
};

/** Eq. 14. */
export const eq14: Display = (of, t) => [
  of.arithmetic.subtract(of.arithmetic.subtract(budget(of, t), damped(of, t)), distance(of, t, comparison(of, t))),
];

/** The display before eq. 15, L divided by some number. */
export const eq15By =
  (divisorOf: (of: EnclosedRun) => number): Display =>
  (of, t) => [of.arithmetic.subtract(budget(of, t), squaredBound(of, t, divisorOf(of)))];

/** The display before eq. 15 as it is printed. */
export const eq15: Display = eq15By(({ acting }) => acting.length);
