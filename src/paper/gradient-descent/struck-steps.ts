/** Cases of gradient descent on the ReLU model in which negatives are struck for ever. */

import fc, { type Arbitrary } from 'fast-check';
import type { CaseContent, ClaimDefinition } from '../../claim/claim.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps, eta } from '../../claim/steps.js';
import type { DrawnExample } from '../generators/examples.js';
import { outside } from '../generators/outside.js';
import { limitRuns } from '../setting/limit-runs.js';

/**
 * Cases of a number of steps on data with w^+ outside the separable region, and on pushed negatives: single ones, or pairs at obtuse angles,
 * `share` for 3 of the others.
 */
export function struckSteps(count: number, pushedBy: Arbitrary<DrawnExample>, share: number): Pick<ClaimDefinition, 'cases' | 'casesOn'> {
  const ofSteps = (content: CaseContent): CaseContent => ({ ...content, steps: constantSteps(eta({ ...content, claim: '' }), count) });
  const runs = onAnyData(outside(), (source) =>
    limitRuns({ slope: 0, kinds: ['separable', 'separable', 'separable', 'partial', 'negatives'] })(source, false).map(ofSteps),
  );
  const pushed = fc
    .tuple(pushedBy, fc.integer({ min: 1, max: 5 }))
    .map(([{ data, start }, halvings]) => ({ data, start, steps: constantSteps(2 ** -halvings, count) }));
  return { ...runs, cases: fc.oneof({ weight: 3, arbitrary: runs.cases }, { weight: share, arbitrary: pushed }) };
}
