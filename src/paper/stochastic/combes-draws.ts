/** Single draws of SGD on such data: what they move, and what a claim about them concludes. */

import { concludeIfRecorded } from '../../claim/conclude.js';
import { method } from '../../claim/hypotheses.js';
import { labelIf } from '../../claim/label.js';
import type { SlackRecord } from '../../claim/slack.js';
import type { Snapshot } from '../../claim/snapshot.js';
import { type Dataset, labelOf, sample } from '../../data/dataset.js';
import { gamma } from '../../numerics/rounding.js';
import { dot, norm } from '../../numerics/vector.js';
import type { RunJudgement } from './combes-run.js';

/** y_j (w_{k+1} - w_k).x_j relative to eta_k |x_sample| |x_j| exp(...): dimensionless, with its rounding bound. */
export function movement(
  data: Dataset,
  before: Snapshot,
  after: Snapshot,
  eta: number,
  j: number,
): { move: number; rounding: number; unit: number } {
  const x = sample(data, j);
  const drawn = sample(data, before.sample);
  const unit = eta * norm(drawn) * norm(x);
  const move = labelOf(data, j) * (dot(after.w, x) - dot(before.w, x));
  const rounding =
    (gamma(2 * data.d + 4) * (norm(before.w) + norm(after.w)) * norm(x)) / unit + gamma(16) * (1 + norm(before.w) * norm(drawn));
  return { move: move / unit, rounding, unit };
}

/** Whether the drawn sample is active, so that the draw moves w. */
export function drawMoves(data: Dataset, { w, sample: drawn }: Snapshot): boolean {
  return dot(w, sample(data, drawn)) > 0;
}

/** What a claim about single draws concludes: whether any was judged, and which kinds there were. */
export function judgedDraws(
  what: string,
  slack: SlackRecord,
  { silent, judged }: { readonly silent: number; readonly judged: number },
): RunJudgement {
  const { hypotheses: further, ...rest } = concludeIfRecorded([], slack, { recorded: method('judged', what) });
  return { ...rest, further, labels: [...labelIf(silent > 0, 'draw', 'inactive'), ...labelIf(judged > 0, 'draw', 'judged')] };
}
