/** The step sizes of a case as proofs use them. */

import type { Interval } from '../arithmetic/interval.js';
import { mustHold } from '../undecided.js';
import type { DataSetting } from './setting.js';

/** A constant step size above 0 and the number of steps. @throws Undecided where the case has none. */
export function constantStep({ input: { steps } }: Pick<DataSetting, 'input'>): { readonly eta: number; readonly count: number } {
  mustHold(steps.kind === 'constant' && steps.eta > 0, 'the step size is not constant and positive');
  return steps;
}

/** alpha of the step sizes (k+1)^(-alpha) and the number of steps. @throws Undecided where the case has others. */
export function powersOf({ input: { steps } }: Pick<DataSetting, 'input'>): { readonly alpha: number; readonly count: number } {
  mustHold(steps.kind === 'power', 'the step sizes are not powers');
  return steps;
}

/** The constant step size over the number of samples. @throws Undecided where the case has none. */
export function rateOf({ arithmetic, data, input }: Pick<DataSetting, 'arithmetic' | 'data' | 'input'>): Interval {
  mustHold(input.steps.kind === 'constant', 'the step size is not constant');
  return arithmetic.divide(arithmetic.scale(arithmetic.one, input.steps.eta), BigInt(data.n));
}
