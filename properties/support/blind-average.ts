/** A planted defect: an engine that averages chatter whatever it turns on, since it is blind to positives that are not active yet. */

import { type Parts, standardParts } from '../../src/claim/parts.js';
import { type Dataset, dataset, labelledData } from '../../src/data/dataset.js';
import { log } from '../../src/numerics/elementary.js';
import { gradientDescent } from '../../src/optimizer/gradient-descent.js';
import { continueInLogTime, flowModel, type Trajectory } from '../../src/trajectory/log-time/index.js';
import { run } from '../../src/trajectory/run.js';

const STEPS = 10_000;

export const blindAverage: Parts = {
  ...standardParts,
  trajectory({ data, model, start, eta, until, checkpoints }): Trajectory {
    const first = run({ data, model, start, optimizer: gradientDescent, stepSize: eta, steps: STEPS });
    const logTime = continueInLogTime({
      data: withoutSleepers(data, first.w),
      model: flowModel(model),
      eta,
      start: first.w,
      from: STEPS,
      until: Math.max(until, log(STEPS)),
      ...(checkpoints === undefined ? {} : { checkpoints }),
      impacts: 0,
    });
    const later = logTime.kind === 'reached' ? logTime.checkpoints : [];
    return { steps: STEPS, w: first.w, logTime, checkpoints: later.map((at) => ({ ...at, engine: 'log-time' as const })) };
  },
};

/** The data with zeros in place of positives that are not active. */
function withoutSleepers(data: Dataset, w: Float64Array): Dataset {
  const { x, y } = labelledData(data);
  const active = (row: readonly number[]): boolean => row.reduce((sum, value, j) => sum + value * w[j]!, 0) > 0;
  return dataset({ x: x.map((row, i) => (y[i] === 1 && !active(row) ? row.map(() => 0) : row)), y });
}
