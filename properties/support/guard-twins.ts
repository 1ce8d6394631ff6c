/** A reported fault beside what it should have been. */

import type { Algorithm, OptimizerUnderTest } from '../../src/optimizer/optimizer.js';
import { optimizer } from './guard-correct.js';

/** A fault and what it should have been. */
export interface Twins {
  /** Where it was reported. */
  readonly report: string;
  readonly faulty: OptimizerUnderTest;
  readonly corrected: OptimizerUnderTest;
}

/** Twins from a factory that is told which of them to make. */
export function twins(
  report: string,
  algorithm: Algorithm,
  make: (right: boolean) => Parameters<typeof optimizer>[2],
  more: Pick<OptimizerUnderTest, 'options' | 'precision'> = {},
): Twins {
  const one = (right: boolean): OptimizerUnderTest => ({
    ...optimizer(`${report}${right ? ' (corrected)' : ''}`, algorithm, make(right)),
    ...more,
  });
  return { report, faulty: one(false), corrected: one(true) };
}
