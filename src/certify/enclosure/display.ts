/** Displays of appendices D to F: what they speak of, enclosed, and the amounts that they share. */

import { greatest } from '../../numerics/rational.js';
import type { Interval, IntervalArithmetic } from '../arithmetic/interval.js';
import { log, powerStep } from '../arithmetic/log.js';
import type { Expectations, Expected } from './expectations.js';
import { type MarginVector, squareRoot } from './margin.js';
import type { Setting } from './setting.js';

/** What the displays speak of: the case, its expectations and the constants. */
export interface EnclosedRun<Step extends Expected = Expected> extends Setting, Pick<Expectations, 'etas' | 'largestLoss'> {
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
export type Display<Step extends Expected = Expected> = (of: EnclosedRun<Step>, t: number) => readonly Interval[];

/** The square root of a square that rounding may have carried below 0. */
export function rootOf({ precision }: IntervalArithmetic, { low, high }: Interval): Interval {
  return squareRoot(precision, { low: greatest([low, 0n]), high: greatest([high, 0n]) });
}

/** sum_{k<t} eta_k E L(w_k), L the sum over the active samples divided by `divisor`. */
export function weightedLosses({ arithmetic, etas, steps }: EnclosedRun, t: number, divisor: number): Interval {
  const losses = steps.slice(0, t).map(({ loss }) => loss);
  return arithmetic.divide(arithmetic.inner(etas.slice(0, t), losses), BigInt(divisor));
}

/** ln t. */
export function lnOf({ arithmetic }: Pick<EnclosedRun, 'arithmetic'>, t: number): Interval {
  return log(arithmetic, arithmetic.integer(BigInt(t)));
}

/** ln^2 t / gamma^2. */
export function comparisonSquare(of: Pick<EnclosedRun, 'arithmetic' | 'margin'>, t: number): Interval {
  return of.arithmetic.multiply(of.arithmetic.square(lnOf(of, t)), of.arithmetic.reciprocal(of.margin.square));
}

/** 2 t^(-alpha) / (1 - alpha). */
export function tail({ arithmetic, alpha }: Pick<EnclosedRun, 'arithmetic' | 'alpha'>, t: number): Interval {
  const rest = arithmetic.reciprocal(arithmetic.subtract(arithmetic.one, arithmetic.double(alpha)));
  return arithmetic.scale(arithmetic.multiply(powerStep(arithmetic, t - 1, alpha), rest), 2);
}
