/** What the explorer computes of a scene: its first steps at once, its limit in log time after that. */

import { type Dataset, dataset } from '../../data/dataset.js';
import { logLoss, type Model, type Workspace, workspace } from '../../model/model.js';
import { network } from '../../model/network.js';
import { leakyRelu, linear, relu } from '../../model/neuron.js';
import { exp, log } from '../../numerics/elementary.js';
import { dot } from '../../numerics/vector.js';
import { gradientDescent, stochasticGradientDescent } from '../../optimizer/gradient-descent.js';
import { uniformSampler } from '../../optimizer/sampler.js';
import { powerSchedule } from '../../optimizer/schedule.js';
import { separability } from '../../oracle/separability.js';
import { gradientDescentTrajectory, limitReport } from '../../trajectory/log-time/index.js';
import { run } from '../../trajectory/run.js';
import { type Field, fieldOf } from './field.js';
import { bestOf, type References, referencesOf } from './references.js';
import { caseOf, namesOf, type Point, type Scene, type SceneModel } from './scene.js';

/** Steps whose iterates are drawn one by one. */
const DRAWN = 1500;
/** Steps that are kept whatever they show. */
const EARLIEST = 20;
/** Least difference in ln t. */
const FINEST = 0.02;
/** Pixels on half a side of the picture. */
const PIXELS = 240;
/** Horizon of the limit, ln t. */
const LAST = 1e4;

/** One moment of a run. */
export interface Moment {
  /** ln t; -Infinity at the start. */
  readonly lnT: number;
  /** Parameters, neuron by neuron. */
  readonly w: readonly number[];
  /** ln L. */
  readonly logLoss: number;
}

/** What the first steps show. */
export interface FirstSteps extends References {
  readonly moments: readonly Moment[];
  /** Indices into the moments at which a negative sample became active for some neuron. */
  readonly strikes: readonly number[];
  readonly field: Field;
  readonly half: number;
  readonly separable: boolean;
  /** The max-margin direction of the y x, where the data are separable through the origin. */
  readonly best?: { readonly at: Point; readonly margin: number };
  readonly end: string;
}

/** What log time adds: moments from t = 1 to the horizon, what directions are compared with there, and the limit in words. */
export interface Continued {
  readonly moments: readonly Moment[];
  readonly limits: readonly (Point | undefined)[];
  /** Where it can differ from that of the first steps. */
  readonly references?: References;
  readonly text: string;
}

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

/** The first steps of a run, and all that needs no log time. */
export function firstSteps(scene: Scene): FirstSteps {
  const content = caseOf(scene);
  const data = dataset(content.data);
  const model = modelOf(scene.model);
  const at = workspace(model, data);
  const moments: Moment[] = [];
  const strikes: number[] = [];
  let active: ReadonlySet<number> = new Set();
  const { optimizer } = scene;
  const sgd = optimizer.kind === 'sgd';
  const result = run({
    data,
    model,
    start: content.start,
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
  const half = halfOf(scene, moments);
  return {
    ...thinned(moments, strikes, half),
    field: fieldOf(scene, model, data, half, at),
    half,
    separable: separability(data).separable,
    ...bestOf(data),
    ...referencesOf(scene, data, moments.findLast(({ w }) => w.every(Number.isFinite))?.w ?? content.start),
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

/** Half the side of a frame that shows samples and the beginning of the path. */
function halfOf({ samples, starts }: Scene, moments: readonly Moment[]): number {
  const early = moments.filter((_, index) => index <= 400).flatMap(({ w }) => w);
  const all = [...samples.flatMap(({ at }) => [...at]), ...starts.flatMap((start) => [...start]), ...early].filter(Number.isFinite);
  return 1.15 * Math.max(1e-9, ...all.map(Math.abs));
}

/** The rest of the run of gradient descent, to ln t = 10^4; undefined for SGD, which no log time follows. */
export function continued(scene: Scene): Continued | undefined {
  if (scene.optimizer.kind !== 'gd') return undefined;
  const content = caseOf(scene);
  const data = dataset(content.data);
  const marks = Array.from({ length: 160 }, (_, i) => exp((log(LAST) * i) / 159));
  const { logTime, checkpoints } = gradientDescentTrajectory({
    data,
    model: modelOf(scene.model),
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
  const last = moments.at(-1)?.w ?? [];
  const limits = scene.starts.map((_, k): Point | undefined => {
    const [a = 0, b = 0] = last.slice(2 * k, 2 * k + 2);
    const length = Math.hypot(a, b);
    return length > 0 ? [a / length, b / length] : undefined;
  });
  return { moments, limits, references: referencesOf(scene, data, last), text: limitText(scene, data, logTime, limits) };
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
  const margins = limit === undefined ? [] : data.positives.map((i) => dot(Float64Array.of(...limit), data.x.subarray(2 * i, 2 * i + 2)));
  const silent = margins.filter((margin) => margin <= 0).length;
  const rest = silent === 0 ? '' : ` ${silent} positive ${silent === 1 ? 'sample is' : 'samples are'} not active there.`;
  return `${where}${on}.${loss === undefined ? '' : ` The loss tends to ${loss.toPrecision(5)}.`}${rest}`;
}
