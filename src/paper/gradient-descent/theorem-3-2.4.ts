/** Theorem 3.2, case 4: gradient descent that stops after finitely many steps. */

import fc from 'fast-check';
import { conclude } from '../../claim/conclude.js';
import { defineClaim } from '../../claim/define.js';
import { runOf } from '../../claim/each-step.js';
import { allMet, isPositiveStep, isSeparable } from '../../claim/hypotheses.js';
import { labelIf } from '../../claim/label.js';
import { slackRecord } from '../../claim/slack.js';
import { onAnyData } from '../../claim/sources.js';
import { constantSteps } from '../../claim/steps.js';
import { dataset } from '../../data/dataset.js';
import { withStart } from '../../generator/start.js';
import { stepSize } from '../../generator/steps.js';
import { exp } from '../../numerics/elementary.js';
import { sameList } from '../../numerics/lists.js';
import { gamma } from '../../numerics/rounding.js';
import { reluData } from './relu-runs.js';

/** Once no sample is active nothing moves, from the first such step on. */
export const termination = defineClaim({
  id: 'thm-3.2/4',
  chapter: 'gradient descent',
  kind: 'finite',
  source: 'Theorem 3.2, case 4',
  statement:
    'Once some w_t has w_t.x_i <= 0 for all i (W_J with J empty), L(w_t) = L* + n+/n = 1 and gradient descent has terminated: every later iterate equals w_t. It terminates nowhere else.',
  slack:
    'the smaller of 1/2 - n |L(w_t) - 1| and 1/2 - [the run moves on] in W_J; 1/2 - [the run ends] elsewhere; [.] is 1 where true, else 0',
  ...onAnyData(reluData, (source) =>
    fc.tuple(withStart(source), stepSize()).map(([{ drawn, start }, rate]) => ({
      data: drawn.data,
      start,
      steps: constantSteps(rate, 300),
    })),
  ),
  required: { 'end:silent': 0.15, 'end:silent-later': 0.02, 'end:running': 0.2, 'start:kink': 0.05 },
  evaluate(input, parts) {
    const data = dataset(input.data);
    const hypotheses = [isSeparable(data, parts), isPositiveStep(input)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    const start = parts.landscapeRegion(data, input.start);
    let entered: number | undefined;
    let moved: number | undefined;
    let loss = Number.NaN;
    let resting = new Float64Array();
    let blurred = false;
    const { end, steps } = runOf(input, { data, model: parts.relu, optimizer: parts.gradientDescent }, ({ k, w, evaluation }) => {
      if (entered === undefined) {
        const silent = parts.landscapeRegion(data, w).kind === 'silent';
        // The run goes by computed signs, the region by exact ones.
        blurred = silent === evaluation.preactivation.some((v) => v > 0);
        if (blurred || !silent) return !blurred;
        entered = k;
        loss = evaluation.loss * exp(evaluation.shift);
        resting = w.slice();
      } else if (!sameList(w, resting)) {
        moved = k;
        return false;
      }
      return true;
    });
    if (end === 'diverged') return { hypotheses, undecided: `the run leaves the range of float64 at step ${steps}`, labels: [] };
    if (blurred) return { hypotheses, undecided: `rounding changes the sign of some w_t.x_i at step ${steps}`, labels: [] };
    const slack = slackRecord();
    if (entered !== undefined) {
      slack.record(
        0.5 - data.n * Math.abs(loss - 1),
        gamma(4 * data.n) * data.n,
        entered,
        () => `L(w_t) = ${loss} in W_J, J empty`,
        'loss',
      );
      const moves = (): string => `w_${moved ?? -1} differs from w_${entered}, which lies in W_J, J empty`;
      slack.record(moved === undefined ? 0.5 : -0.5, 0, entered, moves, 'rest');
    } else {
      slack.record(end === 'terminated' ? -0.5 : 0.5, 0, steps, () => 'the run terminates outside W_J, J empty');
    }
    return conclude(hypotheses, slack, {
      undecided: 'nothing to judge',
      labels: [
        ['end', entered === undefined ? 'running' : 'silent'],
        ...labelIf(entered !== undefined && entered > 0, 'end', 'silent-later'),
        ...labelIf(start.boundaryPositives.length + start.boundaryNegatives.length > 0, 'start', 'kink'),
      ],
    });
  },
});
