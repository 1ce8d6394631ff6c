/** Refutation of the end of example 2: the iterates stay beside the kink of x2, and the direction converges. */

import type { CertifiedHypothesis, Finding } from '../../certify/certificate.js';
import { separatorOf } from '../../certify/enclosure/separator.js';
import type { Setting } from '../../certify/enclosure/setting.js';
import { smallStep } from '../../certify/enclosure/small-step.js';
import { convergence, noWandering, staysBesideKinks } from '../../certify/invariant/beside-kinks.js';
import { mustHold } from '../../certify/undecided.js';

/** Data and start are as in the example, and the direction converges. */
export function exampleTwo(at: Setting): Finding {
  const { data, inner, signs } = at;
  const { hypothesis } = separatorOf(at);
  mustHold(data.n === 2 && data.y[0] === 1 && data.y[1] === -1, 'the data are not one positive and one negative');
  const [product, square] = [inner(0, 1), inner(1, 1)];
  mustHold(product.low > 0n && 2n * product.low <= square.low, 'x1.x2 is not in (0, |x2|^2 / 2]');
  mustHold(signs[0] === 1 && signs[1] === -1, 'w_0 does not start as in the example');
  const found = staysBesideKinks(at);
  const exactly: CertifiedHypothesis = {
    name: '0 < x1.x2 <= |x2|^2 / 2, w_0.x1 > 0 > w_0.x2',
    how: 'exact inner products',
  };
  return {
    hypotheses: [hypothesis, smallStep(at, found.path, 0), exactly],
    step: found.iterate.k,
    slack: noWandering.slack,
    argument: [...convergence(at, found), noWandering.how],
  };
}
