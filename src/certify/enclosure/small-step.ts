/** What a certificate says of "a small enough step size". */

import { everySample } from '../../data/dataset.js';
import { nth } from '../../numerics/lists.js';
import { exp } from '../arithmetic/exp.js';
import { isBelow } from '../arithmetic/interval.js';
import type { CertifiedHypothesis } from '../certificate.js';
import { mustHold } from '../undecided.js';
import { squareRoot } from './margin.js';
import { squaredReach } from './region.js';
import type { Setting } from './setting.js';
import { constantStep } from './step-size.js';

/**
 * The step size is small. Each invariant that holds of w_0 for a step size holds of it for every smaller one too (the lemma on smaller steps
 * in docs/explanation/certificates.md), so that no step size is small enough for the statement. It says nothing of iterates that are
 * reached by steps, which others would miss.
 */
export function everySmallerStep(at: Setting): CertifiedHypothesis {
  const { eta } = constantStep(at);
  return { name: 'a small enough step', how: `what follows holds of w_0 for every step size up to eta = ${eta}, so none is small enough` };
}

/**
 * 0 < eta < 2/beta, beta a bound on the smoothness of the ReLU loss where L <= L(w_0): the largest eigenvalue of (1/n) sum_j x_j x_j' over the
 * negatives, by its Frobenius norm, and (L(w_0) - n-/n) B^2.
 *
 * @throws Undecided where that is not shown.
 */
export function smallOnSublevel(at: Setting): CertifiedHypothesis {
  const { arithmetic, data, inner, products, signs } = at;
  const { eta } = constantStep(at);
  const squares = arithmetic.sum(data.negatives.flatMap((i) => data.negatives.map((j) => arithmetic.square(inner(i, j)))));
  // n L(w_0) - n-.
  const excess = arithmetic.sum(
    products.map((product, i) => {
      const isPositive = data.y[i] === 1;
      if (nth(signs, i) <= 0) return isPositive ? arithmetic.one : arithmetic.zero;
      return isPositive ? exp(arithmetic, arithmetic.negate(product)) : arithmetic.subtract(exp(arithmetic, product), arithmetic.one);
    }),
  );
  const reachSquare = squaredReach(at, everySample(data));
  const sum = arithmetic.add(squareRoot(arithmetic.precision, squares), arithmetic.multiply(excess, reachSquare));
  const beta = arithmetic.divide(sum, BigInt(data.n));
  mustHold(isBelow(arithmetic.scale(beta, eta), arithmetic.integer(2n)), 'the step is not shown to be small');
  return {
    name: '0 < eta < 2/beta, beta a bound on the smoothness where L <= L(w_0)',
    how: `beta is at most ${arithmetic.bounds(beta).high}, by the inner products of the negatives and the losses at w_0`,
  };
}
