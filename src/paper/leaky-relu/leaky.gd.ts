/** Section 4.1: gradient descent on the leaky ReLU model converges in direction. */

import type { ClaimDefinition } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { onAnyData } from '../../claim/sources.js';
import type { Case } from '../../data/case.js';
import { separable } from '../../generator/separable.js';
import { ARGMIN } from '../setting/defects.js';
import { definitionSlip, printedDirection } from '../setting/definition-slip.js';
import { RATE_SLACK } from '../setting/limit-direction.js';
import { limitRuns } from '../setting/limit-runs.js';
import { atSmoothLimit } from '../setting/smooth-limit.js';
import { leakyLimit } from './leaky.gd.certificate.js';
import { leakyLimitForCoq } from './leaky.gd.coq.js';

const shared = {
  chapter: 'leaky relu',
  kind: 'asymptotic',
  slack: RATE_SLACK,
  ...onAnyData(separable(), limitRuns({ slope: 'drawn' })),
  recipe: 'limits of leaky ReLU runs',
} satisfies Partial<ClaimDefinition>;

/** NaN where a case has no slope, which fails the hypothesis on it. */
const slopeOf = ({ slope }: Case): number => slope ?? Number.NaN;

/** To the printed argmin. */
export const leakyGd = defineClaim({
  ...shared,
  id: 'leaky/gd',
  defect: ARGMIN,
  source: 'Section 4.1, definition of w* and the display after it',
  statement:
    'Leaky ReLU, small step, with argmin_{|w|=1} max_i y_i w.x*_i as the definition of w*: L(w_t) -> 0, |w_t| -> infinity and w_t/|w_t| -> w*, for the data rescaled by a on the negatives.',
  reason: definitionSlip,
  certify: leakyLimit,
  coq: leakyLimitForCoq,
  evaluate: atSmoothLimit({ slopeOf, targetOf: printedDirection }),
});

/** To the max-margin direction of the rescaled data. */
export const leakyGdIntended = defineClaim({
  ...shared,
  id: 'leaky/gd@intended',
  reading: 'as-intended',
  source: 'Section 4.1',
  statement:
    'Leaky ReLU, small step: L(w_t) -> 0, |w_t| -> infinity and w_t/|w_t| converges to the max-margin direction of the data rescaled by a on the negatives.',
  reason:
    'Once all samples are correctly classified the loss is that of the linear model on the rescaled data, and the gradient never vanishes before (leaky/landscape). That is so from a step on that can be bounded (leaky/last-kink@repaired).',
  required: { 'support:regular': 0.5 },
  evaluate: atSmoothLimit({ slopeOf, targetOf: (maxMargin) => maxMargin }),
});
