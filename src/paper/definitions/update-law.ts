/** The law of an optimizer's update, w_{k+1} = w_k - eta_k g_k, judged at every step of a run. */

import type { Evaluation, Hypothesis } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { slackRecord } from '../../claim/slack.js';
import type { Snapshot } from '../../claim/snapshot.js';
import { exp, log } from '../../numerics/elementary.js';
import { nth } from '../../numerics/lists.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';
import type { RunResult } from '../../trajectory/run.js';

/** Steps of no more than this share of w are compared in units of w: a few ulps of w are a tenth of them. */
const LOST = 64 * UNIT_ROUNDOFF;

/** What has been seen of a run's updates. */
interface UpdateLaw {
  /** Takes in one step. */
  visit(before: Snapshot, after: Snapshot): void;
  /** Takes in how the run ended: one that terminates took a step of zero, and is where it was. */
  ended(result: RunResult): void;
  /** The evaluation of the whole run. */
  evaluation(hypotheses: readonly Hypothesis[], modelKind: string): Evaluation;
}

/**
 * Judges w_{k+1} against w_k - eta_k g_k at every step of a run.
 *
 * @param rate - the step size eta_k.
 */
export function updateLaw(rate: (k: number) => number): UpdateLaw {
  const slack = slackRecord();
  return {
    visit(before, after) {
      const step = rate(before.k);
      const scaled = exp(before.shift);
      let error = 0;
      let size = 0;
      let state = 0;
      for (const [j, entry] of before.w.entries()) {
        const slope = nth(before.gradient, j);
        const move = step * (slope === 0 ? 0 : slope * scaled);
        error = Math.max(error, Math.abs(nth(after.w, j) - (entry - move)));
        size = Math.max(size, Math.abs(move));
        state = Math.max(state, Math.abs(entry) + Math.abs(move));
      }
      // A step of zero must leave every bit alone; other steps may round at the size of the state, and those that are lost in it must
      // leave w where it is but for that.
      const own = gamma(16) + gamma(4) * Math.abs(log(before.k + 1));
      const isLost = size <= LOST * state;
      const scale = isLost ? Math.max(state, size === 0 ? 1 : 0) : size;
      const rounding = size === 0 ? 0 : (4 * UNIT_ROUNDOFF * state + own * size) / scale;
      slack.record(-error / scale, rounding, before.k, () => `w_{k+1} differs from w_k - eta_k g_k by ${error}, where the step is ${size}`);
    },
    ended({ end, steps }) {
      if (end === 'terminated') slack.record(0, 0, steps, () => 'a step of zero leaves w where it is, to the bit');
    },
    evaluation(hypotheses, modelKind) {
      return conclude(hypotheses, slack, { undecided: 'no step is within the range of float64', labels: [['model', modelKind]] });
    },
  };
}
