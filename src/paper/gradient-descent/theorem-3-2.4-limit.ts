/** Theorem 3.2, case 4: what the iterate is on which gradient descent ends. */

import fc from 'fast-check';
import type { Claim, ClaimDefinition, Conclusion } from '../../claim/claim.js';
import { defineClaim } from '../../claim/define.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps } from '../../claim/steps.js';
import { withStart } from '../../generator/start.js';
import { stepSize } from '../../generator/steps.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import { norm } from '../../numerics/vector.js';
import { NO_DIRECTION } from '../setting/neuron-defects.js';
import { reluData } from './relu-runs.js';
import { atRest, type Rest } from './rest.js';
import { lastIsNoUnit } from './theorem-3-2.4-limit.certificate.js';
import { lastIsNoUnitForCoq } from './theorem-3-2.4-limit.coq.js';

const shared = {
  chapter: 'gradient descent',
  kind: 'finite',
  source: 'Theorem 3.2, case 4, with the definition of w^+_J before it',
  ...onAnyData(reluData, (source) =>
    fc.tuple(withStart(source, ['silent', 'zero', 'random', 'silent', 'negatives']), stepSize()).map(([{ drawn, start }, rate]) => ({
      data: drawn.data,
      start,
      steps: constantSteps(rate, 300),
    })),
  ),
  required: { 'end:at once': 0.2, 'end:later': 0.02 },
} satisfies Partial<ClaimDefinition>;

function judged(conclusionOf: (rest: Rest) => Conclusion): Claim['evaluate'] {
  return atRest((rest) => ({ hypotheses: [], conclusion: conclusionOf(rest) }));
}

/** A unit vector, as every w^+_J is. */
export const lastIterate = defineClaim({
  ...shared,
  id: 'thm-3.2/4-limit',
  defect: NO_DIRECTION,
  statement:
    'Where gradient descent terminates, its last iterate is w^+_J with J empty; the definition makes that a unit vector (of the largest w.x_i over no i, every unit vector is a minimiser).',
  slack: '-| |w_T| - 1 | / (1 + |w_T|)',
  reason:
    'A run that starts where no sample is active ends there, at any length of w_0; one that ends later ends where its last step leaves it. Meant is that w_T lies in W_J (thm-3.2/4-limit@intended).',
  certify: lastIsNoUnit,
  coq: lastIsNoUnitForCoq,
  evaluate: judged(({ w, step }) => {
    const length = norm(w);
    return {
      slack: -Math.abs(length - 1) / (1 + length),
      rounding: gamma(w.length + 8) + UNIT_ROUNDOFF * 64 * step,
      step,
      note: `the last iterate has length ${length}`,
    };
  }),
});

/** A point of W_J, J empty. */
export const lastIterateIntended = defineClaim({
  ...shared,
  id: 'thm-3.2/4-limit@intended',
  reading: 'as-intended',
  statement: 'Where gradient descent terminates, its last iterate lies in W_J with J empty: w_T.x_i <= 0 for all i.',
  slack: '1/2 where all w_T.x_i <= 0 by their exact signs, else -1/2',
  reason: 'An active sample moves every iterate: grad L(w).u < 0 for a separator u unless no sample is active.',
  evaluate: judged(({ region, step }) => ({
    slack: region.kind === 'silent' ? 0.5 : -0.5,
    rounding: 0,
    step,
    note: 'a sample is active where the run has ended',
  })),
});
