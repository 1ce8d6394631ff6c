/** Refutes the last display of theorem 3.4 given that SGD stays, where staying takes that one sample is never drawn. */

import { exp } from '../../certify/arithmetic/exp.js';
import { type Interval, isAtLeast, isNegative } from '../../certify/arithmetic/interval.js';
import { log, powerStep } from '../../certify/arithmetic/log.js';
import type { Finding } from '../../certify/certificate.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { heldBackAccount, heldOf } from '../../certify/enclosure/held-back.js';
import { marginVector, squareRoot } from '../../certify/enclosure/margin.js';
import { regionOf, shortReach } from '../../certify/enclosure/region.js';
import { samples } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';

/** A lower bound of the left side above the right side. */
export function prove(at: Setting): Finding {
  const { arithmetic, data, inner, input, products, rows } = at;
  const { alpha, count: t } = paperExponent(at);
  const { active } = regionOf(at);
  mustHold(t !== 0 && t % 16 === 0, 't is not a positive multiple of 16');
  const { one } = arithmetic;
  const reachSquare = shortReach(at, active);
  const { held, rest, carried } = heldOf(at, active, powerStep(arithmetic, t - 1, alpha));
  const first = nth(rest, 0);
  mustHold(
    rest.every((i) => nth(rows, i).join() === nth(rows, first).join()),
    'the other active samples are not one vector',
  );
  const square = inner(first, first);
  mustHold(isAtLeast(one, square), '|x| is above 1');
  const inverse = arithmetic.reciprocal(arithmetic.subtract(one, arithmetic.double(alpha)));
  // (t/16 + 1)^(1-alpha), which is at most 1 + (1 - alpha) times the sum of the first t/16 step sizes.
  const grown = arithmetic.reciprocal(powerStep(arithmetic, t / 16, 1 - alpha));
  const sums = arithmetic.multiply(arithmetic.subtract(grown, one), inverse);
  const pull = arithmetic.divide(arithmetic.scale(lossAt(first), rest.length), BigInt(data.n - held.length));
  const reached = log(arithmetic, arithmetic.add(one, arithmetic.multiply(square, arithmetic.multiply(pull, sums))));
  const along = arithmetic.multiply(arithmetic.scale(reached, 15 / 16), arithmetic.reciprocal(square));
  const { gamma, products: ofV } = marginVector(at, active);
  const overGamma = arithmetic.reciprocal(gamma);
  const begun = root(arithmetic.sum(input.start.map((entry) => arithmetic.square(arithmetic.double(entry)))));
  const apart = arithmetic.subtract(root(square), arithmetic.multiply(nth(ofV, first), overGamma));
  const left = arithmetic.subtract(arithmetic.multiply(along, apart), arithmetic.scale(begun, 2));
  const lnLosses = log(arithmetic, arithmetic.sum(active.map(lossAt)));
  const fallen = arithmetic.subtract(one, powerStep(arithmetic, t - 1, 2 * alpha - 1));
  const share = arithmetic.quotient(BigInt(active.length), BigInt(data.n));
  const tail = arithmetic.multiply(
    arithmetic.multiply(arithmetic.multiply(arithmetic.square(reachSquare), share), fallen),
    arithmetic.reciprocal(arithmetic.double(4 * (alpha - 0.5))),
  );
  const right = arithmetic.add(begun, arithmetic.multiply(arithmetic.add(lnLosses, tail), overGamma));
  const slack = arithmetic.subtract(right, left);
  mustHold(isNegative(slack), 'the bound is not below the left side');
  const [least, most] = [arithmetic.bounds(left).low, arithmetic.bounds(right).high];
  const account = heldBackAccount(at, { active, held, carried, reachSquare });
  return {
    hypotheses: account.hypotheses,
    step: t,
    slack: arithmetic.bounds(slack),
    argument: [
      ...account.argument,
      `Given that SGD stays w_k = w_0 + a_k x with x that of ${samples(rest)}. By Jensen exp(|x|^2 E a_k) is at least 1 + |x|^2 q exp(-w_0.x) sum_{j<k} eta_j, q = ${rest.length}/${data.n - held.length}, as a step of |x|^2 <= 1 does not reverse the order.`,
      `So the mean of the E a_k before t is at least ${arithmetic.bounds(along).low}, and |E wbar_t| - E wbar_t.w^+ at least ${least}.`,
      `The right side is at most ${most}. The slack is the right side less the left side.`,
    ],
  };

  function lossAt(i: number): Interval {
    return exp(arithmetic, arithmetic.negate(nth(products, i)));
  }

  function root(of: Interval): Interval {
    return squareRoot(arithmetic.precision, of);
  }
}
