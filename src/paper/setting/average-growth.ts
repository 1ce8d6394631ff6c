/** How long E wbar_t is far out, from the mean flow of SGD and a bound on the distance from it. */

import type { Concluded } from '../../claim/conclude.js';
import type { Parts } from '../../claim/parts.js';
import type { MeanFlowOptions } from '../../expectation/mean-flow.js';
import { nth } from '../../numerics/lists.js';
import { norm } from '../../numerics/vector.js';
import { WINDOW } from './settled-run.js';

/** How far from 1 the ratio may be at (1 - alpha) ln t = 10^6, where what has not grown away is below 1/100. */
const TOLERANCE = 1 / 4;

/** How the growth is put into a slack. */
export const AVERAGE_GROWTH =
  '1/4 - ||E wbar_t| gamma / ((1 - alpha) ln t) - 1| at (1 - alpha) ln t = 10^6, with expectations given the first T steps';

/** The slack of |E wbar_t| = (1 - alpha) ln t / gamma (1 + o(1)), with E given w_T. */
export function averageGrowth(options: Omit<MeanFlowOptions, 'at'>, _target: ArrayLike<number>, parts: Parts): Concluded {
  const horizons = [WINDOW.middle, WINDOW.horizon];
  const flow = parts.meanFlow({ ...options, at: horizons.map((logTau) => logTau / (1 - options.alpha)) });
  if (flow.kind === 'unknown') return { undecided: flow.reason };
  const lengths = flow.checkpoints.map(({ average }) => norm(average));
  const ratios = horizons.map((logTau, place) => (nth(lengths, place) * options.gamma) / logTau);
  const last = nth(ratios, 1);
  const rounding = (flow.distance * options.gamma) / WINDOW.horizon;
  const note = `|E wbar_t| gamma / ((1 - alpha) ln t) is ${nth(ratios, 0)} at (1 - alpha) ln t = ${WINDOW.middle} and ${last} at ${WINDOW.horizon}`;
  return { conclusion: { slack: TOLERANCE - Math.abs(last - 1), rounding, step: 0, note } };
}
