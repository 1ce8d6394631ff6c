/** The law of an optimizer's update, w_{k+1} = w_k - eta_k g_k, judged at every step of a run. */

import type { Evaluation, Hypothesis } from '../../claim/claim.js';
import { concludeIfRecorded } from '../../claim/conclude.js';
import { method } from '../../claim/hypotheses.js';
import { slackRecord } from '../../claim/slack.js';
import type { Snapshot } from '../../claim/snapshot.js';
import { exp, log } from '../../numerics/elementary.js';
import { nth } from '../../numerics/lists.js';
import { gamma, UNIT_ROUNDOFF } from '../../numerics/rounding.js';

/** What has been seen of a run's updates. */
interface UpdateLaw {
  /** Takes in one step. */
  visit(before: Snapshot, after: Snapshot): void;
  /** The evaluation of the whole run; the hypotheses gain the one that some step could be told from rounding. */
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
      // A step of zero must leave every bit alone; other steps may round at the size of the state.
      const scale = size === 0 ? Math.max(state, 1) : size;
      const rounding = size === 0 ? 0 : (4 * UNIT_ROUNDOFF * state) / size + gamma(16) + gamma(4) * Math.abs(log(before.k + 1));
      slack.record(-error / scale, rounding, before.k, () => `w_{k+1} is off w_k - eta_k g_k by ${error}, the step being ${size}`);
    },
    evaluation(hypotheses, modelKind) {
      const recorded = method('visible-step', 'some step leaves a trace above rounding');
      return concludeIfRecorded(hypotheses, slack, { recorded, labels: [['model', modelKind]] });
    },
  };
}
