/** A subject at work on the gradients of a model. */

import { type Dataset, dataset, type LabelledData } from '../../data/dataset.js';
import { type Model, workspace } from '../../model/model.js';
import { largest } from '../../numerics/lists.js';
import type { Subject } from '../check.js';
import { arithmeticOf } from '../reference/arithmetic.js';
import { ruleOf } from './law-candidate.js';
import { givenHyperparameters, survivors } from './law-identify.js';
import { ordinaryProblems } from './law-problems.js';
import { createFor, type Problem, trajectory } from './problem.js';

/** A model with its data and the step size that it is followed with. */
export interface Followed {
  readonly model: Model;
  readonly data: LabelledData;
  readonly stepSize: number;
  readonly steps: number;
}

/** A run on a model: the parameters after each step, and the gradients given as a problem that shows the same run. */
export interface ModelRun {
  readonly run: readonly Float64Array[];
  readonly problem: Problem;
}

/** One step at work: the parameters after it. */
type Move = (params: Float64Array, gradient: Float64Array, k: number) => Float64Array<ArrayBuffer>;

function follow(subject: Subject, { model, data: labelled, stepSize, steps }: Followed, begin: (problem: Problem) => Move): ModelRun {
  const data: Dataset = dataset(labelled);
  const into = workspace(model, data);
  const gradients: number[][] = [];
  const start = new Array<number>(data.d * model.neurons).fill(0);
  const problem: Problem = { stepSize, hyperparameters: givenHyperparameters(subject), start, gradients };
  const move = begin(problem);
  const run: Float64Array[] = [];
  let params = Float64Array.from(start);
  for (let k = 0; k < steps; k++) {
    model.evaluate(data, params, into);
    const gradient = into.gradient.slice();
    gradients.push(Array.from(gradient));
    params = move(params, gradient, k);
    run.push(params);
  }
  return { run, problem };
}

/** Runs the subject on the full gradients of a model from zero, step by step. */
export function followModel(subject: Subject, followed: Followed): ModelRun {
  return follow(subject, followed, (problem) => {
    const state = createFor(subject, problem);
    const params = Float64Array.from(problem.start);
    return (_, gradient) => {
      state.step(params, gradient);
      return params.slice();
    };
  });
}

/** How near to a foreseen run the subject's has to be, as a share of its largest parameter or of 1. */
const NEAR = 2 ** -24;

/** The run that the published form of the subject makes of a model; undefined where its steps are those of none. */
function foreseen(subject: Subject, followed: Followed): ModelRun | undefined {
  const [candidate] = subject.algorithm === 'other' ? [] : survivors(subject, ordinaryProblems(subject));
  if (candidate === undefined) return undefined;
  const arithmetic = arithmeticOf('float64');
  return follow(subject, followed, (problem) => {
    const rule = ruleOf(candidate, problem, { ...subject, precision: 'float64' });
    const eta = arithmetic.exact(followed.stepSize);
    return (params, gradient, k) =>
      Float64Array.from(rule(Array.from(params, arithmetic.exact), Array.from(gradient, arithmetic.exact), eta, k), ({ value }) => value);
  });
}

/**
 * The same run in one go where it can be foreseen: the subject is given the gradients that its published form comes by, and
 * where it stays as near to that form as rounding lets it, these are its own. Otherwise it goes step by step.
 */
export function followModelInOneGo(subject: Subject, followed: Followed): ModelRun {
  const due = foreseen(subject, followed);
  if (due === undefined) return followModel(subject, followed);
  const run = trajectory(subject, due.problem);
  const near = (params: Float64Array, k: number): boolean => {
    const at = due.run[k] ?? params;
    const allowed = NEAR * Math.max(1, largest(Array.from(at, Math.abs)));
    return params.every((x, j) => Math.abs(x - (at[j] ?? Number.NaN)) <= allowed);
  };
  return run.every(near) ? { run, problem: due.problem } : followModel(subject, followed);
}
