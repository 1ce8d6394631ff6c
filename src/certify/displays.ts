/** The displays of proposition 1 and of lemmas F.1 and F.3, enclosed. */

import { exp } from './arithmetic/exp.js';
import { greatest, type Interval, type IntervalArithmetic } from './arithmetic/interval.js';
import { log, powerStep } from './arithmetic/log.js';
import type { EnumeratedStep } from './enclosure/enumeration.js';
import type { Expectations, Expected } from './enclosure/expectations.js';
import { type MarginVector, squareRoot } from './enclosure/margin.js';
import { dot, lengthSquare, type Setting } from './enclosure/setting.js';

/** What the displays speak of: the case, its expectations and the constants. */
export interface Expectation<Step extends Expected = Expected> extends Setting, Pick<Expectations, 'etas' | 'largestLoss'> {
  /** The active samples: I+, or J. */
  readonly acting: readonly number[];
  /** Expectations at every step. */
  readonly steps: readonly Step[];
  readonly margin: MarginVector;
  /** |w_0|^2. */
  readonly startSquare: Interval;
  /** B^2. */
  readonly reachSquare: Interval;
  readonly alpha: number;
}

/** Right side less left side of a display at step t, for each u that it is read with. */
export type Display<Step extends Expected = Expected> = (of: Expectation<Step>, t: number) => readonly Interval[];

const sumOf = (arithmetic: IntervalArithmetic, terms: readonly Interval[]): Interval =>
  terms.reduce((a, b) => arithmetic.add(a, b), arithmetic.zero);

/** sum_{k<t} eta_k E L(w_k), L the sum over the active samples divided by `divisor`. */
function weightedLosses({ arithmetic, etas, steps }: Expectation, t: number, divisor: number): Interval {
  return arithmetic.divide(
    sumOf(
      arithmetic,
      etas.slice(0, t).map((eta, k) => arithmetic.multiply(eta, steps[k]!.loss)),
    ),
    BigInt(divisor),
  );
}

/** ln t. */
const lnOf = ({ arithmetic }: Expectation, t: number): Interval => log(arithmetic, arithmetic.integer(BigInt(t)));

/** ln^2 t / gamma^2. */
function comparisonSquare(of: Expectation, t: number): Interval {
  return of.arithmetic.multiply(of.arithmetic.square(lnOf(of, t)), of.arithmetic.reciprocal(of.margin.square));
}

/** 2 t^(-alpha) / (1 - alpha). */
function tail({ arithmetic, alpha }: Expectation, t: number): Interval {
  const rest = arithmetic.reciprocal(arithmetic.subtract(arithmetic.one, arithmetic.double(alpha)));
  return arithmetic.scale(arithmetic.multiply(powerStep(arithmetic, t - 1, alpha), rest), 2);
}

/** A vector u by what the displays need of it. */
interface Comparison {
  readonly square: Interval;
  /** u.x_i. */
  readonly products: readonly Interval[];
  /** u.w_0. */
  readonly start: Interval;
}

/** u = (ln t / gamma) w^+ = (ln t / gamma^2) v. */
function comparison(of: Expectation, t: number): Comparison {
  const { arithmetic, margin } = of;
  const factor = arithmetic.multiply(lnOf(of, t), arithmetic.reciprocal(margin.square));
  const times = (a: Interval): Interval => arithmetic.multiply(factor, a);
  return { square: comparisonSquare(of, t), products: margin.products.map(times), start: times(margin.start) };
}

/** The vectors u that the case itself names: 0, and its u with entries beyond d dropped. */
function given({ arithmetic, input, rows, data }: Expectation): readonly Comparison[] {
  const named = input.vectors?.u ?? [];
  const u = Array.from({ length: data.d }, (_, j) => named[j] ?? 0);
  return [u.map(() => 0), u].map((w) => ({
    square: dot(arithmetic, w, w),
    products: rows.map((row) => dot(arithmetic, w, row)),
    start: dot(arithmetic, w, input.start),
  }));
}

/** E |w_t - u|^2 = E |w_t|^2 - 2 u.E w_t + |u|^2. */
function distance({ arithmetic, steps, acting }: Expectation, t: number, u: Comparison): Interval {
  const { normSquare, coefficients } = steps[t]!;
  const along = sumOf(arithmetic, [u.start, ...acting.map((i) => arithmetic.multiply(coefficients[i]!, u.products[i]!))]);
  return arithmetic.subtract(arithmetic.add(normSquare, u.square), arithmetic.scale(along, 2));
}

/** (2 - B^2) sum eta_k E L(w_k), L over the active samples alone. */
function damped(of: Expectation, t: number): Interval {
  const { arithmetic, reachSquare, acting } = of;
  return arithmetic.multiply(arithmetic.subtract(arithmetic.integer(2n), reachSquare), weightedLosses(of, t, acting.length));
}

/** |w_0|^2 + ln^2 t / gamma^2 + 2 t^(-alpha) / (1 - alpha). */
const budget = (of: Expectation, t: number): Interval => sumOf(of.arithmetic, [of.startSquare, comparisonSquare(of, t), tail(of, t)]);

/** (w_0.w^+ + gamma sum eta_k E L(w_k) - ln t / gamma)^2. */
function squaredBound(of: Expectation, t: number, divisor: number): Interval {
  const { arithmetic, margin } = of;
  const inverse = arithmetic.reciprocal(margin.gamma);
  const along = arithmetic.multiply(arithmetic.subtract(margin.start, lnOf(of, t)), inverse);
  return arithmetic.square(arithmetic.add(along, arithmetic.multiply(margin.gamma, weightedLosses(of, t, divisor))));
}

