/** The direction of E wbar_t far out: theorem 3.4 and its like, from the mean flow of SGD and a bound on the distance from it. */

import type { Hypothesis } from '../../claim/claim.js';
import type { Concluded } from '../../claim/conclude.js';
import { holds, method } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import { stepCount } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import type { MeanFlowOptions } from '../../expectation/mean-flow.js';
import { type Divisor, momentsOf, rateOf } from './average-rate.js';
import { steepens } from './limit-direction.js';
import { LATER_WINDOW, laterReadings, WINDOW, type Window } from './settled-run.js';

export type { Divisor } from './average-rate.js';

/** Steps that are taken one by one, at least. */
const LEAST_STEPS = 1000;
/** Cases of a claim by default: each takes some 20 ms. */
export const AVERAGE_CASES = 40;

/** The hypothesis that a case says how its first steps are drawn. */
export function hasFirstSteps(input: Case): Hypothesis {
  return holds(
    method('first-steps', `a seed and at least ${LEAST_STEPS} steps`),
    stepCount(input) >= LEAST_STEPS && input.seed !== undefined,
  );
}

/** How the rate is put into a slack. */
export const AVERAGE_RATE =
  '1 - q(10^6) / (2 max q(10^4 .. 10^5)), q(s) = |E wbar_t/|E wbar_t| - target|^2 s at (1 - alpha) ln t = s, with expectations given the first T steps';

/**
 * The slack of |E wbar_t / |E wbar_t| - target|^2 = O(1/ln t), with E given w_T. Undecided where the distance of SGD from its mean flow
 * leaves the sign open, or where the later window does not show the violation of the first again.
 */
export function averageDirection(
  options: Omit<MeanFlowOptions, 'at'>,
  target: ArrayLike<number>,
  parts: Parts,
  dividedBy: Divisor = 'own-length',
): Concluded {
  const readIn = (window: Window): Concluded => {
    const flow = parts.meanFlow({ ...options, at: momentsOf(window).map((logTau) => logTau / (1 - options.alpha)) });
    return flow.kind === 'unknown' ? { undecided: flow.reason } : rateOf({ ...flow, window, target, dividedBy, alpha: options.alpha });
  };
  const first = readIn(WINDOW);
  if (first.conclusion === undefined || first.conclusion.slack >= 0) return first;
  const later = readIn(LATER_WINDOW);
  if (later.conclusion !== undefined && later.conclusion.slack < 0 && !steepens(first.conclusion, later.conclusion)) {
    const note = `${first.conclusion.note}; ${later.conclusion.note}`;
    return { conclusion: { ...first.conclusion, note, ...laterReadings(first.conclusion, later.conclusion) } };
  }
  return { undecided: `${first.conclusion.note}; later: ${later.undecided ?? later.conclusion?.note}` };
}
