/** Reading and making the step sizes of a case. */

import type { Case, Steps } from '../data/case.js';

/** No steps at all, for claims about no run. */
export const noSteps: Steps = { kind: 'none' };

/** A constant step size for a number of steps. */
export function constantSteps(eta: number, count: number): Steps {
  return { kind: 'constant', eta, count };
}

/** Step sizes (k+1)^(-alpha) for a number of steps. */
export function powerSteps(alpha: number, count: number): Steps {
  return { kind: 'power', alpha, count };
}

/** The constant step size of a case; NaN when the case has none, which fails every hypothesis on it. */
export function eta({ steps }: Case): number {
  return steps.kind === 'constant' ? steps.eta : Number.NaN;
}

/** The exponent of a case's step sizes (k+1)^(-alpha); NaN when it has none, which fails every hypothesis on it. */
export function alphaOf({ steps }: Case): number {
  return steps.kind === 'power' ? steps.alpha : Number.NaN;
}

/** The number of steps of a case. */
export function stepCount({ steps }: Case): number {
  return steps.kind === 'none' ? 0 : steps.count;
}
