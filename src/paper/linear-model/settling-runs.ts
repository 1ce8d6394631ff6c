/** Beyond the paper: runs of the linear model whose w_t - p ln t settles by the horizon (Soudry et al. 2018). */

import type { Claim, Hypothesis, Label } from '../../claim/claim.js';
import { conclude } from '../../claim/conclude.js';
import { allMet, holds, paper } from '../../claim/hypotheses.js';
import type { Parts } from '../../claim/parts.js';
import type { SlackRecord } from '../../claim/slack.js';
import { eta } from '../../claim/steps.js';
import type { Case } from '../../data/case.js';
import { type Dataset, dataset } from '../../data/dataset.js';
import { type FeasibleMargin, signedRows } from '../../oracle/max-margin.js';
import { type LimitResidual, limitResidual } from '../../oracle/residual.js';
import type { Trajectory } from '../../trajectory/log-time/index.js';
import { HORIZON } from '../setting/settled-run.js';
import { withinReach } from './limit-runs.js';

/** From ln t = 30 on, what is left of the finite step is below 1e-13. */
const CHECKPOINTS = [30, 100, 300, 1e3, 1e4, 1e5];
/** Modes slower than this are still on their way at the horizon. */
const SLOWEST = 200 / HORIZON;

/** A run with what it ought to tend to. */
export interface SettlingRun {
  readonly data: Dataset;
  readonly start: readonly number[];
  /** The step size over the number of samples. */
  readonly rate: number;
  readonly best: FeasibleMargin;
  readonly limit: LimitResidual;
  readonly checkpoints: Trajectory['checkpoints'];
}

/** How a claim judges a run that settles. */
interface SettlingJudge {
  /** What the claim asks besides. */
  further?(limit: LimitResidual): readonly Hypothesis[];
  /** Empty where no bound reaches the horizon. */
  judge(run: SettlingRun): SlackRecord;
}

/** The evaluation of a claim about runs on data without degenerate support vectors and without modes that outlast the horizon. */
export function onSettlingRuns({ further = () => [], judge }: SettlingJudge): Claim['evaluate'] {
  return (input, parts) => {
    const data = dataset(input.data);
    const { hypotheses: reach, best } = withinReach(input, data, parts);
    if (best === undefined) return { hypotheses: reach, labels: [] };
    const regular = holds(paper('regular-support', 'every support vector has a positive weight in p'), best.degenerate.length === 0);
    if (!allMet([regular])) return { hypotheses: [...reach, regular], labels: [] };
    const rate = eta(input) / data.n;
    const limit = limitResidual(signedRows(data), best, rate);
    if (limit === undefined)
      return { hypotheses: [...reach, regular], undecided: 'the limit of w - p ln t could not be solved for', labels: [] };
    const hypotheses = [...reach, regular, ...further(limit)];
    if (!allMet(hypotheses)) return { hypotheses, labels: [] };
    if (isUnderWay(limit)) return { hypotheses, undecided: 'the slowest mode is still on its way at the horizon', labels: [] };
    const checkpoints = checkpointsOf(input, data, parts);
    if (typeof checkpoints === 'string') return { hypotheses, undecided: checkpoints, labels: [] };
    return conclude(hypotheses, judge({ data, start: input.start, rate, best, limit, checkpoints }), {
      undecided: 'no bound reaches the horizon',
      labels: labelsOf(limit, best),
    });
  };
}

/** Whether the slowest mode is still on its way at the horizon. */
export function isUnderWay({ slowest }: Pick<LimitResidual, 'slowest'>): boolean {
  return slowest < SLOWEST;
}

function labelsOf({ spans }: LimitResidual, { support }: FeasibleMargin): Label[] {
  return [
    ['support', spans ? 'spans' : 'does not span'],
    ['support vectors', String(support.length)],
  ];
}

/** The run at its checkpoints, or why it cannot be told. */
function checkpointsOf(input: Case, data: Dataset, parts: Parts): Trajectory['checkpoints'] | string {
  const { logTime, checkpoints } = parts.trajectory({
    data,
    model: parts.linear,
    start: input.start,
    eta: eta(input),
    until: HORIZON,
    checkpoints: CHECKPOINTS,
  });
  if (logTime === undefined) return 'the iterates leave the range of float64';
  if (logTime.kind === 'unknown') return `log-time engine at ln t = ${logTime.s}: ${logTime.reason}`;
  if (logTime.end !== 'horizon') return `the run is ${logTime.end}`;
  return checkpoints;
}
