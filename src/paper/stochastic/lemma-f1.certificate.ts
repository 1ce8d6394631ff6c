/** Refutes lemma F.1, in two readings of L. */

import type { Interval } from '../../certify/arithmetic/interval.js';
import { log, powerStep } from '../../certify/arithmetic/log.js';
import { displayFails } from '../../certify/display-fails.js';
import { comparisonSquare, type Display, type EnclosedRun, rootOf, tail, weightedLosses } from '../../certify/enclosure/display.js';
import { enumerate } from '../../certify/enclosure/enumeration.js';
import { oneDirection } from '../../certify/enclosure/one-direction.js';
import { lengthSquare } from '../../certify/enclosure/setting.js';
import { nth } from '../../numerics/lists.js';

/** What the bound on the loss speaks of besides the losses. */
type BoundedBy = Pick<EnclosedRun, 'arithmetic' | 'alpha' | 'startSquare' | 'reachSquare' | 'margin'>;

/** The right side of appendix E's last display before O(...), sum_{k<t} eta_k E L(w_k) being `weighted`. */
export function lossBoundBy(of: BoundedBy, t: number, weighted: Interval): Interval {
  const { arithmetic, alpha, startSquare, reachSquare } = of;
  const over = (a: Interval, by: number): Interval => arithmetic.divide(a, BigInt(by));
  const begin = arithmetic.add(startSquare, comparisonSquare(of, t));
  // (4 t)^(alpha - 1); 1 - alpha is exact, by Sterbenz' lemma, as 1/2 < alpha < 1.
  const rate = powerStep(arithmetic, 4 * t - 1, 1 - alpha);
  return arithmetic.sum([
    over(arithmetic.one, t),
    over(begin, 2 * t),
    arithmetic.multiply(rate, arithmetic.add(begin, tail(of, t))),
    over(arithmetic.multiply(reachSquare, weighted), 2 * t),
  ]);
}

/** |E wbar_t|. */
function meanLength(of: EnclosedRun, t: number): Interval {
  const { arithmetic, steps, startSquare, acting, products } = of;
  const mean = acting.map((i) =>
    arithmetic.divide(arithmetic.sum(steps.slice(0, t).map(({ coefficients }) => nth(coefficients, i))), BigInt(t)),
  );
  const along = arithmetic.inner(
    mean,
    acting.map((i) => nth(products, i)),
  );
  return rootOf(arithmetic, arithmetic.sum([startSquare, arithmetic.scale(along, 2), lengthSquare(of, acting, mean)]));
}

/** |E wbar_t| >= -(1/B) ln bound, L divided by a number. */
const lengthDisplay =
  (divisorOf: (of: EnclosedRun) => number): Display =>
  (of, t) => {
    const { arithmetic, reachSquare } = of;
    const length = meanLength(of, t);
    const inverse = arithmetic.reciprocal(rootOf(arithmetic, reachSquare));
    return [
      arithmetic.add(length, arithmetic.multiply(log(arithmetic, lossBoundBy(of, t, weightedLosses(of, t, divisorOf(of)))), inverse)),
    ];
  };

/** A step at which the lemma fails, L divided by the number of active samples. */
export const provePrinted = displayFails({
  display: lengthDisplay(({ acting }) => acting.length),
  expectationsOf: oneDirection,
  onlySeparable: true,
});

/** The same with L - L*, which is divided by n, on enumerated draws. */
export const proveIntended = displayFails({
  display: lengthDisplay(({ data }) => data.n),
  expectationsOf: enumerate,
  onlySeparable: true,
});
