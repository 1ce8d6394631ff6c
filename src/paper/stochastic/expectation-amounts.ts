/** Amounts that recur in the inequalities of appendices D to F, each as a term with its error. */

import { sample } from '../../data/dataset.js';
import type { ExpectedLoss, StepExpectations } from '../../expectation/quantities.js';
import { exp, log, power } from '../../numerics/elementary.js';
import { gamma as roundingOf } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import type { ExpectationCase, StableCase } from './expectation-cases.js';
import type { Term } from './expectation-sides.js';

/**
 * Which loss L stands for. `reduced`: 1/n+ (or 1/|J|) times the sum over the active samples, as eqs. 7 and 8 print it;
 * `excess`: 1/n times that sum, which is L - L* and whose gradient SGD's samples from all n have on average.
 */
export type Normalisation = Exclude<keyof ExpectedLoss, 'full'>;

const ELEMENTARY = 16;

const exactly = (value: number): Term => [value, roundingOf(ELEMENTARY) * Math.abs(value)];

/** The number of samples that a normalisation divides by. */
export function divisor({ data, active }: StableCase, loss: Normalisation): number {
  return loss === 'excess' ? data.n : active.length;
}

/** Below the normal range losses are right to so many units of the last place there is, and no better. */
const UNDERFLOW = 64 * Number.MIN_VALUE;

/** E L(w_k). */
export function lossAt(at: ExpectationCase, k: number, loss: Normalisation): Term {
  const step = at.expectations.at[k]!;
  return [step.loss[loss], step.bounds.loss * (at.data.n / divisor(at, loss)) + UNDERFLOW * at.data.n];
}

/** E L(wbar_t). */
export function averageLossAt(at: ExpectationCase, t: number, loss: Normalisation): Term {
  const step = at.expectations.at[t]!;
  // wbar_t is as exact as the iterates before it.
  const bound = Math.max(...at.expectations.at.slice(0, t + 1).map(({ bounds }) => bounds.loss));
  return [step.averageLoss[loss], bound * (at.data.n / divisor(at, loss)) + UNDERFLOW * at.data.n];
}

/** A sum over the steps before t. */
export function sumBefore(t: number, term: (k: number) => Term): Term {
  let value = 0;
  let error = 0;
  let size = 0;
  for (let k = 0; k < t; k++) {
    const [one, own] = term(k);
    value += one;
    error += own;
    size += Math.abs(one);
  }
  return [value, error + roundingOf(t + 4) * size];
}

/** factor * term, the factor right to some ulps. */
export function times(factor: number, [value, error]: Term): Term {
  return [factor * value, Math.abs(factor) * error + roundingOf(ELEMENTARY) * Math.abs(factor * value)];
}

/** sum_{k<t} eta_k E L(w_k). */
export function weightedLosses(at: ExpectationCase, t: number, loss: Normalisation): Term {
  return sumBefore(t, (k) => times(at.eta(k), lossAt(at, k, loss)));
}

/** ln t / gamma: the length of the comparison vector u. */
export function comparisonLength({ gamma }: StableCase, t: number): number {
  return log(t) / gamma;
}

/** u = (ln t / gamma) w^+. */
export function comparison(at: StableCase, t: number): Float64Array {
  const length = comparisonLength(at, t);
  return at.direction.map((entry) => length * entry);
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

/** (ln t / gamma)^2. */
export function comparisonSquare(at: StableCase, t: number): Term {
  return exactly(comparisonLength(at, t) ** 2);
}

/** E |w_t - u|^2 as terms. */
export function distanceTerms(at: ExpectationCase, t: number, u: ArrayLike<number>): Term[] {
  const { normSquare, iterate, bounds } = at.expectations.at[t]!;
  const length = norm(u);
  return [
    [normSquare, bounds.normSquare],
    [
      -2 * dot(iterate, u),
      2 * length * Math.sqrt(iterate.length) * bounds.iterate + roundingOf(at.data.d + ELEMENTARY) * length * norm(iterate),
    ],
    exactly(length ** 2),
  ];
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

/** The square of a term. */
export function squared([value, error]: Term): Term {
  return [value * value, 2 * Math.abs(value) * error + error * error];
}

/** ln of a positive term. */
export function logarithm([value, error]: Term): Term {
  return [log(value), error / value + roundingOf(ELEMENTARY) * Math.abs(log(value))];
}

/** |E v| for a vector known to a bound in each entry. */
export function lengthOf(vector: Float64Array, entryError: number): Term {
  return [norm(vector), Math.sqrt(vector.length) * entryError + roundingOf(vector.length + 4) * norm(vector)];
}

/** The last step of the enumeration. */
export function horizon({ expectations }: ExpectationCase): number {
  return expectations.at.length - 1;
}

/** E wbar_t's bound: the largest among the iterates averaged. */
export function averageError(at: ExpectationCase, t: number): number {
  return Math.max(...at.expectations.at.slice(0, t + 1).map(({ bounds }: StepExpectations) => bounds.iterate));
}
