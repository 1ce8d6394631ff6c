/** A run of gradient descent for Coq: w_k = w_0 + sum_i c_i x_i with bounds on the c_i, each step a lemma that `interval` proves. */

import { everySample, labelOf } from '../../data/dataset.js';
import { nth, pairs, placesOf } from '../../numerics/lists.js';
import { exp } from '../arithmetic/exp.js';
import type { Interval } from '../arithmetic/interval.js';
import { isActive } from '../enclosure/path.js';
import type { Setting } from '../enclosure/setting.js';
import { fraction, literal, ofDouble, over } from './fraction.js';

/** Bounds on the c_i of an iterate, and what follows from them. */
export interface Bounded {
  readonly k: number;
  readonly coefficients: readonly Interval[];
  /** Around w_k.x_i, by interval arithmetic from the coefficients. */
  readonly products: readonly Interval[];
  readonly active: readonly boolean[];
}

/** w_0. */
export function start(at: Setting): Bounded {
  return bounded(at, 0, Array(at.data.n).fill(at.arithmetic.zero));
}

/** The bounds after a step of gradient descent: two units wider than interval arithmetic has them, so that Coq's finds them true. */
export function stepFrom(at: Setting, from: Bounded, eta: number): Bounded {
  const { arithmetic, data } = at;
  const coefficients = from.coefficients.map((c, i) => {
    if (!from.active[i]) return c;
    const pull = arithmetic.scale(lossOf(at, from, i), eta * labelOf(data, i));
    const { low, high } = arithmetic.add(c, arithmetic.divide(pull, BigInt(data.n)));
    return { low: low - 2n, high: high + 2n };
  });
  return bounded(at, from.k + 1, coefficients);
}

/** The double nearest to each entry of an iterate. */
export function nearestTo({ arithmetic, data, input, rows }: Setting, { coefficients }: Bounded): number[] {
  return Array.from({ length: data.d }, (_, j) => {
    const entry = coefficients.reduce(
      (sum, c, i) => arithmetic.add(sum, arithmetic.scale(c, nth(nth(rows, i), j))),
      arithmetic.double(nth(input.start, j)),
    );
    return arithmetic.nearest(entry);
  });
}

/** n L(w). */
export function totalOf(at: Setting, from: Bounded): Interval {
  return at.arithmetic.sum(everySample(at.data).map((i) => lossOf(at, from, i)));
}

function lossOf({ arithmetic, data }: Setting, { active, products }: Bounded, i: number): Interval {
  if (!active[i]) return arithmetic.one;
  const product = nth(products, i);
  return exp(arithmetic, data.y[i] === 1 ? arithmetic.negate(product) : product);
}

function bounded({ arithmetic, products: first, inner }: Setting, k: number, coefficients: readonly Interval[]): Bounded {
  const products = first.map((product, i) =>
    coefficients.reduce((sum, c, j) => arithmetic.add(sum, arithmetic.multiply(c, inner(i, j))), product),
  );
  return { k, coefficients, products, active: products.map(isActive) };
}

/** The words that the lemmas about one run are written in. */
export class RunWords {
  /** Samples that act before the last iterate: those alone have coefficients. */
  readonly moved: readonly number[];
  /** The coefficients as arguments, such as `c1 c3`. */
  readonly args: string;

  constructor(
    readonly at: Setting,
    readonly eta: number,
    iterates: readonly Bounded[],
  ) {
    this.moved = everySample(at.data).filter((i) => iterates.slice(0, -1).some(({ active }) => active[i]));
    this.args = this.moved.map((i) => `c${i + 1}`).join(' ');
  }

  /** w.x_i in the coefficients, which may bear other names than c1, ... */
  product(i: number, name = (j: number): string => `c${j + 1}`): string {
    const { at } = this;
    const exact = ({ low }: Interval): string => literal(this.fractionOf(low));
    const terms = this.moved.filter((j) => at.units(i, j) !== 0n).map((j) => `${name(j)} * ${exact(at.inner(i, j))}`);
    return [exact(nth(at.products, i)), ...terms].join(' + ');
  }

  /** -y_i w.x_i, the exponent of an active sample's loss. */
  exponent(i: number): string {
    return this.at.data.y[i] === 1 ? `- (${this.product(i)})` : this.product(i);
  }

  /** The coefficients after a step from this pattern. */
  next({ active }: Pick<Bounded, 'active'>): readonly string[] {
    const { at, eta } = this;
    const rate = over(ofDouble(eta), fraction(BigInt(at.data.n)));
    return this.moved.map((i) => {
      if (!active[i]) return `c${i + 1}`;
      return `(c${i + 1} ${at.data.y[i] === 1 ? '+' : '-'} ${literal(rate)} * exp (${this.exponent(i)}))`;
    });
  }

  /** A name of the activation pattern: the active samples, counted from 1. */
  pattern({ active }: Pick<Bounded, 'active'>): string {
    const acting = placesOf(active, Boolean).map((i) => i + 1);
    return acting.length === 0 ? 'none' : acting.join('_');
  }

  /** Hypotheses `0 < w.x_i` or `w.x_i <= 0` of a pattern. */
  signs({ active }: Pick<Bounded, 'active'>): readonly string[] {
    return everySample(this.at.data).map((i) => (active[i] ? `0 < ${this.product(i)}` : `${this.product(i)} <= 0`));
  }

  /** `low <= c <= high` for each coefficient. */
  bounds({ coefficients }: Bounded, names: readonly string[]): readonly string[] {
    return pairs(this.moved, names).map(([i, name]) => {
      const { low, high } = nth(coefficients, i);
      return `${literal(this.fractionOf(low))} <= ${name} <= ${literal(this.fractionOf(high))}`;
    });
  }

  /** The names c1, c3, ... */
  get names(): readonly string[] {
    return this.moved.map((i) => `c${i + 1}`);
  }

  private fractionOf(units: bigint) {
    return fraction(units, 1n << BigInt(this.at.arithmetic.precision));
  }
}
