/** Lemma F.3: how far ln E L falls. */

import { nth, pairs } from '../../numerics/lists.js';
import { log, powerStep } from '../arithmetic/log.js';
import { type Display, rootOf } from './display.js';
import { lengthSquare } from './setting.js';

/**
 * Lemma F.3, L divided by the number of active samples or of all; E L g is |E grad L|.
 *
 * @param shift - eta_{p+1} is the size of step p + shift.
 */
export const lemF3 =
  (shift: 0 | 1 = 0, over: 'active' | 'all' = 'active'): Display =>
  (of, k) => {
    const { arithmetic, alpha, steps, etas: taken, margin, reachSquare, largestLoss, acting, data } = of;
    const count = BigInt(over === 'active' ? acting.length : data.n);
    const etas = shift === 0 ? taken : [...taken.slice(1), powerStep(arithmetic, taken.length, alpha)];
    const falls = pairs(etas.slice(0, k), steps.slice(0, k)).map(([eta, step]) => {
      const losses = acting.map((i) => nth(step.losses, i));
      const length = rootOf(arithmetic, lengthSquare(of, acting, losses));
      return arithmetic.multiply(arithmetic.multiply(eta, arithmetic.divide(length, count)), margin.gamma);
    });
    const squares = arithmetic.sum(etas.slice(0, k).map((eta) => arithmetic.square(eta)));
    const largest = arithmetic.divide(largestLoss, 2n * count);
    const rise = arithmetic.multiply(arithmetic.multiply(arithmetic.square(reachSquare), largest), squares);
    const right = arithmetic.add(arithmetic.subtract(log(arithmetic, nth(steps, 0).loss), arithmetic.sum(falls)), rise);
    return [arithmetic.subtract(right, log(arithmetic, nth(steps, k).loss))];
  };
