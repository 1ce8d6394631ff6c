/** What a certificate says of "a small enough step size". */

import { greatest, type Interval } from '../arithmetic/interval.js';
import type { CertifiedHypothesis } from '../certificate.js';
import { mustHold } from '../undecided.js';
import { type Position, sampleLoss } from './path.js';
import type { Setting } from './setting.js';

/**
 * The step size is small: an invariant that holds from the start holds for every smaller step size too, so that none is small enough;
 * one that is reached later holds for this step size, which stays below 2/beta (wherever L is smooth) at the iterates up to there.
 */
export function smallStep(at: Setting, path: readonly Position[], slope: number): CertifiedHypothesis {
  const { arithmetic, data, gram, input } = at;
  const { steps } = input;
  mustHold(steps.kind === 'constant', 'the step size is not constant');
  if (path.length === 1)
    return { name: 'a small step', how: `eta = ${steps.eta}; what follows holds from the start, for every smaller step as well` };
  const bounds = path.map((iterate) => {
    const sum = iterate.active.reduce((total, active, i) => {
      if (!active && slope === 0) return total;
      const curvature = arithmetic.multiply(sampleLoss(at, iterate, i, slope), gram[i]![i]!);
      return arithmetic.add(total, active ? curvature : arithmetic.scale(arithmetic.scale(curvature, slope), slope));
    }, arithmetic.zero);
    return arithmetic.divide(arithmetic.scale(sum, steps.eta), BigInt(data.n));
  });
  const largest: Interval = { low: 0n, high: greatest(bounds.map(({ high }) => high)) };
  mustHold(largest.high < arithmetic.integer(2n).low, 'eta beta may be 2 or more');
  return {
    name: 'a small step',
    how: `eta = ${steps.eta}, and eta beta <= ${arithmetic.bounds(largest).high} < 2 at the iterates up to step ${path.length - 1}, beta <= (1/n) sum s_i^2 |x_i|^2 exp(-y_i f(x_i))`,
  };
}
