import { type Dataset, dataset, type LabelledData } from '../../data/dataset.js';
import { type Model, workspace } from '../../model/model.js';
import type { Subject } from '../check.js';
import { givenHyperparameters } from './law-identify.js';
import type { Problem } from './problem.js';
import { createFor } from './problem.js';

/**
 * Runs the subject on the full gradients of a model from zero, showing the parameters after each step.
 *
 * @returns the gradients given, as a problem that shows the same run without the model.
 */
export function followModel(
  subject: Subject,
  model: Model,
  labelled: LabelledData,
  stepSize: number,
  steps: number,
  show: (params: Float64Array, k: number) => void,
): Problem {
  const data: Dataset = dataset(labelled);
  const into = workspace(model, data);
  const params = new Float64Array(data.d * model.neurons);
  const gradients: number[][] = [];
  const problem: Problem = {
    stepSize,
    hyperparameters: givenHyperparameters(subject),
    start: Array.from(params),
    gradients,
  };
  const state = createFor(subject, problem);
  for (let k = 0; k < steps; k++) {
    model.evaluate(data, params, into);
    const gradient = into.gradient.slice();
    gradients.push(Array.from(gradient));
    state.step(params, gradient);
    show(params, k);
  }
  return problem;
}
