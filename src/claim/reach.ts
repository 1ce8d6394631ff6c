/** Hypotheses that keep asymptotic claims to runs that ln t = 10^4 can tell about. */

import { type Dataset, radius } from '../data/dataset.js';
import { norm } from '../numerics/vector.js';
import type { MaxMargin } from '../oracle/max-margin.js';
import type { HypothesisMargin } from './claim.js';

/** Data whose margin is at least this share of B are within reach of the log-time engine's budget of steps. */
const LEAST_MARGIN = 1 / 16;

/** The hypothesis that a margin is wide enough for a run to tell. */
export function wideEnough(data: Dataset, answer: MaxMargin): HypothesisMargin {
  const bound = radius(data);
  return { name: 'margin at least B/16', margin: answer.feasible ? answer.margin / (LEAST_MARGIN * bound) - 1 : -1 };
}

/** The hypothesis that w_0 does not outweigh the growth of w up to ln t = 100. */
export function nearEnough(data: Dataset, start: readonly number[]): HypothesisMargin {
  return { name: '|w_0| B at most 64', margin: 64 / Math.max(norm(start) * radius(data), 2 ** -20) - 1 };
}
