/** What examples 1 and 2 of appendix C assume of data and start, exactly: certificates and proofs for Coq ask for the same. */

import { isAtLeast, isNegative, isPositive } from '../../certify/arithmetic/interval.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { mustHold } from '../../certify/undecided.js';
import { sameList } from '../../numerics/lists.js';

/** @throws Undecided where data or start are not those of example 1. */
export function mustBeExampleOne({ data, inner, signs }: Setting): void {
  mustHold(sameList(data.y, [1, 1, -1]), 'the samples are not +1, +1, -1');
  mustHold(isNegative(inner(0, 1)) && isNegative(inner(0, 2)), 'x1.x2 < 0 and x1.x3 < 0 do not both hold');
  mustHold(sameList(signs, [1, -1, -1]), 'w_0 does not start as in the example');
}

/** @throws Undecided where the labels are not those of example 2. */
export function mustBeLabelledAsExampleTwo({ data }: Setting): void {
  mustHold(sameList(data.y, [1, -1]), 'the data are not one positive and one negative');
}

/** @throws Undecided where data or start are not those of example 2. */
export function mustBeExampleTwo(at: Setting): void {
  const { arithmetic, inner, signs } = at;
  mustBeLabelledAsExampleTwo(at);
  const product = inner(0, 1);
  mustHold(isPositive(product) && isAtLeast(inner(1, 1), arithmetic.add(product, product)), 'x1.x2 is not in (0, |x2|^2 / 2]');
  mustHold(sameList(signs, [1, -1]), 'w_0 does not start as in the example');
}
