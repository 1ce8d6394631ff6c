/** Where the run of a case points in the end: as the claim followed it, or followed now where that costs little. */

import type { Case } from '../data/case.js';
import { type Dataset, dataset } from '../data/dataset.js';
import type { Model } from '../model/model.js';
import { exp, log } from '../numerics/elementary.js';
import { largest } from '../numerics/lists.js';
import { gradientDescent } from '../optimizer/gradient-descent.js';
import { type Directions, limitDirections } from '../picture/directions.js';
import { gradientDescentTrajectory, type Trajectory, type TrajectoryCheckpoint } from '../trajectory/log-time/index.js';
import { run } from '../trajectory/run.js';
import { spending, WorkExceeded } from './bounded.js';
import type { Recording } from './recording.js';

/** Horizon of a run that is followed for its picture, ln t. */
const LAST = 1e4;
/** Steps by which a recorded run is known again. */
const COMPARED = 20;
/** Steps x samples x neurons that a picture may cost beyond the plain steps. */
const MOST_WORK = 3e6;
/** Samples x parameters beyond which not even the plain steps before log time are taken. */
const MOST_SIZE = 1e5;

const TOO_DEAR = 'to follow it costs more than a picture may';

/** The limit direction of a run as a picture has it. */
export interface Ending extends Directions {
  /** The run at the horizon; undefined where it was not followed. */
  readonly last?: TrajectoryCheckpoint;
}

/**
 * The direction of each neuron at the horizon, or in words why there is none.
 *
 * @returns nothing of a case without a run.
 */
export function endingOf(input: Case, recording: Recording, neurons: number): Ending {
  const followed = recording.trajectory ?? followedNow(input, recording);
  if (followed === undefined) return { rays: [], notes: [] };
  if (typeof followed === 'string') return { rays: [], notes: [`No limit direction: ${followed}.`] };
  const { logTime, checkpoints } = followed;
  if (logTime === undefined) return { rays: [], notes: ['No limit direction: the iterates leave the range of numbers.'] };
  if (logTime.kind === 'unknown')
    return {
      rays: [],
      notes: [`No limit direction: log time does not know the run beyond ln t = ${logTime.s.toPrecision(4)}: ${logTime.reason}.`],
    };
  const last = checkpoints.at(-1);
  const before = checkpoints.findLast(({ s }) => last !== undefined && s <= last.s / 2) ?? checkpoints[0];
  if (last === undefined || before === undefined) return { rays: [], notes: [] };
  if (logTime.end !== 'horizon')
    return {
      rays: [],
      notes: [`No limit direction: the run ${logTime.end === 'terminated' ? 'stops' : 'converges to a point'}.`],
      last,
    };
  return { ...limitDirections(last.w, before.w, neurons, last.s), last };
}

/** The run by log time; in words why it is not followed; undefined where there is no run. */
function followedNow(input: Case, recording: Recording): Trajectory | string | undefined {
  const { start, steps } = input;
  if (steps.kind === 'none' || start.length === 0) return undefined;
  if (steps.kind === 'power' || recording.iterates.some(({ drawn }) => drawn !== undefined))
    return 'this is SGD, and log time follows gradient descent with one step size';
  if (recording.iterates.length === 0) return undefined;
  const data = dataset(input.data);
  if (data.n * start.length > MOST_SIZE) return TOO_DEAR;
  const model = [...recording.models.values()].find((one) => isRunOf(one, data, input, steps.eta, recording));
  if (model === undefined) return 'the recorded steps are not those of gradient descent with one step size';
  try {
    return gradientDescentTrajectory({
      data,
      model,
      start,
      eta: steps.eta,
      until: LAST,
      checkpoints: Array.from({ length: 40 }, (_, i) => exp((log(LAST) * i) / 39)),
      spend: spending(data.n * model.neurons, MOST_WORK),
    });
  } catch (error) {
    if (error instanceof WorkExceeded) return TOO_DEAR;
    throw error;
  }
}

/** Whether gradient descent on a model takes the steps that were recorded, to the bit. */
function isRunOf(model: Model, data: Dataset, { start }: Case, eta: number, { iterates }: Recording): boolean {
  if (model.neurons * data.d !== start.length) return false;
  const known = new Map(iterates.filter(({ k }) => k <= COMPARED).map(({ k, w }) => [k, w]));
  let isSame = true;
  const observe = ({ k, w }: { k: number; w: Float64Array }): void => {
    const recorded = known.get(k);
    if (recorded !== undefined && !recorded.every((entry, j) => Object.is(entry, w[j]))) isSame = false;
  };
  const last = largest([0, ...known.keys()]);
  run({ data, model, start, optimizer: gradientDescent, stepSize: eta, steps: last, observe });
  return isSame && known.has(0);
}
