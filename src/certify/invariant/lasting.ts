/** Rows r_i = s_i y_i x_i that keep w.r_i > 0 for ever while w moves by w' = w + h sum exp(-w.r_i) r_i alone. */

import { greatest } from '../../numerics/rational.js';
import { exp } from '../arithmetic/exp.js';
import { type Interval, isAtLeast, isBelow, isPositive, point } from '../arithmetic/interval.js';
import { log } from '../arithmetic/log.js';
import { samples } from '../enclosure/separator.js';
import type { Setting } from '../enclosure/setting.js';
import { signedProduct } from '../enclosure/setting.js';

/** What is shown of such rows. */
export interface Lasting {
  /** Lower bound on w.r_i over all later steps: the value of now, or -ln S. */
  readonly least: readonly Interval[];
  readonly how: readonly string[];
}

/** Whether y_i y_j x_i.x_j >= 0, exactly. */
export function neverOpposed(at: Pick<Setting, 'data' | 'units'>, i: number, j: number): boolean {
  return signedProduct(at, i, j) >= 0n;
}

/**
 * Two ways to show that rows with w.r_i > 0 keep it, whatever happens otherwise to inner products.
 *
 * All r_i.r_j >= 0: then no w.r_i ever falls, and w.r_i grows by at least h exp(-w.r_i) |r_i|^2, so without bound.
 *
 * Or S = sum exp(-w.r_i) < 1 and z = h R^2 S <= 3/4, R >= |r_i|: with f = sum exp(-w.r_i) r_i, along the step S'' <= e^z R^2 S |f|^2, so S
 * changes by at most -h |f|^2 (1 - z e^z / 2) and does not rise (3/8 e^(3/4) < 0.8). So S < 1 for ever, hence every w.r_i > -ln S > 0. As
 * |f| >= gamma S on separable rows, 1/S grows by at least h gamma^2 / 5 a step and S -> 0.
 *
 * @param rows - the samples i of the rows, on which |s_i| <= 1.
 * @param outputs - w.r_i, in the same order.
 * @param rate - h.
 */
export function lasting(
  at: Pick<Setting, 'arithmetic' | 'data' | 'units'>,
  rows: readonly number[],
  outputs: readonly Interval[],
  rate: Interval,
): Lasting | undefined {
  const { arithmetic, units } = at;
  if (outputs.some((each) => !isPositive(each))) return undefined;
  if (rows.every((i) => rows.every((j) => neverOpposed(at, i, j)))) {
    return {
      least: outputs,
      how: [
        `For ${samples(rows)} all y_i y_j x_i.x_j >= 0 exactly, so their forces never lower each other's y_i w.x_i, and each raises its own: y_i w.x_i`,
        'grows by at least a constant times exp(-y_i w.x_i) a step, hence without bound.',
      ],
    };
  }
  const sum = point(arithmetic.sum(outputs.map(({ low }) => exp(arithmetic, point(-low)))).high);
  const reach = greatest(rows.map((i) => units(i, i)));
  const z = arithmetic.multiply(arithmetic.multiply(rate, point(reach)), sum);
  if (!isBelow(sum, arithmetic.one) || !isAtLeast(arithmetic.quotient(3n, 4n), z)) return undefined;
  const ceiling = arithmetic.bounds(sum).high;
  return {
    least: outputs.map(() => arithmetic.negate(log(arithmetic, sum))),
    how: [
      `For ${samples(rows)} S = sum exp(-y_i w.x_i) <= ${ceiling} < 1, and z = h R^2 S <= ${arithmetic.bounds(z).high} <= 3/4 with h the step size that acts on S and R the largest |x_i|.`,
      'A step changes S by at most -h |sum exp(-y_i w.x_i) x_i|^2 (1 - z e^z / 2) < 0, so S keeps falling, to 0 since the rows are separable: every y_i w.x_i stays positive and grows without bound.',
    ],
  };
}
