/** A trace as a drawing: its first steps and its checkpoints. */

import type { Dataset } from '../data/dataset.js';
import { logLoss, type Model, workspace } from '../model/model.js';
import { linear, relu, slopeOf } from '../model/neuron.js';
import { log } from '../numerics/elementary.js';
import { neuronTargets } from '../oracle/partition-margins.js';
import { type Direction, type Directions, limitDirections, partitionDirections, together } from '../picture/directions.js';
import type { Drawing, Series } from '../picture/drawing.js';
import type { Point } from '../picture/plane.js';
import { drawingOfRun } from '../picture/run-drawing.js';
import type { Moment } from '../picture/run-series.js';
import type { NetworkTrace } from './network.js';
import { type Descent, firstIterates } from './sightings.js';
import type { Trace } from './trace.js';

/** Steps drawn one by one; later ones are those of the checkpoints. */
const FIRST_STEPS = 300;
/** Numbers that the steps drawn one by one hold together. */
const MOST_NUMBERS = 1e6;

/** Steps x numbers of the data that they look at together, so that they take seconds; and an instant, of a run that was stopped. */
const MOST_WORK = { whole: 3e8, stopped: 1e7 } as const;

/** The drawing of a trace that was made of this run. */
export function drawingOfTrace(data: Dataset, model: Model, trace: Trace | NetworkTrace, descent: Descent): Drawing {
  const neurons = 'outputWeights' in trace ? trace.outputWeights.length : 1;
  return drawingOfRun({
    title: titleOf(model, trace, descent),
    data,
    neurons,
    moments: momentsOf(data, model, trace, descent),
    lossAt: (w) => {
      const at = workspace(model, data);
      model.evaluate(data, Float64Array.from(w), at);
      return logLoss(at);
    },
    hasKinks: model.name !== linear.name,
    hasRegions: model.name === relu.name,
    directions: together(limitsOf(trace, neurons), references(trace)),
    series: data.d === 1 && neurons === 1 ? [] : comparisons(trace, neurons),
  });
}

function momentsOf(data: Dataset, model: Model, trace: Trace, descent: Descent): Moment[] {
  const { start, checkpoints, stopped, referenceStopped } = trace;
  const at = workspace(model, data);
  const work = stopped || referenceStopped ? MOST_WORK.stopped : MOST_WORK.whole;
  const most = Math.min(FIRST_STEPS, Math.ceil(MOST_NUMBERS / start.length), Math.ceil(work / (data.n * start.length)));
  const first = firstIterates(data, model, start, descent, most).map((w, k): Moment => {
    model.evaluate(data, w, at);
    return { k, s: log(k), w: Array.from(w), logLoss: logLoss(at) };
  });
  const last = first.length - 1;
  const later = checkpoints
    .filter(({ lnT }) => lnT > log(last))
    .map(
      ({ t, lnT, w, loss, engine }): Moment => ({
        ...(t === undefined || engine !== 'step' ? {} : { k: t }),
        s: lnT,
        w,
        logLoss: log(loss),
      }),
    );
  return [...first, ...later];
}

/** What each neuron points to at the horizon, where log time reached it. */
function limitsOf({ checkpoints }: Trace, neurons: number): Directions {
  const last = checkpoints.at(-1);
  if (last?.engine !== 'log-time') return { rays: [], notes: [] };
  const before = checkpoints.findLast(({ lnT }) => lnT <= last.lnT / 2) ?? last;
  return limitDirections(last.w, before.w, neurons, last.lnT);
}

/** The max-margin directions that the run is compared with: one, or one for each pattern partition of a network. */
function references(trace: Trace | NetworkTrace): Directions {
  if ('partitions' in trace) {
    const { outputWeights } = trace;
    const partitions = trace.partitions.map(({ samples, neurons, direction }) => ({
      members: samples,
      neurons,
      ...(direction.length === 0 ? {} : { best: Float64Array.from(direction) }),
    }));
    return partitionDirections(partitions, neuronTargets(partitions, outputWeights), outputWeights.length);
  }
  const rays: readonly Direction[] =
    trace.direction.length === 0 ? [] : [{ kind: 'reference', name: 'max margin, the reference', w: trace.direction }];
  return { rays, notes: [] };
}

/** How far the direction is from the reference, and the margin, at the checkpoints. */
function comparisons({ checkpoints, direction }: Trace, neurons: number): Series[] {
  const shown = checkpoints.filter(({ lnT }) => lnT >= 0);
  if (shown.length < 3) return [];
  const w = neurons === 1 ? 'w' : 'W';
  const series = (title: string, value: (at: Trace['checkpoints'][number]) => number): Series => ({
    title: `${title}, against ln t`,
    curves: [{ style: 'neuron-0', points: shown.map((at): Point => [at.lnT, value(at)]) }],
  });
  return [
    ...(direction.length === 0 ? [] : [series(`distance of ${w}/|${w}| from max margin`, ({ directionError }) => directionError)]),
    series(`margin, the least y f(x)/|${w}|`, ({ margin }) => margin),
  ];
}

/** The run in words: `Gradient descent of a ReLU neuron, step size 0.1, to t = e^10000`. */
function titleOf(model: Model, { end, checkpoints }: Trace, descent: Descent): string {
  const how =
    descent.kind === 'gd'
      ? `Gradient descent of ${inWords(model)}, step size ${descent.eta}`
      : `SGD of ${inWords(model)}, steps (k+1)^-${descent.alpha}, seed ${descent.seed}`;
  const last = checkpoints.at(-1);
  if (last?.engine === 'log-time') return `${how}, to t = e^${last.lnT}`;
  return `${how}, ${end.kind === 'horizon' ? 'to' : `${end.kind} at`} step ${end.step}`;
}

function inWords(model: Model): string {
  if (model.neurons > 1) return `a network of ${model.neurons} neurons`;
  const slope = slopeOf(model);
  if (slope === 0) return 'a ReLU neuron';
  return slope === 1 ? 'a linear model' : `a leaky ReLU neuron of slope ${slope}`;
}