/** Eq. 9 for t - 1, with grad L of the active samples alone (divided by their number). */
export const eq9: Display<EnumeratedStep> = (of, t) => {
  const { arithmetic, steps, etas, acting } = of;
  const { descent, losses, gradientSquare } = steps[t - 1]!;
  const eta = etas[t - 1]!;
  return given(of).map((u) => {
    // |J| E grad L(w).(w - u), where |J| E grad L(w) = - sum E e_i x_i.
    const slope = sumOf(arithmetic, [descent, ...acting.map((i) => arithmetic.multiply(losses[i]!, u.products[i]!))]);
    const fall = arithmetic.divide(arithmetic.multiply(arithmetic.scale(eta, 2), slope), BigInt(acting.length));
    const right = arithmetic.add(
      arithmetic.subtract(distance(of, t - 1, u), fall),
      arithmetic.multiply(arithmetic.square(eta), gradientSquare),
    );
    const difference = arithmetic.subtract(right, distance(of, t, u));
    return difference.low > 0n ? arithmetic.negate(difference) : difference;
  });
};

/** Eq. 13 for u = 0, the case's u and the comparison vector. */
export const eq13: Display = (of, t) => {
  const { arithmetic, acting, etas } = of;
  const rates = sumOf(arithmetic, etas.slice(0, t));
  return [...given(of), comparison(of, t)].map((u) => {
    const losses = acting.map((i) => exp(arithmetic, arithmetic.negate(u.products[i]!)));
    const lossOfU = arithmetic.divide(sumOf(arithmetic, losses), BigInt(acting.length));
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

/** The display before eq. 15. */
export const eq15: Display = (of, t) => [of.arithmetic.subtract(budget(of, t), squaredBound(of, t, of.acting.length))];

/** Step 2 of proposition 1, L divided by the number of active samples. */
export const stepTwo: Display = (of, t) => [
  of.arithmetic.subtract(distance(of, t, comparison(of, t)), squaredBound(of, t, of.acting.length)),
];

/** The same with L - L*. */
export const stepTwoIntended: Display = (of, t) => [
  of.arithmetic.subtract(distance(of, t, comparison(of, t)), squaredBound(of, t, of.data.n)),
];

/** A square that rounding may have carried below 0, from 0 on. */
const notNegative = (a: Interval): Interval => ({ low: greatest([a.low, 0n]), high: greatest([a.high, 0n]) });

/** Lemma F.1 with 1/`divisor` times the sum of the active samples' losses for L in the bound of theorem 3.3. */
function lengthBound(of: Expectation, t: number, divisor: number): readonly Interval[] {
  const { arithmetic, alpha, steps, startSquare, reachSquare, acting, products } = of;
  const over = (a: Interval, divisor: number): Interval => arithmetic.divide(a, BigInt(divisor));
  const begin = arithmetic.add(startSquare, comparisonSquare(of, t));
  // (4 t)^(alpha - 1); 1 - alpha is exact, by Sterbenz' lemma, as 1/2 < alpha < 1.
  const rate = powerStep(arithmetic, 4 * t - 1, 1 - alpha);
  const bound = sumOf(arithmetic, [
    over(arithmetic.one, t),
    over(begin, 2 * t),
    arithmetic.multiply(rate, arithmetic.add(begin, tail(of, t))),
    over(arithmetic.multiply(reachSquare, weightedLosses(of, t, divisor)), 2 * t),
  ]);
  const mean = steps[0]!.coefficients.map((_, i) =>
    over(
      sumOf(
        arithmetic,
        steps.slice(0, t).map((step) => step.coefficients[i]!),
      ),
      t,
    ),
  );
  const cross = arithmetic.scale(
    sumOf(
      arithmetic,
      acting.map((i) => arithmetic.multiply(mean[i]!, products[i]!)),
    ),
    2,
  );
  const length = squareRoot(
    arithmetic.precision,
    notNegative(
      sumOf(arithmetic, [
        startSquare,
        cross,
        lengthSquare(
          of,
          acting,
          acting.map((i) => mean[i]!),
        ),
      ]),
    ),
  );
  const reach = squareRoot(arithmetic.precision, reachSquare);
  // |E wbar| >= -(1/B) ln bound
  return [arithmetic.add(length, arithmetic.multiply(log(arithmetic, bound), arithmetic.reciprocal(reach)))];
}

/** Lemma F.1, L divided by the number of active samples. */
export const lemF1: Display = (of, t) => lengthBound(of, t, of.acting.length);

/** The same with L - L*. */
export const lemF1Intended: Display = (of, t) => lengthBound(of, t, of.data.n);

/** Lemma F.3, L divided by the number of active samples; E L g is |E grad L|. */
export const lemF3: Display = (of, k) => {
  const { arithmetic, steps, etas, margin, reachSquare, largestLoss, acting } = of;
  const count = BigInt(acting.length);
  const falls = etas.slice(0, k).map((eta, p) => {
    const length = squareRoot(
      arithmetic.precision,
      notNegative(
        lengthSquare(
          of,
          acting,
          acting.map((i) => steps[p]!.losses[i]!),
        ),
      ),
    );
    return arithmetic.multiply(arithmetic.multiply(eta, arithmetic.divide(length, count)), margin.gamma);
  });
  const squares = sumOf(
    arithmetic,
    etas.slice(0, k).map((eta) => arithmetic.square(eta)),
  );
  const largest = arithmetic.divide(largestLoss, 2n * count);
  const rise = arithmetic.multiply(arithmetic.multiply(arithmetic.square(reachSquare), largest), squares);
  const right = arithmetic.add(arithmetic.subtract(log(arithmetic, steps[0]!.loss), sumOf(arithmetic, falls)), rise);
  return [arithmetic.subtract(right, log(arithmetic, steps[k]!.loss))];
};
