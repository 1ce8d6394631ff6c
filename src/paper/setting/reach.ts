/** Hypotheses that keep asymptotic claims to runs that the log-time engine can tell about. */

import type { Hypothesis } from '../../claim/claim.js';
import { method } from '../../claim/hypotheses.js';
import { type Dataset, radius } from '../../data/dataset.js';
import { norm } from '../../numerics/vector.js';
import type { MaxMargin } from '../../oracle/max-margin.js';
import { WINDOW } from './settled-run.js';

/** Of data whose margin is a smaller share of B, many are beyond the engine's budget of steps. */
const LEAST_MARGIN = 1 / 256;
/** |w_t| is at least about ln t / B, so that a start within this over B no longer outweighs it from ln t = 10^4 on. */
const FARTHEST = 0.64 * WINDOW.early;

/** The hypothesis that a margin is wide enough for a run to tell. */
export function wideEnough(data: Dataset, answer: MaxMargin): Hypothesis {
  const bound = radius(data);
  return { ...method('margin', 'margin at least B/256'), slack: answer.feasible ? answer.margin / (LEAST_MARGIN * bound) - 1 : -1 };
}

/** The hypothesis that w_0 does not outweigh the growth of w up to ln t = 10^4. */
export function nearEnough(data: Dataset, start: readonly number[]): Hypothesis {
  return { ...method('near-start', `|w_0| B at most ${FARTHEST}`), slack: FARTHEST / Math.max(norm(start) * radius(data), 2 ** -20) - 1 };
}
