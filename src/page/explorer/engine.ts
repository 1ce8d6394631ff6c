/** What the explorer computes of a scene: its first steps at once, its limit in log time after that. */

import type { EditionOptimizer, Landmark } from '../../claim/claim.js';
import { type Dataset, dataset } from '../../data/dataset.js';
import { logLoss, type Model, type Workspace, workspace } from '../../model/model.js';
import { network } from '../../model/network.js';
import { leakyRelu, linear, relu } from '../../model/neuron.js';
import { exp, log } from '../../numerics/elementary.js';
import { largest, nth } from '../../numerics/lists.js';
import { dot } from '../../numerics/vector.js';
import { gradientDescent, stochasticGradientDescent } from '../../optimizer/gradient-descent.js';
import { uniformSampler } from '../../optimizer/sampler.js';
import { powerSchedule } from '../../optimizer/schedule.js';
import { partitionsOf, patternPartition } from '../../oracle/pattern.js';
import { separability } from '../../oracle/separability.js';
import { gradientDescentTrajectory, limitReport } from '../../trajectory/log-time/index.js';
import { partitionsInLogTime } from '../../trajectory/network-sides.js';
import { run } from '../../trajectory/run.js';
import { fieldOf } from './field.js';
import { largestMargins } from './largest-margins.js';
import type { Continued, FirstSteps, Moment, Run } from './moments.js';
import { landmarksOf, ownContinued, ownRun } from './own-run.js';
import { bestOf, referencesOf } from './references.js';
import { caseOf, DRAWN, namesOf, type Point, type Scene, type SceneModel, type SceneOptimizer } from './scene.js';

/** Steps that are kept whatever they show. */
const EARLIEST = 20;
/** Least difference in ln t. */
const FINEST = 0.02;
/** Steps that the frame shows. */
const EARLY = 400;
/** How much further than samples and starts the frame of an own optimizer reaches. */
const MOST_OWN = 2;
/** Pixels on half a side of the picture. */
const PIXELS = 240;
/** Horizon of the limit, ln t. */
const LAST = 1e4;

/** The model of a scene. */
function modelOf(model: SceneModel): Model {
  switch (model.kind) {
    case 'linear':
      return linear;
    case 'relu':
      return relu;
    case 'leaky':
      return leakyRelu(model.slope);
    case 'network':
      return network(model.outputWeights);
  }
}

/**
 * The first steps of a run, and all that needs no log time.
 *
 * @param optimizers - what the scene may name besides gradient descent and SGD.
 */
export function firstSteps(scene: Scene, optimizers: readonly EditionOptimizer[] = []): FirstSteps {
  const content = caseOf(scene);
  const data = dataset(content.data);
  const model = modelOf(scene.model);
  const at = workspace(model, data);
  const { moments, strikes, end } =
    scene.optimizer.kind === 'own' ? ownRun(scene, optimizers, DRAWN) : steps(scene, scene.optimizer, { data, model, at });
  const { landmarks, fault } = landmarksOf(scene, optimizers);
  const half = halfOf(scene, moments, landmarks);
  return {
    ...thinned(moments, strikes, half),
    field: fieldOf(scene, model, data, half, at),
    half,
    separable: separability(data).separable,
    ...bestOf(data),
    ...referencesOf(scene, data, () => {
      const last = moments.findLast(({ w }) => w.every(Number.isFinite))?.w ?? content.start;
      return partitionsOf(patternPartition(data, last, model.neurons)).partitions;
    }),
    largest: scene.model.kind === 'linear' ? largestMargins(data) : [],
    landmarks,
    end: end === '' ? fault : end,
  };
}

/** Where a run is evaluated. */
interface Place {
  readonly data: Dataset;
  readonly model: Model;
  readonly at: Workspace;
}

function steps(scene: Scene, optimizer: Exclude<SceneOptimizer, { kind: 'own' }>, { data, model, at }: Place): Run {
  const moments: Moment[] = [];
  const strikes: number[] = [];
  let active: ReadonlySet<number> = new Set();
  const sgd = optimizer.kind === 'sgd';
  const result = run({
    data,
    model,
    start: scene.starts.flatMap((start) => [...start]),
    steps: DRAWN,
    optimizer: sgd ? stochasticGradientDescent : gradientDescent,
    stepSize: sgd ? powerSchedule(optimizer.alpha) : optimizer.eta,
    ...(sgd ? { sampler: uniformSampler(optimizer.seed, data.n) } : {}),
    observe: ({ k, w }) => {
      const now = activeNegatives(data, w, scene.starts.length);
      if (k > 0 && [...now].some((unit) => !active.has(unit))) strikes.push(moments.length);
      active = now;
      moments.push({ lnT: log(k), w: Array.from(w), logLoss: lossAt(model, data, w, at) });
    },
  });
  return {
    moments,
    strikes,
    end:
      result.end === 'diverged'
        ? `left the range of numbers at step ${result.steps}`
        : result.end === 'terminated'
          ? `stopped at step ${result.steps}`
          : '',
  };
}

