/** Runs of gradient descent on the ReLU model that end within the steps that a certificate follows. */

import { mustHold, Undecided } from '../undecided.js';
import { firstIterate, gradientStep, type Iterate, MOST_STEPS } from './path.js';
import type { Setting } from './setting.js';

/** The iterate at which no sample is active, enclosed; throws Undecided where none is reached. */
export function endOfRun(at: Setting): Iterate {
  const { steps } = at.input;
  mustHold(steps.kind === 'constant' && steps.eta > 0, 'the step size is not constant and positive');
  let iterate = firstIterate(at);
  for (let k = 0; k <= Math.min(steps.count, MOST_STEPS); k++) {
    if (!iterate.active.some(Boolean)) return iterate;
    iterate = gradientStep(at, iterate, steps.eta);
  }
  throw new Undecided('the run does not end within the steps that are followed');
}
