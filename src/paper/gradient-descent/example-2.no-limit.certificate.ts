/** Refutation of the end of example 2: the iterates stay beside the kink of x2, and the direction converges. */

import { isNegative } from '../../certify/arithmetic/interval.js';
import type { CertifiedHypothesis, Finding } from '../../certify/certificate.js';
import type { Look } from '../../certify/enclosure/search.js';
import { separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { everySmallerStep } from '../../certify/enclosure/small-step.js';
import { everySmallerStepCertifier } from '../../certify/every-smaller-step.js';
import { convergence, noWandering, staysBesideKinks } from '../../certify/invariant/beside-kinks.js';
import type { Kept } from '../../certify/invariant/kept.js';
import { nth } from '../../numerics/lists.js';
import { mustBeExampleTwo, mustBeLabelledAsExampleTwo } from './examples.certificate.js';

/** Data and start are as in the example, and the direction converges. */
export const exampleTwo = everySmallerStepCertifier(asInTheExample, prove);

/** Iterates from which on the run keeps beside the kink, and that start as the example asks. */
function asInTheExample(at: Setting): Look<Kept> {
  mustBeLabelledAsExampleTwo(at);
  const look = staysBesideKinks(at);
  return {
    ...look,
    test: (iterate) => (iterate.active[0] === true && isNegative(nth(iterate.products, 1)) ? look.test(iterate) : undefined),
  };
}

function prove(at: Setting, kept: Kept): Finding {
  const { hypothesis } = separatorOf(at);
  mustBeExampleTwo(at);
  const exactly: CertifiedHypothesis = {
    name: '0 < x1.x2 <= |x2|^2 / 2, w_0.x1 > 0 > w_0.x2',
    how: 'exact inner products',
  };
  return {
    hypotheses: [hypothesis, everySmallerStep(at), exactly],
    step: 0,
    slack: noWandering.slack,
    argument: [...convergence(at, kept), noWandering.how],
  };
}