/** What can be told apart in the picture: moments a pixel or a fiftieth of ln t from the last one kept, the first ones, and strikes. */
function thinned(moments: readonly Moment[], strikes: readonly number[], half: number): Pick<FirstSteps, 'moments' | 'strikes'> {
  const struck = new Set(strikes);
  const kept: Moment[] = [];
  const keptStrikes: number[] = [];
  for (const [i, moment] of moments.entries()) {
    const last = kept.at(-1);
    const isNear =
      last !== undefined &&
      moment.lnT - last.lnT < FINEST &&
      moment.w.every((entry, j) => Math.abs(entry - (last.w[j] ?? 0)) < half / PIXELS);
    // The moment before a strike is where the path turns.
    if (i > EARLIEST && isNear && !struck.has(i) && !struck.has(i + 1) && i < moments.length - 1) continue;
    if (struck.has(i)) keptStrikes.push(kept.length);
    kept.push(moment);
  }
  return { moments: kept, strikes: keptStrikes };
}

function activeNegatives(data: Dataset, w: Float64Array, neurons: number): ReadonlySet<number> {
  const active = new Set<number>();
  for (let k = 0; k < neurons; k++) {
    for (const j of data.negatives) {
      const side = (w[2 * k] ?? 0) * (data.x[2 * j] ?? 0) + (w[2 * k + 1] ?? 0) * (data.x[2 * j + 1] ?? 0);
      if (side > 0) active.add(j * neurons + k);
    }
  }
  return active;
}

function lossAt(model: Model, data: Dataset, w: Float64Array, at: Workspace): number {
  model.evaluate(data, w, at);
  return logLoss(at);
}

/**
 * Half the side of a frame that shows samples and the beginning of the path: of an own optimizer, whose w may grow fast, less of it, and
 * landmarks that are as near.
 */
function halfOf({ samples, starts, optimizer }: Scene, moments: readonly Moment[], landmarks: readonly Landmark[]): number {
  const most = (values: readonly number[]): number => Math.max(1e-9, largest(values.filter(Number.isFinite).map(Math.abs)));
  const drawn = most([...samples.flatMap(({ at }) => [...at]), ...starts.flatMap((start) => [...start])]);
  const early = most(moments.slice(0, EARLY + 1).flatMap(({ w }) => w));
  if (optimizer.kind !== 'own') return 1.15 * Math.max(drawn, early);
  const marks = landmarks.map(({ points }) => most(points.flat())).filter((size) => size <= MOST_OWN * drawn);
  return 1.15 * largest([drawn, Math.min(early, MOST_OWN * drawn), ...marks]);
}

/** The rest of the run: of gradient descent to ln t = 10^4, of an own optimizer step by step; undefined for SGD. */
export function continued(scene: Scene, optimizers: readonly EditionOptimizer[] = []): Continued | undefined {
  if (scene.optimizer.kind === 'own') return ownContinued(scene, optimizers);
  if (scene.optimizer.kind !== 'gd') return undefined;
  const content = caseOf(scene);
  const data = dataset(content.data);
  const marks = Array.from({ length: 160 }, (_, i) => exp((log(LAST) * i) / 159));
  const model = modelOf(scene.model);
  const { logTime, checkpoints } = gradientDescentTrajectory({
    data,
    model,
    start: content.start,
    eta: scene.optimizer.eta,
    until: LAST,
    checkpoints: marks,
    steps: 2000,
  });
  const moments = checkpoints.map(({ s, w, constantLoss, logExcess }) => ({
    lnT: s,
    w: Array.from(w),
    logLoss: constantLoss === 0 ? logExcess : log(constantLoss + exp(Math.min(logExcess, 700))),
  }));
  if (logTime?.kind !== 'reached') {
    const text =
      logTime === undefined
        ? 'The iterates leave the range of numbers.'
        : `Not known beyond ln t = ${logTime.s.toPrecision(4)}: ${logTime.reason}.`;
    return { moments, limits: [], text };
  }
  const end = nth(checkpoints, checkpoints.length - 1);
  const last = end.w;
  const limits = scene.starts.map((_, k): Point | undefined => {
    const [a = 0, b = 0] = last.slice(2 * k, 2 * k + 2);
    const length = Math.hypot(a, b);
    return length > 0 ? [a / length, b / length] : undefined;
  });
  const references = referencesOf(scene, data, () => partitionsInLogTime(data, end, model.neurons).partitions);
  return { moments, limits, references, text: limitText(scene, data, logTime, limits) };
}

type Reached = Extract<NonNullable<ReturnType<typeof gradientDescentTrajectory>['logTime']>, { kind: 'reached' }>;

function limitText(scene: Scene, data: Dataset, logTime: Reached, limits: readonly (Point | undefined)[]): string {
  if (logTime.end === 'terminated') return 'The gradient is zero from some step on: the run stops.';
  if (logTime.end === 'stationary') return 'The forces balance: the run converges to a point.';
  if (scene.starts.length > 1) return 'Followed to ln t = 10,000.';
  const { sliding, loss } = limitReport(logTime) ?? {};
  const [limit] = limits;
  const kinks = sliding ?? [];
  const where = limit === undefined ? '' : `At ln t = 10,000 the direction is (${limit.map((entry) => entry.toPrecision(5)).join(', ')})`;
  const on = kinks.length === 0 ? '' : `, on the ${kinks.length > 1 ? 'kinks' : 'kink'} of ${namesOf(kinks)}`;
  const margins = limit === undefined ? [] : data.positives.map((i) => dot(Float64Array.from(limit), data.x.subarray(2 * i, 2 * i + 2)));
  const silent = margins.filter((margin) => margin <= 0).length;
  const rest = silent === 0 ? '' : ` ${silent} positive ${silent === 1 ? 'sample is' : 'samples are'} not active there.`;
  return `${where}${on}.${loss === undefined ? '' : ` The loss tends to ${loss.toPrecision(5)}.`}${rest}`;
}
