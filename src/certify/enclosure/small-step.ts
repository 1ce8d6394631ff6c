/** What a certificate says of "a small enough step size". */

import { everySample } from '../../data/dataset.js';
import { greatestOf, type Interval } from '../arithmetic/interval.js';
import type { CertifiedHypothesis } from '../certificate.js';
import { mustHold } from '../undecided.js';
import { type Position, sampleLoss } from './path.js';
import type { Setting } from './setting.js';

/**
 * The step size is small: an invariant that holds from the start holds for every smaller step size too, so that none is small enough;
 * one that is reached later holds for this step size, which stays below 2/beta (wherever L is smooth) at the iterates up to there.
 */
export function smallStep(at: Setting, path: readonly Position[], slope: number): CertifiedHypothesis {
  const { arithmetic, data, inner, input } = at;
  const { steps } = input;
  mustHold(steps.kind === 'constant', 'the step size is not constant');
  if (path.length === 1)
    return { name: 'a small step', how: `eta = ${steps.eta}; what follows holds from the start, for every smaller step as well` };
  const curvature = (iterate: Position, i: number): Interval => {
    const onActive = arithmetic.multiply(sampleLoss(at, iterate, i, slope), inner(i, i));
    return iterate.active[i] ? onActive : arithmetic.scale(arithmetic.scale(onActive, slope), slope);
  };
  const bounds = path.map((iterate) => {
    const acting = everySample(data).filter((i) => iterate.active[i] || slope !== 0);
    const sum = arithmetic.sum(acting.map((i) => curvature(iterate, i)));
    return arithmetic.divide(arithmetic.scale(sum, steps.eta), BigInt(data.n));
  });
  const largest: Interval = { low: 0n, high: greatestOf(bounds).high };
  mustHold(largest.high < arithmetic.integer(2n).low, 'eta beta may be 2 or more');
  return {
    name: 'a small step',
    how: `eta = ${steps.eta}, and eta beta <= ${arithmetic.bounds(largest).high} < 2 at the iterates up to step ${path.length - 1}, beta <= (1/n) sum s_i^2 |x_i|^2 exp(-y_i f(x_i))`,
  };
}
