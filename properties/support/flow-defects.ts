import type { Parts } from '../../src/claim/parts.js';
import { type Dataset, sample, subset } from '../../src/data/dataset.js';
import { linear } from '../../src/model/neuron.js';
import { exp, log } from '../../src/numerics/elementary.js';
import { dot, norm, normalized } from '../../src/numerics/vector.js';
import type { Trajectory, TrajectoryCheckpoint, TrajectoryOptions } from '../../src/trajectory/log-time/index.js';
import type { Defect } from './defects.js';
import { sharingParts } from './shared-runs.js';

type Follow = Parts['trajectory'];

const follow: Follow = sharingParts.trajectory;

const withTrajectory = (trajectory: Follow): Parts => ({ ...sharingParts, trajectory });

/** Alters w at every checkpoint of the true trajectory, and nothing else that it reports. */
const altered =
  (alter: (checkpoint: TrajectoryCheckpoint, all: readonly TrajectoryCheckpoint[]) => Float64Array): Follow =>
  (options) => {
    const trajectory = follow(options);
    const { checkpoints } = trajectory;
    return { ...trajectory, checkpoints: checkpoints.map((checkpoint) => ({ ...checkpoint, w: alter(checkpoint, checkpoints) })) };
  };

/** Tells a trajectory that was followed on other data or by another model as if it were one of the given data. */
function retold(data: Dataset, trajectory: Trajectory): Trajectory {
  const checkpoints = trajectory.checkpoints.map((checkpoint) => {
    const active = Array.from({ length: data.n }, (_, i) => i).filter((i) => dot(checkpoint.w, sample(data, i)) > 0);
    return { ...checkpoint, active, sliding: [], constantLoss: (data.n - active.length) / data.n };
  });
  return { ...trajectory, checkpoints };
}

/** Only single ReLU neurons are followed wrongly. */
const onRelu =
  (wrongly: Follow): Follow =>
  (options) =>
    options.model.name === 'relu' ? wrongly(options) : follow(options);

function withoutKinks(options: TrajectoryOptions): Trajectory {
  const { data, eta } = options;
  const positives = subset(data, data.positives);
  return retold(data, follow({ ...options, data: positives, eta: (eta * positives.n) / data.n }));
}

const withoutInactiveTest: Follow = (options) => retold(options.data, follow({ ...options, model: linear }));

/** Index of the entry of least absolute value: the coordinate axis that is furthest from the direction of w. */
function leastEntry(w: Float64Array): number {
  return w.reduce((least, entry, j) => (Math.abs(entry) < Math.abs(w[least]!) ? j : least), 0);
}

/** w + share(s) |w| e, with e the axis that is furthest from the last direction. */
const pushed = (share: (s: number) => number): Follow =>
  altered(({ s, w }, all) => {
    const axis = leastEntry(all.at(-1)!.w);
    return w.map((entry, j) => (j === axis ? entry + share(s) * norm(w) : entry));
  });

/** Planted defects in the part that follows gradient descent. */
export const flowDefects: readonly Defect[] = [
  {
    name: 'kinks of negatives do not hold the iterate',
    parts: withTrajectory(onRelu(withoutKinks)),
    caughtBy: [
      'thm-3.2/classification@repaired',
      'thm-3.2/2@repaired',
      'ex-2/no-limit@repaired',
      'sec-3.2/only-when@repaired',
      'app-b/active-max-margin@repaired',
    ],
    innocent: ['def/gd', 'thm-3.2/1@intended', 'ex-1/direction', 'linear/direction'],
  },
  {
    name: 'inactive samples pull: the flow of the linear model',
    parts: withTrajectory(onRelu(withoutInactiveTest)),
    caughtBy: [
      'thm-3.2/classification@repaired',
      'thm-3.2/1@intended',
      'thm-3.2/2@repaired',
      'ex-1/direction',
      'app-b/cannot-stay@repaired',
    ],
    innocent: ['def/gd', 'linear/direction', 'leaky/gd@intended'],
  },
  {
    name: 'direction off by a constant thousandth',
    parts: withTrajectory(pushed(() => 1 / 1000)),
    caughtBy: [
      'thm-3.2/classification@repaired',
      'thm-3.2/2@repaired',
      'thm-3.2/3@intended',
      'linear/direction',
      'leaky/gd@intended',
      'thm-4.1/direction@intended',
    ],
    innocent: ['def/gd', 'thm-3.2/4', 'linear/descent'],
  },
  {
    name: 'direction error that falls like (ln t)^(-1/3) only',
    parts: withTrajectory(pushed((s) => exp(-log(s) / 3))),
    caughtBy: [
      'thm-3.2/classification@repaired',
      'thm-3.2/2@repaired',
      'thm-3.2/3@intended',
      'linear/direction',
      'nacson/cyclic-direction',
    ],
    innocent: ['def/gd', 'thm-3.2/4', 'thm-4.1/eq-29'],
  },
  {
    name: 'direction frozen at the first checkpoint',
    parts: withTrajectory(altered(({ w }, all) => normalized(all[0]!.w).map((entry) => entry * norm(w)))),
    caughtBy: [
      'thm-3.2/classification@repaired',
      'thm-3.2/2@repaired',
      'thm-3.2/1@intended',
      'linear/direction',
      'leaky/gd@intended',
      'app-b/enters@repaired',
    ],
    innocent: ['def/gd', 'thm-3.2/4', 'thm-3.2/descent@repaired'],
  },
  {
    name: 'direction that swings for ever',
    parts: withTrajectory(pushed((s) => (Math.round(log(s) / log(10)) % 2 === 0 ? 0.5 : -0.5))),
    caughtBy: ['thm-3.2/classification@repaired', 'thm-3.2/2@repaired', 'ex-2/no-limit@repaired', 'linear/direction'],
    // A direction without a limit is what these two print; the sound engine refutes them.
    innocent: ['def/gd', 'ex-2/no-limit', 'thm-3.2/2'],
  },
  {
    name: 'w off by a constant thousandth',
    parts: withTrajectory(altered(({ w }) => w.map((entry) => entry + 1 / 1000))),
    caughtBy: ['soudry/residual', 'soudry/constant'],
    innocent: ['def/gd', 'linear/direction', 'soudry/loss', 'thm-3.2/classification@repaired'],
  },
  {
    name: 'flow of the sum of the losses instead of their mean',
    parts: withTrajectory((options) => follow({ ...options, eta: options.eta * options.data.n })),
    caughtBy: ['soudry/residual', 'soudry/loss-constant'],
    // The factor n adds p ln n to w: the angle to p tends to the same constant.
    innocent: ['def/gd', 'linear/direction', 'soudry/constant'],
  },
];
