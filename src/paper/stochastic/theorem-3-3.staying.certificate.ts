/** Refutes the bound of theorem 3.3 given that SGD stays, where staying takes that one sample is never drawn. */

import { exp } from '../../certify/arithmetic/exp.js';
import { type Interval, isNegative } from '../../certify/arithmetic/interval.js';
import { log, powerStep } from '../../certify/arithmetic/log.js';
import type { Finding } from '../../certify/certificate.js';
import { paperExponent } from '../../certify/enclosure/exponent.js';
import { heldBackAccount, heldOf } from '../../certify/enclosure/held-back.js';
import { marginVector } from '../../certify/enclosure/margin.js';
import { regionOf, shortReach } from '../../certify/enclosure/region.js';
import { samples } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { nth } from '../../numerics/lists.js';

/** A lower bound of the loss above an upper bound of the right side. */
export function prove(at: Setting): Finding {
  const { arithmetic, data, products } = at;
  const { alpha, count: t } = paperExponent(at);
  const { active } = regionOf(at);
  mustHold(t >= 1, 'there is no step');
  const reachSquare = shortReach(at, active);
  const lastRate = powerStep(arithmetic, t - 1, alpha);
  const { held, carried } = heldOf(at, active, lastRate);
  const n = BigInt(data.n);
  const lossAt = (i: number): Interval => exp(arithmetic, arithmetic.negate(nth(products, i)));
  const left = arithmetic.divide(arithmetic.scale(lossAt(nth(held, 0)), held.length), n);
  const right = arithmetic.add(
    fixed(at, active, t, alpha),
    arithmetic.multiply(most(arithmetic.divide(arithmetic.sum(active.map(lossAt)), n)), sums()),
  );
  const slack = arithmetic.subtract(right, left);
  mustHold(isNegative(slack), 'the bound is not below the loss');
  const [lower, upper] = [arithmetic.bounds(left).low, arithmetic.bounds(right).high];
  const account = heldBackAccount(at, { active, held, carried, reachSquare });
  return {
    hypotheses: account.hypotheses,
    step: t,
    slack: arithmetic.bounds(slack),
    argument: [
      ...account.argument,
      `Given that SGD stays, E L(wbar_t) less its limit is at least ${lower}: the loss of ${samples(held)}.`,
      `The right side is at most ${upper}, as no loss rises along these runs and sum eta_k <= t^(1-alpha) / (1-alpha).`,
      'The slack is the right side less the left side.',
    ],
  };

  /** (B^2 / (2t)) times a loss. */
  function most(loss: Interval): Interval {
    return arithmetic.divide(arithmetic.multiply(reachSquare, loss), BigInt(2 * t));
  }

  /** t^(1-alpha) / (1 - alpha). */
  function sums(): Interval {
    const rest = arithmetic.reciprocal(arithmetic.subtract(arithmetic.one, arithmetic.double(alpha)));
    return arithmetic.multiply(arithmetic.scale(lastRate, t), rest);
  }
}

/** The right side without its last term. */
function fixed(at: Setting, active: readonly number[], t: number, alpha: number): Interval {
  const { arithmetic, input } = at;
  const startSquare = arithmetic.sum(input.start.map((entry) => arithmetic.square(arithmetic.double(entry))));
  const ln = log(arithmetic, arithmetic.integer(BigInt(t)));
  const comparison = arithmetic.multiply(arithmetic.square(ln), arithmetic.reciprocal(marginVector(at, active).square));
  const both = arithmetic.add(startSquare, comparison);
  const rest = arithmetic.reciprocal(arithmetic.subtract(arithmetic.one, arithmetic.double(alpha)));
  const tail = arithmetic.scale(arithmetic.multiply(powerStep(arithmetic, t - 1, alpha), rest), 2);
  const four = exp(arithmetic, arithmetic.scale(log(arithmetic, arithmetic.integer(4n)), alpha - 1));
  const rate = arithmetic.multiply(four, powerStep(arithmetic, t - 1, 1 - alpha));
  return arithmetic.sum([
    arithmetic.quotient(1n, BigInt(t)),
    arithmetic.divide(both, BigInt(2 * t)),
    arithmetic.multiply(rate, arithmetic.add(both, tail)),
  ]);
}
