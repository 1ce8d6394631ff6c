/** Runs of gradient descent on the linear model with a step small at the start. */

import type { CaseContent } from '../../claim/claim.js';
import { onAnyData } from '../../claim/sources.js';
import { separable } from '../../generator/separable.js';
import { descentRuns } from '../setting/small-step.js';

/** Cases of a number of steps from a start in any region. */
export function linearDescentRuns(count: number): ReturnType<typeof onAnyData<CaseContent>> {
  return onAnyData(separable(), descentRuns({ slope: 1, most: Number.POSITIVE_INFINITY, count }));
}
